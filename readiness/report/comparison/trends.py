"""What changed between the last two visits, regressions first."""

from __future__ import annotations

from fractions import Fraction

from readiness import terms
from readiness.compare.place import Score
from readiness.compare.trend import QuestionChange, Trend
from readiness.report.blocks import Aside, Block, Cell, Column, Paragraph, Section, Table, Tone
from readiness.report.comparison.told import Told
from readiness.terms import Mark

# Of the questions that went down at one of many locations the largest are named.
_LARGEST = 3


def section(told: Told) -> Section:
    """Every location that was visited twice or more."""
    word = told.language.word
    title = word("What changed between visits")
    found = told.comparison.trends
    if not found:
        text = word("No location was visited twice in this period, so there is no change to show.")
        return Section("trends", title, (Paragraph(text),))
    note = word(
        "The last two visits of each location, both scored with the same ruler. A score can also "
        "change because more is known now: the last columns say how many questions that is."
    )
    if told.many:
        many = (
            _by_question(told),
            _by_technology(told),
            Aside(word("What went down, by location"), (_by_location(told),)),
            Aside(word("Domain by domain"), (_domains(told),), paper=False),
        )
        return Section("trends", title, (Paragraph(note), *many), new_page=True)
    blocks: list[Block] = [
        Paragraph(note),
        _changed(told, "regressions", word("What went down"), [(t, t.worse) for t in found]),
        _verdicts(told),
        _domains(told),
        _by_question(told),
    ]
    rows = [(trend, trend.better) for trend in found]
    went_up = word("What went up")
    blocks.append(Aside(went_up, (_changed(told, "improvements", went_up, rows),)))
    if any(len(trend.steps) > 2 for trend in found):
        blocks.append(Aside(word("All visits"), (_all_visits(told),)))
    return Section("trends", title, tuple(blocks), new_page=True)


def _by_location(told: Told) -> Table:
    """Every location in one row: what went down most, how many went down and up."""
    word = told.language.word
    rows = []
    for trend in told.comparison.trends:
        largest = [
            word(
                "{question} {before} → {after}",
                question=told.prompt(change.question),
                before=told.number(change.before),
                after=told.number(change.after),
            )
            for change in trend.worse[:_LARGEST]
        ]
        rows.append(
            (
                Cell(told.place(trend.location)),
                told.count(len(trend.worse)),
                Cell("\n".join(largest) or "–"),
                told.count(len(trend.better)),
            )
        )
    columns = (
        Column(word("Location"), share=4),
        Column(word("Down"), "number", 2),
        Column(word("What went down most"), share=13),
        Column(word("Up"), "number", 2),
    )
    caption = word("Every location that was visited twice or more")
    return Table("regressions", caption, columns, tuple(rows), word("Nothing."), sortable=True)


def _by_technology(told: Told) -> Table:
    """For every technology the locations whose verdict got worse, and how many got better."""
    word = told.language.word
    worse: dict[str, list[str]] = {}
    other: dict[str, list[str]] = {}
    for trend in told.comparison.trends:
        for change in trend.verdicts:
            held = worse if change.worse else other
            held.setdefault(change.technology, []).append(trend.location)
    rows = tuple(
        (
            Cell(told.technology(id_)),
            told.count(len(worse.get(id_, ()))),
            Cell(told.places(worse.get(id_, ())) or "–"),
            told.count(len(other.get(id_, ()))),
        )
        for id_ in told.catalogue.technologies
        if id_ in worse or id_ in other
    )
    columns = (
        Column(word("Technology"), share=4),
        Column(word("Worse"), "number", 2),
        Column(word("Where it got worse"), share=7),
        Column(word("Changed otherwise"), "number", 2),
    )
    caption = word("Verdicts that changed, by technology")
    return Table("verdict-changes", caption, columns, rows, word("No verdict changed."), True)


def _changed(
    told: Told, id_: str, caption: str, found: list[tuple[Trend, tuple[QuestionChange, ...]]]
) -> Table:
    word = told.language.word
    rows = tuple(
        (
            Cell(told.place(trend.location)),
            Cell(told.prompt(change.question)),
            told.figure(change.before),
            told.figure(change.after),
            _difference(told, change.before, change.after),
        )
        for trend, changes in found
        for change in changes
    )
    columns = (
        Column(word("Location"), share=2),
        Column(word("Question"), share=5),
        Column(word("Before"), "number"),
        Column(word("Now"), "number"),
        Column(word("Difference"), "number", 2),
    )
    return Table(id_, caption, columns, rows, word("Nothing."), sortable=True)


def _by_question(told: Told) -> Table:
    """For every question the locations where it went down, and how many went up."""
    word = told.language.word
    down: dict[str, list[str]] = {}
    up: dict[str, list[str]] = {}
    for trend in told.comparison.trends:
        for changes, held in ((trend.worse, down), (trend.better, up)):
            for change in changes:
                held.setdefault(change.question, []).append(trend.location)
    rows = tuple(
        (
            Cell(told.prompt(id_)),
            told.count(len(down.get(id_, ()))),
            Cell(told.places(down.get(id_, ())) or "–"),
            told.count(len(up.get(id_, ()))),
        )
        for id_ in told.comparison.questions
        if id_ in down or id_ in up
    )
    columns = (
        Column(word("Question"), share=6),
        Column(word("Down"), "number", 2),
        Column(word("Where it went down"), share=6),
        Column(word("Up"), "number", 2),
    )
    caption = word("Changes by question: at how many locations")
    return Table("changes-by-question", caption, columns, rows, word("Nothing."), sortable=True)


def _difference(told: Told, before: Fraction, after: Fraction) -> Cell:
    difference = after - before
    mark, tone = _direction(told, difference)
    sign = "+" if difference > 0 else ""
    return Cell(f"{sign}{told.number(difference)}", mark, str(difference), float(difference), tone)


def _direction(told: Told, difference: Fraction) -> tuple[Mark, Tone]:
    word = told.language.word
    if difference > 0:
        return Mark("better", "↑", word("up")), "good"
    if difference < 0:
        return Mark("worse", "↓", word("down")), "bad"
    return Mark("same", "=", word("the same")), "plain"


def _verdicts(told: Told) -> Table:
    word = told.language.word
    changes = [(t, c) for t in told.comparison.trends for c in t.verdicts]
    rows = tuple(
        (
            Cell(told.place(trend.location)),
            Cell(told.technology(change.technology)),
            Cell("", terms.verdict(told.language, change.before)),
            Cell("", terms.verdict(told.language, change.after)),
        )
        for trend, change in sorted(changes, key=lambda pair: not pair[1].worse)
    )
    columns = (
        Column(word("Location"), share=2),
        Column(word("Technology"), share=3),
        Column(word("Before"), "mark", 2),
        Column(word("Now"), "mark", 2),
    )
    caption = word("Verdicts that changed")
    return Table("verdict-changes", caption, columns, rows, word("No verdict changed."))


def _domains(told: Told) -> Table:
    word = told.language.word
    rows = []
    for trend in told.comparison.trends:
        before, after = trend.steps[-2:]
        rows.append(
            (
                Cell(told.place(trend.location)),
                Cell(f"{told.language.day(before.date)} → {told.language.day(after.date)}"),
                *(_change(told, *pair) for pair in zip(before.domains, after.domains, strict=True)),
                told.count(trend.newly_known),
                told.count(trend.no_longer_known),
            )
        )
    columns = (
        Column(word("Location"), share=3),
        Column(word("Visits"), share=2),
        *(Column(told.domain(id_), "mark", 2) for id_ in told.catalogue.domains),
        Column(word("Newly known"), "number"),
        Column(word("No longer known"), "number"),
    )
    caption = word("Score of each domain in the last two visits")
    return Table("domain-changes", caption, columns, tuple(rows), sortable=True, heat=True)


def _change(told: Told, before: Score, after: Score) -> Cell:
    if before.point is None or after.point is None:
        shown = [("–" if s.point is None else told.number(s.point)) for s in (before, after)]
        return Cell(" → ".join(shown), tone="unknown")
    difference = after.point - before.point
    mark, tone = _direction(told, difference)
    text = f"{told.number(before.point)} → {told.number(after.point)}"
    return Cell(text, mark, str(difference), float(difference), tone)


def _all_visits(told: Told) -> Table:
    word = told.language.word
    rows = tuple(
        (
            Cell(f"{told.place(trend.location)}, {told.language.day(step.date)}"),
            *(told.score(score) for score in step.domains),
        )
        for trend in told.comparison.trends
        for step in trend.steps
    )
    columns = [Column(word("Visit"), share=3)]
    columns += [Column(told.domain(id_), "mark", 2) for id_ in told.catalogue.domains]
    return Table("all-visits", word("Every visit"), tuple(columns), rows, heat=True)
