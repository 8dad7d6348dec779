"""Question by question: how many are in order, the spread, and every location's score."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from readiness import terms
from readiness.compare.questions import Asked
from readiness.compare.scored import ScoredQuestion
from readiness.compare.spread import LEAST_OWN
from readiness.model.assessment import OutcomeState
from readiness.report.blocks import Aside, Block, Cell, Column, Paragraph, Section, Table
from readiness.report.comparison.told import TONES, Told
from readiness.report.words import OUR_OWN

_MOST_COLUMNS = 14


def section(told: Told) -> Section:
    """The questions by domain, with their numbers; then every location's score."""
    word = told.language.word
    numbers = {id_: n for n, id_ in enumerate(told.comparison.questions, 1)}
    note = word(
        "Every question has a number; the tables by domain show it above their columns. A "
        "question that isn't asked at a location counts for nothing there."
    )
    blocks: list[Block] = [Paragraph(note), _overview(told, numbers)]
    details = tuple(
        Aside(
            word("{domain}: every location", domain=told.domain(domain)),
            tuple(_details(told, domain, numbers)),
        )
        for domain in told.catalogue.domains
        if any(told.catalogue.questions[id_].domain == domain for id_ in numbers)
    )
    if not told.many:
        blocks += details
    else:
        blocks.append(_not_in_order(told, numbers))
        blocks.append(Aside(word("The score of every location"), details, paper=False))
    return Section("questions", word("Question by question"), tuple(blocks), new_page=True)


def _overview(told: Told, numbers: Mapping[str, int]) -> Table:
    word = told.language.word
    rows = []
    for one in told.comparison.asked:
        number = numbers[one.question]
        rows.append(
            (
                Cell(f"{number}. {told.prompt(one.question)}", sort=float(number)),
                Cell(told.domain(told.catalogue.questions[one.question].domain)),
                *(_count(told, one, *states) for states in (("pass",), ("partial",), ("fail",))),
                _count(told, one, "unknown", "error"),
                Cell("–") if one.spread is None else told.figure(one.spread.median),
                _half(told, one),
            )
        )
    columns = (
        Column(word("Question"), share=6),
        Column(word("Domain"), share=3),
        *(Column(terms.outcome(told.language, s).word, "number") for s in _STATES),
        Column(word("Median"), "number"),
        Column(word("Middle half"), "number", 2),
    )
    caption = word("Number of locations by outcome, and the spread of their scores")
    return Table("questions-all", caption, columns, tuple(rows), sortable=True)


_STATES: tuple[OutcomeState, ...] = ("pass", "partial", "fail", "unknown")


_OPEN: tuple[OutcomeState, ...] = ("fail", "partial", "unknown")


def _count(told: Told, one: Asked, *states: OutcomeState) -> Cell:
    return told.count(sum(one.states.get(state, 0) for state in states))


def _half(told: Told, one: Asked) -> Cell:
    if one.spread is None:
        return Cell("–")
    width = one.spread.upper - one.spread.lower
    text = told.language.interval(one.spread.lower, one.spread.upper)
    return Cell(text, sort=float(width))


def _not_in_order(told: Told, numbers: Mapping[str, int]) -> Table:
    """For every location the numbers of the questions that aren't in order, by domain."""
    word = told.language.word
    domains = list(told.catalogue.domains)
    rows = []
    for name, place in told.by_location(told.comparison.places):
        found: dict[str, dict[str, list[str]]] = {}
        for id_, number in numbers.items():
            one = place.questions.get(id_)
            if one is None or one.in_play != "yes" or one.state == "pass":
                continue
            state = "unknown" if one.state == "error" else one.state
            by_state = found.setdefault(told.catalogue.questions[id_].domain, {})
            by_state.setdefault(terms.outcome(told.language, state).symbol, []).append(str(number))
        order = [terms.outcome(told.language, state).symbol for state in _OPEN]
        cells = [
            "\n".join(
                f"{symbol} {', '.join(found[domain][symbol])}"
                for symbol in order
                if symbol in found.get(domain, {})
            )
            for domain in domains
        ]
        rows.append((Cell(name), *(Cell(text or "–") for text in cells)))
    columns = [Column(word("Location"), share=3)]
    columns += [Column(told.domain(id_), share=2) for id_ in domains]
    marks = [terms.outcome(told.language, state) for state in _OPEN]
    caption = word(
        "The numbers of the questions that aren't in order at each location: {marks}",
        marks=tuple(str(mark) for mark in marks),
    )
    return Table("questions-open", caption, tuple(columns), tuple(rows))


def _details(told: Told, domain: str, numbers: Mapping[str, int]) -> Iterator[Table]:
    """The scores of one domain's questions, a few columns at a time."""
    word = told.language.word
    ids = [id_ for id_ in numbers if told.catalogue.questions[id_].domain == domain]
    parts = -(-len(ids) // _MOST_COLUMNS)
    for part in range(parts):
        # Parts of equal size: no table of one column.
        chosen = ids[part * len(ids) // parts : (part + 1) * len(ids) // parts]
        rows = []
        for name, place in told.by_location(told.comparison.places):
            found = place.questions
            rows.append((Cell(name), *(_score(told, found.get(id_)) for id_ in chosen)))
        columns = [Column(word("Location"), share=3)]
        columns += [Column(str(numbers[id_]), "mark") for id_ in chosen]
        caption = word(
            "{domain}: scores on questions {first} to {last}",
            domain=told.domain(domain),
            first=numbers[chosen[0]],
            last=numbers[chosen[-1]],
        )
        name = f"questions-{domain}-{part + 1}"
        yield Table(name, caption, tuple(columns), tuple(rows), sortable=True, heat=True)


def _score(told: Told, found: ScoredQuestion | None) -> Cell:
    if found is None or found.in_play != "yes":
        return Cell("", terms.outcome(told.language, "not_applicable"), tone="faint", sort=-2.0)
    mark = terms.outcome(told.language, found.state)
    if found.point is None:
        whole = found.low == 0 and found.high == 100
        text = "" if whole else told.language.interval(found.low, found.high)
        return Cell(text, mark, sort=-1.0, tone="unknown")
    return Cell(
        told.number(found.point), mark, str(found.point), float(found.point), TONES[mark.state]
    )


def sector(told: Told) -> Section | None:
    """Sector figures beside the questions they are about, until there are own ones enough."""
    word, text = told.language.word, told.language.text
    asked = {one.question: one for one in told.comparison.asked}
    rows = []
    for benchmark in told.catalogue.benchmarks.values():
        for id_ in benchmark.questions:
            one = asked.get(id_)
            if benchmark.comparable == "no" or one is None:
                continue
            if one.spread is not None and one.spread.count >= LEAST_OWN:
                continue
            tags = [word("our choice") if tag in OUR_OWN else tag for tag in benchmark.sources]
            rows.append(
                (
                    Cell(told.prompt(id_)),
                    Cell(f"{text(benchmark.name)}: {text(benchmark.value)}"),
                    Cell(
                        f"{text(benchmark.population)}; {text(benchmark.year)}; "
                        f"{told.language.listed(tags)}"
                    ),
                    Cell(text(benchmark.how)),
                )
            )
    if not rows:
        return None
    columns = (
        Column(word("Question"), share=3),
        Column(word("In the sector"), share=3),
        Column(word("Who, when, source"), share=2),
        Column(word("How to read it"), share=4),
    )
    note = word(
        "Figures from elsewhere to put beside your own, never a norm. Where {least} locations or "
        "more have answered a question wholly, their own median takes the place of the sector's "
        "figure.",
        least=LEAST_OWN,
    )
    title = word("Sector figures")
    caption = word("Figures from elsewhere, by question")
    table = Table("sector", caption, columns, tuple(rows))
    return Section("sector", title, (Paragraph(note), table))
