"""A plan from what was found: laid quarter by quarter on a `Board`, exactly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from readiness.plan.checked import with_needs
from readiness.plan.problem import STAGES
from readiness.plan.solve.board import Board, kind_of
from readiness.plan.solve.greedy import started
from readiness.plan.solve.laying import Laying
from readiness.plan.solve.programme import Programme
from readiness.plan.solve.spreading import spread_evenly
from readiness.plan.solve.worth import laying_order, worth


@dataclass(frozen=True)
class Laid:
    """The board, and ICT's days by quarter that there was no room for."""

    board: Board
    too_many: Mapping[int, float] = field(default_factory=dict)


def laid(of: Programme, point: Sequence[float]) -> Laid:
    """What was found, laid quarter by quarter; what doesn't fit there stays out."""
    first = _first(of, point)
    years = {id_: period // of.step for id_, period in first.items()}
    quarters: Mapping[str, int | None] = dict.fromkeys(years)
    too_many: Mapping[int, float] = {}
    if of.by_quarter:
        quarters = first
    elif of.quarterly:
        quarters, too_many = _quarters(of, point, years)
    board = Board(of.problem, of.side)
    _lay(board, years, quarters)
    if not board.bought.keys() >= with_needs(of.problem, of.problem.fixed_in):
        # What is fixed in comes before all else, where it couldn't be laid.
        board = started(of.problem, of.side)
        _lay(board, years, quarters)
    return Laid(board, too_many)


def _lay(board: Board, years: Mapping[str, int], quarters: Mapping[str, int | None]) -> None:
    order = laying_order(board.problem, years)
    depth = {id_: number for number, id_ in enumerate(board.missing(order))}
    for id_ in sorted(
        depth.keys() & quarters.keys(),
        key=lambda id_: (years[id_], quarters[id_] or 0, depth[id_]),
    ):
        board.add((id_,), years[id_], quarters[id_])


def _quarters(
    of: Programme, point: Sequence[float], years: Mapping[str, int]
) -> tuple[Mapping[str, int | None], Mapping[int, float]]:
    """To begin with, each in the quarter that has most of its kind left in the point."""
    problem = of.problem
    room = {pair: point[column] for pair, column in of.flow.items()}
    lost = worth(problem, years)

    def wish(id_: str, choices: list[int]) -> int:
        kind = kind_of(problem, id_)
        best = max(choices, key=lambda q: (room.get((kind, q), 0.0), -q))
        room[kind, best] = room.get((kind, best), 0.0) - 1
        return best

    fixed = with_needs(problem, problem.fixed_in)

    def loss(id_: str) -> tuple[Decimal, ...]:
        return (Decimal(id_ in fixed), *lost.get(id_, (Decimal(0),) * len(STAGES)))

    laying = Laying(problem, years)
    found = laying.laid(laying_order(problem, years), wish, loss, spread_evenly)
    too_many = {q: float(days) for q, days in laying.too_many.items() if days}
    return dict(found), too_many


def _first(of: Programme, point: Sequence[float]) -> dict[str, int]:
    """The first year or quarter in which each measure is there."""
    found = {}
    for id_ in of.measures:
        for period in range(of.years_ahead * of.step):
            if point[of.at[id_] + period] > 0.5:
                found[id_] = period
                break
    return found
