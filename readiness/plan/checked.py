"""A problem that can be planned: everything absurd is refused with one sentence."""

from __future__ import annotations

from collections.abc import Iterable
from graphlib import CycleError, TopologicalSorter

from readiness.model.sentence import refuse
from readiness.plan.problem import Measure, Money, Problem


def checked(problem: Problem) -> Problem:
    """The same problem.

    Raises:
        Refused: it can't be planned, with what is wrong and what to do.
    """
    _limits(problem)
    _ids(problem)
    for measure in problem.measures:
        _price(measure)
    _order(problem)
    _fixed(problem)
    return problem


def with_needs(problem: Problem, ids: Iterable[str]) -> frozenset[str]:
    """These measures with everything that they need, directly or not."""
    found: set[str] = set()
    todo = list(ids)
    while todo:
        one = todo.pop()
        if one not in found:
            found.add(one)
            todo += problem.measure[one].needs
    return frozenset(found)


def _limits(problem: Problem) -> None:
    limits = problem.limits
    if not limits.budget:
        raise refuse("A plan needs the budget of at least one year. Give an amount in euros.")
    if len(limits.budget) > 10:
        raise refuse("A plan looks at most 10 years ahead. Give fewer yearly budgets.")
    if any(not amount.is_finite() or amount < 0 for amount in limits.budget):
        raise refuse("A budget can't be less than nothing. Give 0 or an amount in euros.")
    days = limits.ict_days_a_quarter
    if days is not None and (not days.is_finite() or days < 0):
        raise refuse("ICT's days in a quarter can't be less than nothing. Give 0 or more days.")
    if limits.projects_at_once is not None and limits.projects_at_once < 0:
        raise refuse("The projects at a team at once can't be less than nothing. Give 0 or more.")
    if not limits.vat.is_finite() or not 0 <= limits.vat <= 100:
        raise refuse("VAT is a percentage between 0 and 100. Give 0 where prices include it.")
    if limits.first_quarter not in (1, 2, 3, 4):
        raise refuse("A year has quarters 1 to 4. Give one of them as the first of the plan.")


def _ids(problem: Problem) -> None:
    for rows in (problem.measures, problem.obstacles, problem.goals):
        seen: set[str] = set()
        for row in rows:
            if row.id in seen:
                raise refuse("{id} is listed twice. Give every one an id of its own.", id=row.id)
            seen.add(row.id)
    for goal in problem.goals:
        if not goal.weight.is_finite() or goal.weight < 0:
            raise refuse(
                "The weight of {id} is not a number of 0 or more. Change the weight.", id=goal.id
            )
        for obstacle in _unknown(problem, goal.obstacles):
            raise refuse(
                "{id} waits for {obstacle}, which is not among the obstacles. Add it or leave it "
                "out.",
                id=goal.id,
                obstacle=obstacle,
            )
    for measure in problem.measures:
        for obstacle in _unknown(problem, measure.lifts):
            raise refuse(
                "{id} would lift {obstacle}, which is not among the obstacles. Add it or leave it "
                "out.",
                id=measure.id,
                obstacle=obstacle,
            )
    named = {other for one in problem.measures for other in (*one.needs, *one.excludes)}
    for unknown in sorted((named | problem.fixed_in | problem.fixed_out) - problem.measure.keys()):
        raise refuse(
            "There is no measure {id}. Look at the plan for the measures that there are.",
            id=unknown,
        )


def _unknown(problem: Problem, obstacles: frozenset[str]) -> list[str]:
    if problem.obstacle.keys() >= obstacles:
        return []
    return sorted(obstacles - problem.obstacle.keys())


def _price(measure: Measure) -> None:
    for money in (measure.once, measure.year, measure.time):
        if not _orderly(money):
            raise refuse(
                "The price of {id} is not a low, a middle and a high amount of 0 or more, in that "
                "order. Correct the price.",
                id=measure.id,
            )
    if not measure.days.is_finite() or measure.days < 0 or measure.lead_months < 0:
        raise refuse(
            "The days or the lead time of {id} are less than nothing. Correct them.", id=measure.id
        )
    if measure.once.mid + measure.year.mid + measure.time.mid + measure.days == 0:
        raise refuse(
            "{id} has a price of nothing and asks no days, so that it would always be bought. "
            "Give it a price or the days that it takes.",
            id=measure.id,
        )


def _orderly(money: Money) -> bool:
    amounts = (money.low, money.mid, money.high)
    return (
        all(amount.is_finite() for amount in amounts)
        and 0 <= amounts[0] <= amounts[1] <= amounts[2]
    )


def _order(problem: Problem) -> None:
    try:
        TopologicalSorter({one.id: one.needs for one in problem.measures if one.needs}).prepare()
    except CycleError as error:
        raise refuse(
            "These measures wait for each other, so that none can begin: {ids}. Take one "
            "dependence away.",
            ids=", ".join(error.args[1]),
        ) from error


def _fixed(problem: Problem) -> None:
    for both in sorted(problem.fixed_in & problem.fixed_out):
        raise refuse("{id} is fixed both in and out of the plan. Choose one.", id=both)
    wanted = with_needs(problem, problem.fixed_in)
    for out in sorted(wanted & problem.fixed_out):
        raise refuse(
            "{id} is fixed out of the plan, but a measure that is fixed in needs it. Free one "
            "of the two.",
            id=out,
        )
    for one, other in sorted(problem.excluded):
        if one in wanted and other in wanted:
            raise refuse(
                "{one} and {other} exclude each other, but what is fixed in asks for both. Free "
                "one of them.",
                one=one,
                other=other,
            )
