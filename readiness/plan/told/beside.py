"""Two plans side by side: what is bought, opened and spent more or less than in the former one.

Both are told by the same few facts, so that a plan in hand and one read from a file compare
alike. Nothing here is looked up: a measure or a location that is gone stands with its id.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from readiness.model.printed.assessment import Exact
from readiness.model.sentence import refuse
from readiness.plan.problem import STAGES, Plan, Problem, Stage
from readiness.plan.told.document import PlanDocument

# What our own documents hold; a fraction such as 1/0 or 1e999999999 stands in none.
_NUMBER = re.compile(r"-?[0-9]{1,18}(\.[0-9]{1,18}|/[1-9][0-9]{0,17})?")
_MOST = 10**15


@dataclass(frozen=True)
class Shape:
    """A plan as it is compared.

    Euros with VAT. `bought`: the year (0 is the first) and the euros of the first year, by
    measure. `opened`: stage and year by location and technology (or hard-stop:QUESTION,
    legal:QUESTION). `value` by stage. `ruler` and `vat` tell whether the figures mean the same.
    `prices`: the euros of the first year of every measure on offer. `there`: the measures that
    were carried out and that no later visit finds failing; `open`: the goals that are open without
    the plan. `unsafe`: how many stay unsafe, and the euros of the first year to close all that.
    """

    budget: tuple[Fraction, ...]
    cost: tuple[Fraction, ...]
    bought: Mapping[str, tuple[int, Fraction]]
    opened: Mapping[tuple[str, str], tuple[Stage, int]]
    value: Mapping[Stage, Fraction]
    vat: Fraction
    ruler: str = ""
    day: str = ""
    locations: int = 0
    prices: Mapping[str, Fraction] = field(default_factory=dict)
    there: frozenset[str] = frozenset()
    open: frozenset[tuple[str, str]] = frozenset()
    unsafe: tuple[int, Fraction] = (0, Fraction(0))


@dataclass(frozen=True)
class Moved:
    """A measure that is bought in both, in another year or for another price."""

    measure: str
    year: tuple[int, int]
    euros: tuple[Fraction, Fraction]


@dataclass(frozen=True)
class Beside:
    """What changed from `former` to `now`. Measures by id, goals as location and technology;
    `moved` are the measures of both whose year or price is another. `there` and `open_already`
    were to be bought and opened by the former plan, and need no plan any more: they are no loss."""

    former: Shape
    now: Shape
    bought_more: tuple[str, ...]
    bought_less: tuple[str, ...]
    moved: tuple[Moved, ...]
    opens_more: tuple[tuple[str, str], ...]
    opens_less: tuple[tuple[str, str], ...]
    there: tuple[str, ...]
    open_already: tuple[tuple[str, str], ...]

    @property
    def nothing(self) -> bool:
        """Whether the same is bought, in the same years and for the same prices, and opens the
        same."""
        bought = self.bought_more or self.bought_less or self.there or self.moved
        return not (bought or self.opens_more or self.opens_less or self.open_already)

    def stage(self, stage: Stage) -> tuple[Fraction, Fraction]:
        """The value of a stage in the former plan and now."""
        return self.former.value.get(stage, Fraction(0)), self.now.value.get(stage, Fraction(0))


def beside(former: Shape, now: Shape) -> Beside:
    """The differences; what is bought for most euros, and opened in the first stages, first."""
    both = former.bought.keys() & now.bought.keys()
    less = former.bought.keys() - both
    closed = former.opened.keys() - now.opened.keys()
    return Beside(
        former=former,
        now=now,
        bought_more=_dear(now, now.bought.keys() - both),
        bought_less=_dear(former, less - now.there),
        moved=tuple(
            Moved(
                id_,
                (former.bought[id_][0], now.bought[id_][0]),
                (former.bought[id_][1], now.bought[id_][1]),
            )
            for id_ in sorted(both)
            if former.bought[id_] != now.bought[id_]
        ),
        opens_more=_first(now, now.opened.keys() - former.opened.keys()),
        opens_less=_first(former, closed - now.open),
        there=_dear(former, less & now.there),
        open_already=_first(former, closed & now.open),
    )


def _dear(shape: Shape, ids: set[str]) -> tuple[str, ...]:
    return tuple(sorted(ids, key=lambda id_: (-shape.bought[id_][1], id_)))


def _first(shape: Shape, goals: set[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(goals, key=lambda goal: (shape.opened[goal][0], goal)))


def of_plan(
    problem: Problem,
    plan: Plan,
    there: Iterable[str] = (),
    open_: Iterable[tuple[str, str]] = (),
) -> Shape:
    """The shape of a plan in hand. `there` and `open_` as `there` and `open` of a shape; what
    stays unsafe isn't counted."""
    goals = [(problem.goal[one.goal], one.year) for one in plan.opened]
    return Shape(
        budget=tuple(map(Fraction, problem.limits.budget)),
        cost=tuple(map(Fraction, plan.cost)),
        bought={
            one.measure: (one.year, Fraction(problem.first_year(one.measure, plan.side)))
            for one in plan.chosen
        },
        opened={(goal.location, goal.technology): (goal.stage, year) for goal, year in goals},
        value={stage: Fraction(plan.value(stage)) for stage in STAGES},
        vat=Fraction(problem.limits.vat),
        locations=len({goal.location for goal in problem.goals}),
        prices={
            one.id: Fraction(problem.first_year(one.id, plan.side)) for one in problem.measures
        },
        there=frozenset(there),
        open=frozenset(open_),
    )


def of_document(document: PlanDocument) -> Shape:
    """The shape of a plan that was written down.

    Raises:
        Refused: a figure in it is no number that a plan can hold.
    """
    value: dict[Stage, Fraction] = {one.stage: number(one.value) for one in document.stages}
    prices = {
        one.id: number(one.once.mid) + number(one.each_year.mid)
        for one in (*document.bought, *document.not_bought)
    }
    return Shape(
        budget=tuple(map(number, document.budget)),
        cost=tuple(map(number, document.cost)),
        bought={one.id: (one.year - 1, prices[one.id]) for one in document.bought},
        opened={
            (one.location, one.technology): (one.stage, one.year - 1) for one in document.opened
        },
        value={stage: value.get(stage, Fraction(0)) for stage in STAGES},
        vat=number(document.vat),
        ruler=document.ruler,
        day=document.day,
        locations=document.locations,
        prices=prices,
        there=frozenset(
            one.measure
            for one in document.decisions.decisions
            if one.there and one.seen != "failed"
        ),
        open=frozenset(
            (location, name) for name, held in document.open_already.items() for location in held
        ),
        unsafe=(len(document.unsafe), number(document.unsafe_cost.mid)),
    )


def number(exact: Exact) -> Fraction:
    """A figure of a document, without loss.

    Raises:
        Refused: it is none.
    """
    written = repr(exact) if isinstance(exact, float) else str(exact)
    if isinstance(exact, float) and "e" in written and abs(exact) < _MOST:
        return Fraction(exact)
    if not _NUMBER.fullmatch(written) or abs(Fraction(written)) > _MOST:
        raise refuse("'{given}' is no figure that a plan can hold.", given=written[:40])
    return Fraction(written)
