"""The plan beside the former one: more and less bought, more and less opened, by stage."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from readiness.language import _, active
from readiness.plan.left import total
from readiness.plan.problem import STAGES, Stage
from readiness.plan.told.beside import Beside, Moved, beside, of_plan
from readiness.plan.told.open_already import open_already
from readiness.tui.planning.look import Look
from readiness.tui.planning.state import budget_words, stage_word, tried_words
from readiness.tui.widgets.row_list import Row

Cells = Callable[[], tuple[str, ...]]


def compared(former: Look, now: Look) -> Beside:
    """What changed. What was carried out counts only in a plan that starts from the decisions."""
    there = [
        one.measure for one in (now.trial.decided or {}).values() if one.there and not one.failed_on
    ]
    # Where the sites are the same nothing is open that wasn't before.
    open_ = () if former.gathered.sites is now.gathered.sites else open_already(now.case)
    return beside(
        of_plan(former.case.problem, former.plan),
        of_plan(now.case.problem, now.plan, there, open_),
    )


def side_by_side(former: Look | None, now: Look) -> Iterator[Row]:
    """The rows of the comparison; one sentence where there is nothing to compare."""
    if former is None:
        yield Row.head(_("There is no former plan yet: change the budget or try something first."))
        return
    found = compared(former, now)
    yield Row.head(_("{former} → {now}", former=_asked(former), now=_asked(now)))
    for stage in STAGES:
        values = tuple(f"{active().number(value, 0)}" for value in found.stage(stage))
        euros = former.euros_by_stage[stage], now.euros_by_stage[stage]
        yield Row(
            f"stage:{stage}",
            _cells(
                "=",
                stage_word(stage),
                _("value {former} → {now}", former=values[0], now=values[1]),
                f"{active().euros(euros[0])} → {active().euros(euros[1])}",
            ),
        )
    unsafe = [
        (len(look.unsafe), active().euros(total(look.case.problem, look.unsafe)))
        for look in (former, now)
    ]
    closed, closing = (
        _("{former} → {now}", former=before, now=after)
        for before, after in zip(*unsafe, strict=True)
    )
    yield Row("unsafe", _cells("=", _("Stays unsafe"), closed, closing))
    if found.nothing:
        yield Row.head(_("Both plans are the same."))
    for sign, title, ids, look in (
        ("+", _("Bought more ({count})", count=len(found.bought_more)), found.bought_more, now),
        ("−", _("Bought less ({count})", count=len(found.bought_less)), found.bought_less, former),
        ("✓", _("Carried out since ({count})", count=len(found.there)), found.there, former),
    ):
        if ids:
            yield Row.head(title)
        for id_ in ids:
            yield Row(id_, _measure(sign, look, id_, found))
    if found.moved:
        yield Row.head(_("In another year or at another price ({count})", count=len(found.moved)))
    for one in found.moved:
        yield from _moved(one, now)
    for sign, title, goals, look in (
        ("+", _("Opens more ({count})", count=len(found.opens_more)), found.opens_more, now),
        ("−", _("Opens less ({count})", count=len(found.opens_less)), found.opens_less, former),
        (
            "✓",
            _("Open already ({count})", count=len(found.open_already)),
            found.open_already,
            former,
        ),
    ):
        if goals:
            yield Row.head(title)
        for location, technology in goals:
            goal = location, technology
            opens = stage_word(stage_of(found, goal))
            yield Row(
                f"{location}/{technology}",
                _cells(
                    sign,
                    look.goal(technology),
                    look.location(location),
                    opens,
                ),
            )


def _moved(one: Moved, now: Look) -> Iterator[Row]:
    """What is another in a line each: price and year of both don't fit beside each other."""
    euros = tuple(map(active().euros, one.euros))
    told = []
    if euros[0] != euros[1]:
        told.append(f"{euros[0]} → {euros[1]}")
    if one.year[0] != one.year[1]:
        told.append(
            _("year {former} → year {now}", former=one.year[0] + 1, now=one.year[1] + 1),
        )
    names = "~", now.measure(one.measure), now.place(one.measure)
    # Prices that differ by cents alone look the same.
    for number, words in enumerate(told or [f"{euros[0]} → {euros[1]}"]):
        yield Row(one.measure, _cells(*(names if number == 0 else ("", "", "")), words))


def _asked(look: Look) -> str:
    """What a plan was asked: two of the same budget differ in the rest."""
    words = [budget_words(look.trial), *tried_words(look.trial)]
    if look.trial.vat is not None:
        vat = active().decimal(look.trial.vat)
        words.append(_("with {vat} % VAT", vat=vat) if look.trial.vat else _("without VAT"))
    return " · ".join(words)


def stage_of(found: Beside, goal: tuple[str, str]) -> Stage:
    """The stage of a goal that opens in either plan."""
    return (found.now.opened.get(goal) or found.former.opened[goal])[0]


def _measure(sign: str, look: Look, id_: str, found: Beside) -> Cells:
    """With its price in the first year; where the two plans have another, with both."""

    def cells() -> tuple[str, ...]:
        ends = [shape.prices[id_] for shape in (found.former, found.now) if id_ in shape.prices]
        euros = " → ".join(active().euros(one) for one in dict.fromkeys(ends))
        return sign, look.measure(id_), look.place(id_), euros

    return cells


def _cells(*cells: str) -> Cells:
    return lambda: cells
