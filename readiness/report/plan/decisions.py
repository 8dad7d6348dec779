"""What management decided on the measures, how much of it is there, and what the plan makes of
it."""

from __future__ import annotations

from collections.abc import Sequence

from readiness import terms
from readiness.plan.told.document import DecisionPart, MeasurePart
from readiness.report import decided
from readiness.report.blocks import Cell, Paragraph, Section, Table
from readiness.report.plan import assumed
from readiness.report.plan.told import Told

_MOST, _MOST_NAMED = 40, 3


def section(told: Told) -> Section | None:
    held = told.plan.decisions
    if not held.decisions:
        return None
    word, language = told.language.word, told.language
    rows = tuple(
        (
            Cell(told.measure(one.measure)),
            Cell(terms.decision(language, one.answer)),
            Cell(decided.step(one.progress, one.done_on, language) if one.answer == "yes" else "–"),
            Cell(terms.decider(language, one.by)),
            Cell(told.day(one.at[:10]), sort=one.at),
            Cell(one.why),
            Cell(
                _seen(told, one),
                tone="bad" if one.seen == "failed" else "plain",
            ),
        )
        for one in held.decisions
    )
    columns, caption = decided.columns(language), word("Decisions on measures")
    table = Table("decisions", caption, columns, rows, sortable=True, most=_MOST)
    said = (Paragraph(line) for line in tally(told))
    return Section("decisions", word("What was decided"), (*said, table))


def _seen(told: Told, one: DecisionPart) -> str:
    """What a later visit says of it; without one, whether the plan counts on it unseen."""
    failing = decided.questions(one.failing, told.catalogue, told.language)
    said = decided.seen(one.seen, one.seen_on, told.language, failing, one.partly)
    unseen = assumed.unseen(told, one.measure, bool(said))
    return "; ".join(filter(None, (said, unseen))) or "–"


def tally(told: Told) -> list[str]:
    """How much of what was decided is there, and where the plan differs from it; nothing where
    nothing was decided."""
    word, held = told.language.word, told.plan.decisions.decisions
    if not held:
        return []
    beside = _beside(told)
    return [
        word("Decided: {tally}", tally=decided.tally(held, told.language)),
        *([" ".join(beside)] if beside else []),
        *assumed.in_short(told),
    ]


def _beside(told: Told) -> list[str]:
    """What the plan holds though it was decided otherwise or is done, and what it waits with."""
    word, plan = told.language.word, told.plan
    bought = plan.bought
    refused = [one for one in bought if one.decision == "no"]
    later = [one for one in bought if one.decision == "later"]
    # What a later visit still finds failing is told of as bought once more.
    done = [
        one
        for one in bought
        if one.decision == "yes" and one.progress in ("done", "checked") and not one.failed_on
    ]
    said = []
    if not plan.from_decisions:
        said.append(word("This plan does not follow what was decided; --from-decisions does."))
    if refused:
        names = _names(told, refused)
        said.append(word("In this plan, though decided no: {measures}.", measures=names))
    if later:
        names = _names(told, later)
        said.append(word("In this plan, though decided for later: {measures}.", measures=names))
    if done:
        said.append(word("In this plan, though done: {measures}.", measures=_names(told, done)))
    waiting = [one for one in plan.not_bought if one.decision == "later"]
    if plan.from_decisions and waiting:
        names = _names(told, waiting)
        said.append(word("Decided for later, so not in this plan: {measures}.", measures=names))
    return said


def _names(told: Told, found: Sequence[MeasurePart]) -> str:
    """These measures with their places, those of one kind together; of many the first, and how
    many more."""
    kinds: dict[str, list[MeasurePart]] = {}
    for one in found:
        kinds.setdefault(one.remedy, []).append(one)
    named = [
        f"{mine[0].name} ({_first(told, [told.where(one) for one in mine])})"
        for mine in kinds.values()
    ]
    return _first(told, named)


def _first(told: Told, names: Sequence[str]) -> str:
    said, more = told.language.listed(names[:_MOST_NAMED]), len(names) - _MOST_NAMED
    if more <= 0:
        return said
    return told.language.word("{names} and {count} more", names=said, count=more)
