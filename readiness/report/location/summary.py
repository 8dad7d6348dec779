"""The summary: level, score, coverage, and what to know first."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction

from readiness import terms
from readiness.model.assessment import Assessment, Tally, VerdictState
from readiness.model.printed.assessment import exact
from readiness.report.words import Score, Words

_MOST_STRONG = 3
_STRONG = Fraction(70)
_TOP_LEVEL = 4
# What a basic domain and another one need at least for the level after this one.
_NEXT = {0: (30, 0), 1: (50, 0), 2: (70, 50), 3: (85, 85)}


@dataclass(frozen=True)
class Bar:
    """A score to draw on a line of 0 to 100; `text` says the same in words."""

    low: float
    high: float
    point: float | None
    text: str


@dataclass(frozen=True)
class Summary:
    """`first` are the sentences to read when nothing else is read."""

    level: str
    level_means: str
    score: str
    ends: Score
    score_means: str
    coverage: str
    exact_coverage: str
    evidence: str
    bar: Bar | None
    first: tuple[str, ...]
    strong: tuple[str, ...]


def bar(words: Words, tally: Tally) -> Bar | None:
    """The drawing of a score; None where nothing is in play."""
    if tally.low is None or tally.high is None:
        return None
    word, number = words.language.word, words.language.number
    said = word("between {low} and {high}", low=tally.low, high=tally.high)
    if tally.point is not None:
        said = word(
            "{point} over what is known; between {low} and {high} with what isn't",
            point=number(tally.point),
            low=tally.low,
            high=tally.high,
        )
    return Bar(
        low=round(float(tally.low), 2),
        high=round(float(tally.high), 2),
        point=None if tally.point is None else round(float(tally.point), 2),
        text=said,
    )


def summary(words: Words, assessment: Assessment) -> Summary:
    """The summary of an assessment."""
    word = words.language.word
    tally = assessment.location
    name, means = _level(words, assessment)
    score = words.score(tally.low, tally.high, tally.point)
    score_means = word(
        "The first number is over what is wholly known. The interval also counts what isn't "
        "known yet: at worst and at best."
    )
    if not tally.in_play:
        score = word("no score")
        score_means = word("Nothing was in play, so there is no score.")
    elif tally.low == tally.high:
        score_means = word("Everything in play is known, so there is one number.")
    elif tally.point is None:
        score_means = word("Nothing is known yet, so the score can still be anything.")
    return Summary(
        level=name,
        level_means=means,
        score=score,
        ends=words.scored(tally.low, tally.high, tally.point),
        score_means=score_means,
        coverage=words.coverage(tally),
        exact_coverage=str(exact(tally.coverage)),
        evidence=_evidence(words, assessment),
        bar=bar(words, tally),
        first=tuple(_first(words, assessment)),
        strong=_strong(words, assessment),
    )


def _level(words: Words, assessment: Assessment) -> tuple[str, str]:
    word, level = words.language.word, assessment.level
    if level.low is None or level.high is None:
        reason = words.say(level.why_none) if level.why_none else ""
        return word("no level yet"), reason
    low, means = terms.level(words.language, level.low)
    if level.low == level.high:
        return word("level {number}: {name}", number=level.low, name=low), means
    high, high_means = terms.level(words.language, level.high)
    return (
        word(
            "between level {low} ({low_name}) and level {high} ({high_name})",
            low=level.low,
            low_name=low,
            high=level.high,
            high_name=high,
        ),
        word(
            "level {number} when {means}; what is still unknown decides",
            number=level.high,
            means=high_means,
        ),
    )


def _evidence(words: Words, assessment: Assessment) -> str:
    found: Counter[str] = Counter()
    for outcome in assessment.outcomes.values():
        found.update(outcome.evidence)
    return words.language.listed(
        [f"{count} {terms.method(words.language, name)}" for name, count in found.most_common()]
    )


def _first(words: Words, assessment: Assessment) -> list[str]:
    word = words.language.word
    made = []
    risks = [v.technology for v in assessment.verdicts if v.risk]
    if risks:
        made.append(
            word(
                "In use while something it can't do without is missing: {technologies}. Put "
                "this right first.",
                technologies=words.technologies(risks),
            )
        )
    unsure = [v.technology for v in assessment.verdicts if v.in_use and v.state == "undecided"]
    if unsure:
        made.append(
            word(
                "In use, and not enough is known to say it is safe: {technologies}.",
                technologies=words.technologies(unsure),
            )
        )
    raised = sum(stop.state == "raised" for stop in assessment.hard_stops)
    if raised:
        made.append(
            word("Hard stops: {count}. Each keeps the level at 1 until it is lifted.", count=raised)
        )
    possible = sum(stop.state == "unknown" for stop in assessment.hard_stops)
    if possible:
        made.append(word("Hard stops that can't be ruled out yet: {count}.", count=possible))
    made += _held_down(words, assessment)
    ready = _chosen(words, assessment, "ready")
    if ready:
        made.append(word("Ready, in use or wanted: {technologies}.", technologies=ready))
    nearly = _chosen(words, assessment, "ready-with-conditions")
    if nearly:
        made.append(
            word("Ready with conditions, in use or wanted: {technologies}.", technologies=nearly)
        )
    return made


def _held_down(words: Words, assessment: Assessment) -> list[str]:
    """Which domains keep the level from the next one; none where a hard stop does."""
    level = assessment.level
    if level.low is None or level.low != level.high or level.low > _TOP_LEVEL - 1:
        return []
    basic, other = _NEXT[level.low]
    short = [
        f"{words.language.text(domain.name)} ({words.language.number(tally.low)})"
        for tally in assessment.domains
        if (domain := words.catalogue.domains[tally.id]).scored
        and tally.low is not None
        and tally.low < (basic if domain.basic else other)
    ]
    if not short:
        return []
    return [
        words.language.word(
            "The next level, {name}, comes within reach with: {domains}.",
            name=terms.level(words.language, level.low + 1)[0],
            domains=words.language.listed(short),
        )
    ]


def _chosen(words: Words, assessment: Assessment, state: VerdictState) -> str:
    """The technologies in use or wanted that got this verdict."""
    return words.technologies(
        v.technology for v in assessment.verdicts if v.state == state and (v.in_use or v.wanted)
    )


def _strong(words: Words, assessment: Assessment) -> tuple[str, ...]:
    """The best checks that are surely in order, with nothing in them to repair; then the best
    questions, where there are fewer than three such checks.

    A good median hides a dead wing: what has a gap is never called strong.
    """
    gaps = {gap.question for need in assessment.needs for gap in need.gaps}
    troubled = {words.catalogue.questions[question].check for question in gaps}
    sure = [
        (tally.low, tally.id)
        for tally in assessment.checks
        if tally.low is not None and tally.low >= _STRONG and tally.id not in troubled
    ]
    best = sorted(sure, key=lambda pair: -pair[0])[:_MOST_STRONG]
    told = [
        f"{words.language.text(words.catalogue.checks[id_].name)}: {words.language.number(low)}"
        for low, id_ in best
    ]
    held = {id_ for _, id_ in sure}
    single = [
        outcome
        for outcome in assessment.outcomes.values()
        if outcome.in_play
        and outcome.state == "pass"
        and outcome.question not in gaps
        and words.catalogue.questions[outcome.question].asked_of != "spot"
    ]
    for outcome in sorted(single, key=lambda o: -o.low):
        question = words.catalogue.questions[outcome.question]
        if len(told) < _MOST_STRONG and question.check not in held and not words.hidden(question):
            told.append(f"{words.prompt(question.id)} {words.seen(question, outcome.actual)}")
    return tuple(told)
