"""The sections of the plan as rows: what is bought, what opens, what stays, what comes next."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Literal

from readiness import terms
from readiness.language import _, active
from readiness.model.decision import Decided
from readiness.plan.problem import STAGES
from readiness.tui.planning.look import Look
from readiness.tui.planning.side_by_side import side_by_side
from readiness.tui.planning.state import no_step
from readiness.tui.widgets.row_list import Column, Row

Section = Literal["measures", "opens", "unsafe", "next", "find-out", "beside"]
SECTIONS: tuple[Section, ...] = ("measures", "opens", "unsafe", "next", "find-out", "beside")
Decisions = Mapping[str, Decided]


def decided_word(one: Decided | None) -> str:
    """A decision, or how far a measure is that was decided on with yes."""
    if one is None:
        return ""
    if one.answer == "yes" and one.step != "open":
        return terms.step(active(), one.progress)
    return terms.decision(active(), one.answer)


def columns(section: Section, look: Look, decisions: Decisions) -> list[Column]:
    """The columns of a section; decisions take no room before there are any."""
    place, price = Column(_("where"), grow=2), Column(_("first year"), 11, right=True)
    if section == "measures":
        year = [Column(_("yr"), 3, right=True)] if look.trial.years > 1 else []
        return [
            Column("", 3),
            Column(_("measure to take"), grow=3),
            place,
            *year,
            price,
            Column(_("opens"), 6, right=True),
            *([Column(_("decision"), 10)] if decisions else []),
        ]
    if section == "find-out":
        return [place, Column(_("to find out"), grow=4), Column(_("waiting"), 8, right=True)]
    if section == "beside":
        # Two amounts, as large as what is spent.
        both = Column("", max(26, 2 * len(active().euros(look.spent)) + 3), right=True)
        return [Column("", 3), Column(_("what changed"), grow=2), place, both]
    goal, people = Column(_("technology"), grow=3), Column(_("people"), 7, right=True)
    if section == "opens":
        year = [Column(_("yr"), 3, right=True)] if look.trial.years > 1 else []
        return [goal, place, *year, people]
    return [goal, place, people, Column(_("costs"), 11, right=True)]


def rows(
    section: Section, look: Look, decisions: Decisions, former: Look | None = None
) -> list[Row]:
    """The rows of a section; each is told in full only when it is drawn."""
    if section == "beside":
        return list(side_by_side(former, look))
    maker = {
        "measures": _measures,
        "opens": _opens,
        "unsafe": _unsafe,
        "next": _next,
        "find-out": _find_out,
    }[section]
    return list(maker(look, decisions))


def _measures(look: Look, decisions: Decisions) -> Iterator[Row]:
    if not look.bought:
        yield Row.head(_("Nothing: with this budget no measure opens anything."))
    for one in look.bought:
        yield Row(one.measure, _measure(look, one.measure, decisions, one.year))
    if look.not_bought:
        yield Row.head(_("Not bought ({count})", count=len(look.not_bought)))
    for id_ in look.not_bought:
        yield Row(id_, _measure(look, id_, decisions, None), dim=True)


def _measure(
    look: Look, id_: str, decisions: Decisions, year: int | None
) -> Callable[[], tuple[str, ...]]:
    def cells() -> tuple[str, ...]:
        fixed = "+" if id_ in look.trial.fix else "−" if id_ in look.trial.without else ""
        mark = ("✓" if year is not None else "·") + fixed
        years = [] if look.trial.years == 1 else ["" if year is None else str(year + 1)]
        own = "*" if look.case.offers[id_].own else ""
        return (
            mark,
            look.measure(id_),
            look.place(id_),
            *years,
            active().euros(look.case.problem.first_year(id_)) + own,
            str(len(look.helped.get(id_, ())) or ""),
            *([decided_word(decisions.get(id_))] if decisions else []),
        )

    return cells


def _opens(look: Look, decisions: Decisions) -> Iterator[Row]:
    problem = look.case.problem
    goals = [(problem.goal[one.goal], one.year) for one in look.plan.opened]
    goals.sort(key=lambda it: (-it[0].weight, it[0].id))
    if not goals:
        yield Row.head(_("Nothing opens with this budget."))
    for stage in STAGES:
        mine = [it for it in goals if it[0].stage == stage]
        if mine:
            yield Row.head(
                _("{stage}: {count}", stage=_capital(terms.stage(active(), stage)), count=len(mine))
            )
        for goal, year in mine:
            years = [] if look.trial.years == 1 else [str(year + 1)]

            def cells(goal=goal, years=years) -> tuple[str, ...]:  # type: ignore[no-untyped-def]
                return (
                    look.goal(goal.technology),
                    look.location(goal.location),
                    *years,
                    _people(look, goal.location),
                )

            yield Row(goal.id, cells)


def _unsafe(look: Look, decisions: Decisions) -> Iterator[Row]:
    if not look.unsafe:
        yield Row.head(
            _(
                "No hard stop, and no technology in use with a failed must, of which enough is "
                "known."
            )
        )
    for one in look.unsafe:

        def cells(one=one) -> tuple[str, ...]:  # type: ignore[no-untyped-def]
            return (
                look.goal(one.goal.technology),
                look.location(one.goal.location),
                _people(look, one.goal.location),
                active().euros(one.cost) if one.measures else "–" if one.barred else "?",
            )

        yield Row(one.goal.id, cells)


def _next(look: Look, decisions: Decisions) -> Iterator[Row]:
    if not look.below:
        yield Row.head(no_step(look))
    for one in look.below:

        def cells(one=one) -> tuple[str, ...]:  # type: ignore[no-untyped-def]
            goal = look.case.problem.goal[one.goal]
            return (
                look.goal(goal.technology),
                look.location(goal.location),
                _people(look, goal.location),
                active().euros(one.cost),
            )

        yield Row(one.goal, cells)


def _find_out(look: Look, decisions: Decisions) -> Iterator[Row]:
    if not look.case.find_out:
        yield Row.head(_("Nothing: every verdict is decided."))
    for number, one in enumerate(look.case.find_out):

        def cells(one=one) -> tuple[str, ...]:  # type: ignore[no-untyped-def]
            return (
                look.location(one.location),
                look.asked(one),
                str(len(one.technologies)),
            )

        yield Row(str(number), cells)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _people(look: Look, location: str) -> str:
    return active().decimal(Decimal(look.case.sites[location].people))
