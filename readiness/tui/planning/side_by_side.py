"""The plan beside the former one: more and less bought, more and less opened, by stage."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

from readiness.language import _, active
from readiness.plan.problem import STAGES, Stage
from readiness.plan.told.beside import Beside, beside, of_plan
from readiness.tui.planning.look import Look
from readiness.tui.planning.state import budget_words, stage_word, tried_words
from readiness.tui.widgets.row_list import Row

Cells = Callable[[], tuple[str, ...]]


def compared(former: Look, now: Look) -> Beside:
    return beside(of_plan(former.case.problem, former.plan), of_plan(now.case.problem, now.plan))


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
    if found.nothing and not (found.opens_more or found.opens_less):
        yield Row.head(_("Both plans are the same."))
    for sign, title, ids, look in (
        ("+", _("Bought more ({count})", count=len(found.bought_more)), found.bought_more, now),
        ("−", _("Bought less ({count})", count=len(found.bought_less)), found.bought_less, former),
    ):
        if ids:
            yield Row.head(title)
        for id_ in ids:
            yield Row(id_, _measure(sign, look, id_))
    if found.moved:
        yield Row.head(_("In another year or at another price ({count})", count=len(found.moved)))
    for one in found.moved:
        before, after = (
            _("{euros}, year {year}", euros=active().euros(euros), year=year + 1)
            for euros, year in zip(one.euros, one.year, strict=True)
        )
        place = now.place(one.measure)
        yield Row(one.measure, _cells("~", now.measure(one.measure), place, f"{before} → {after}"))
    for sign, title, goals, look in (
        ("+", _("Opens more ({count})", count=len(found.opens_more)), found.opens_more, now),
        ("−", _("Opens less ({count})", count=len(found.opens_less)), found.opens_less, former),
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


def _measure(sign: str, look: Look, id_: str) -> Cells:
    def cells() -> tuple[str, ...]:
        euros = active().euros(Fraction(look.case.problem.first_year(id_)))
        return sign, look.measure(id_), look.place(id_), euros

    return cells


def _cells(*cells: str) -> Cells:
    return lambda: cells
