"""Whether a plan can really be carried out, and the best there is over several years.

Written against the meaning of the words, and with nothing of the planner but its input and output.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import product

from readiness.plan.problem import Goal, Limits, Measure, Obstacle, Plan, Problem, Side
from tests.plan.instances import money, stages

D = Decimal


def small_years(seed: int) -> Problem:
    """Five measures at two locations over two or three years, with ICT's days, projects
    at once, peak, lead times, needs, excludes and one measure of the organisation."""
    r = random.Random(seed)
    places = ["A", "B"]
    obstacles = [
        Obstacle(f"{place}/o{n}", place, "must", f"q{n}", "t") for place in places for n in range(3)
    ]
    goals = [
        Goal(
            f"{place}/g{n}",
            place,
            f"t{n}",
            stages(r),
            D(r.choice([0, 1, 5, 12, 30])),
            frozenset(r.sample([f"{place}/o{k}" for k in range(3)], r.choice([1, 1, 2]))),
        )
        for place in places
        for n in range(3)
    ]
    made: list[Measure] = []
    for number in range(5):
        place = None if number == 0 else r.choice(places)
        earlier = [one.id for one in made]
        needs = tuple(r.sample(earlier, 1)) if earlier and r.random() < 0.3 else ()
        others = [id_ for id_ in earlier if id_ not in needs]
        made.append(
            Measure(
                f"m{number}",
                f"r{number}",
                place,
                money(r.randint(1, 20) * 100),
                money(r.choice([0, 0, 100, 300])),
                D(r.choice([0, 2, 5, 9, 14])),
                r.choice([0, 1, 3, 4, 7, 10]),
                frozenset(f"{p}/o{r.randrange(3)}" for p in ([place] if place else places)),
                needs,
                tuple(r.sample(others, 1)) if others and r.random() < 0.15 else (),
                big=r.random() < 0.4,
                change_project=r.random() < 0.6,
            )
        )
    limits = Limits(
        tuple(D(r.randint(0, 30) * 100) for _ in range(r.choice([2, 2, 3]))),
        r.choice([None, D(6), D(10), D(20)]),
        r.choice([None, 1, 1, 2]),
        first_quarter=r.choice([1, 1, 2, 3, 4]),
    )
    return Problem(tuple(made), tuple(obstacles), tuple(goals), limits)


def worked(problem: Problem, measure: Measure, ready: int) -> list[int] | None:
    """The quarters of work of what is ready at the end of `ready`; None if that can't be."""
    room = problem.limits.ict_days_a_quarter
    long = max(1, -(-measure.lead_months // 3))
    while room and measure.days / long > room:
        long += 1

    def peak(quarter: int) -> bool:
        return measure.big and (quarter + problem.limits.first_quarter) % 4 == 1

    if peak(ready):
        return None
    found = [q for q in range(ready, -1, -1) if not peak(q)][:long]
    return found if len(found) == long else None


def fault(problem: Problem, ready: Mapping[str, int], side: Side = "mid") -> str:
    """Why these measures, each ready at the end of a quarter, can't be carried out together;
    nothing if they can."""
    limits, measure = problem.limits, problem.measure
    euros = [D(0)] * len(limits.budget)
    days: dict[int, Fraction] = {}
    teams: dict[tuple[str, int], int] = {}
    for id_, quarter in ready.items():
        one, year = measure[id_], quarter // 4
        if any(need not in ready or ready[need] > quarter for need in one.needs):
            return f"{id_} waits for what isn't there"
        if any(other in ready for other in one.excludes):
            return f"{id_} is excluded"
        euros[year] += problem.paid(one.once.at(side))
        for later in range(year, len(euros)):
            euros[later] += problem.paid(one.year.at(side))
        quarters = worked(problem, one, quarter)
        if quarters is None:
            return f"{id_} can't be ready in {quarter}"
        for q in quarters:
            days[q] = days.get(q, Fraction(0)) + Fraction(one.days) / len(quarters)
        if one.change_project:
            hit = {problem.obstacle[it].location for it in one.lifts}
            if one.location is not None:
                hit = {one.location}
            for q in range(min(quarters), max(quarters) + 1):
                for team in hit:
                    teams[team, q] = teams.get((team, q), 0) + 1
    if any(spent > budget for spent, budget in zip(euros, limits.budget, strict=True)):
        return "a budget is exceeded"
    most = limits.ict_days_a_quarter
    if most is not None and any(asked > Fraction(most) for asked in days.values()):
        return "ICT has no such days"
    at_once = limits.projects_at_once
    if at_once is not None and any(many > at_once for many in teams.values()):
        return "a team has too many projects"
    if not problem.fixed_in <= ready.keys() or not problem.fixed_out.isdisjoint(ready):
        return "what is fixed isn't so"
    return ""


def fault_of(problem: Problem, plan: Plan) -> str:
    """The same of a plan, with what it says of its years, values and costs."""
    ready = {one.measure: one.ready for one in plan.chosen}
    if any(one.year != one.ready // 4 for one in plan.chosen):
        return "a year isn't that of its quarter"
    found = fault(problem, ready, plan.side)
    years = {id_: quarter // 4 for id_, quarter in ready.items()}
    if not found and value_of(problem, years) != tuple(plan.value(s) for s in (0, 1, 2)):
        return "its values aren't so"
    if not found and cost_of(problem, years, plan.side) != sum(plan.cost):
        return "its cost isn't so"
    return found


def value_of(problem: Problem, years: Mapping[str, int]) -> tuple[Decimal, ...]:
    gone: dict[str, int] = {}
    for id_, year in years.items():
        for obstacle in problem.measure[id_].lifts:
            gone[obstacle] = min(year, gone.get(obstacle, year))
    found = [D(0)] * 3
    for goal in problem.goals:
        if goal.obstacles and not goal.undecided and goal.obstacles <= gone.keys():
            late = max(gone[one] for one in goal.obstacles)
            found[goal.stage] += goal.weight * (len(problem.limits.budget) - late)
    return tuple(found)


def cost_of(problem: Problem, years: Mapping[str, int], side: Side = "mid") -> Decimal:
    ahead = len(problem.limits.budget)
    return sum(
        (
            problem.paid(problem.measure[id_].once.at(side))
            + problem.paid(problem.measure[id_].year.at(side)) * (ahead - year)
            for id_, year in years.items()
        ),
        D(0),
    )


def best_over_years(problem: Problem) -> tuple[tuple[Decimal, ...], Decimal] | None:
    """The best values by stage, and the least that they cost; None where nothing can be done.
    Every year for every measure is tried, from the best down, until quarters are found for it."""
    ids = sorted(problem.measure)
    ahead = len(problem.limits.budget)
    tried = []
    for years in product(range(ahead + 1), repeat=len(ids)):
        there = {id_: year for id_, year in zip(ids, years, strict=True) if year < ahead}
        tried.append((value_of(problem, there), -cost_of(problem, there), years, there))
    tried.sort(key=lambda one: one[:3], reverse=True)
    for values, cost, _, there in tried:
        if _payable(problem, there) and _placed(problem, there, {}, sorted(there)):
            return values, -cost
    return None


def _payable(problem: Problem, years: Mapping[str, int]) -> bool:
    """Looked at first, for it is soon seen."""
    if not problem.fixed_in <= years.keys() or not problem.fixed_out.isdisjoint(years):
        return False
    for year, budget in enumerate(problem.limits.budget):
        once = [problem.once(id_) for id_, its in years.items() if its == year]
        yearly = [problem.year(id_) for id_, its in years.items() if its <= year]
        if sum(once, D(0)) + sum(yearly, D(0)) > budget:
            return False
    return True


def _placed(
    problem: Problem, years: Mapping[str, int], ready: dict[str, int], rest: list[str]
) -> bool:
    if not rest:
        return not fault(problem, ready)
    id_, *others = rest
    for quarter in range(4 * years[id_], 4 * years[id_] + 4):
        if worked(problem, problem.measure[id_], quarter) is None:
            continue
        ready[id_] = quarter
        # Too much already is too much with more.
        partly = fault(problem, ready)
        mends = "waits for" in partly or partly == "what is fixed isn't so"
        if (not partly or mends) and _placed(problem, years, ready, others):
            return True
        del ready[id_]
    return False
