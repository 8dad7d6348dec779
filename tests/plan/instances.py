"""Random problems with a fixed seed, small for brute force and large for the clock."""

from __future__ import annotations

import random
from decimal import Decimal
from itertools import combinations

from readiness.plan.problem import (
    Goal,
    Limits,
    Measure,
    Money,
    Obstacle,
    Problem,
    Stage,
)
from readiness.plan.solve.board import Board, opened, values

D = Decimal
_SHARE = D("0.3")


def money(amount: int | Decimal) -> Money:
    return Money(D(amount) * D("0.7"), D(amount), D(amount) * D("1.4"))


def small(seed: int, *, measures: int = 12) -> Problem:
    """At most 14 measures at three locations, with measures of the organisation, needs,
    exclusions, alternatives, goals that are open, undecided or impossible."""
    r = random.Random(seed)
    places = ["A", "B", "C"]
    obstacles = [
        Obstacle(f"{place}/o{n}", place, "must", f"q{n}", "t") for place in places for n in range(4)
    ]
    goals = [
        Goal(
            f"{place}/g{n}",
            place,
            f"t{n}",
            stages(r),
            D(r.choice([0, 1, 5, 12, 30, 44, 60])) * r.choice([D(1), D("1.5")]),
            frozenset(r.sample([f"{place}/o{k}" for k in range(4)], r.choice([0, 1, 1, 2, 2, 3]))),
            undecided=r.random() < 0.1,
        )
        for place in places
        for n in range(4)
    ]
    made: list[Measure] = []
    for number in range(measures):
        central = r.random() < 0.2
        place = None if central else r.choice(places)
        lifts = (
            [f"{p}/o{k}" for p in places for k in r.sample(range(4), 1)]
            if central
            else [f"{place}/o{k}" for k in r.sample(range(4), r.choice([1, 1, 2]))]
        )
        earlier = [one.id for one in made]
        made.append(
            Measure(
                f"m{number:02}",
                f"r{number}",
                place,
                money(r.randint(1, 40) * 100),
                money(r.choice([0, 0, 100])),
                lifts=frozenset(lifts),
                needs=tuple(r.sample(earlier, 1)) if earlier and r.random() < 0.2 else (),
                excludes=tuple(r.sample(earlier, 1)) if earlier and r.random() < 0.15 else (),
            )
        )
    made = [
        one if not set(one.needs) & set(one.excludes) else Measure(one.id, "r", None, one.once)
        for one in made
    ]
    budget = D(r.randint(0, 120) * 100)
    return Problem(tuple(made), tuple(obstacles), tuple(goals), Limits((budget,)))


def stages(r: random.Random) -> Stage:
    return r.choice((0, 1, 1, 2))


def brute_force(problem: Problem) -> tuple[tuple[Decimal, ...], Decimal]:
    """The best values by stage over every subset of one year, and the least that they cost.

    Written against the meaning of the words and not against the solver."""
    best: tuple[Decimal, ...] = (D(-1), D(0), D(0))
    least = D(0)
    ids = sorted(problem.measure)
    price = {id_: problem.first_year(id_) for id_ in ids}
    for count in range(len(ids) + 1):
        for subset in combinations(ids, count):
            chosen = set(subset)
            cost = sum((price[id_] for id_ in subset), D(0))
            if cost > problem.limits.budget[0]:
                continue
            if chosen & problem.fixed_out or not problem.fixed_in <= chosen:
                continue
            if any(not set(problem.measure[id_].needs) <= chosen for id_ in subset):
                continue
            if any(set(problem.measure[id_].excludes) & chosen for id_ in subset):
                continue
            gone = set().union(*(problem.measure[id_].lifts for id_ in subset))
            reached = [D(0)] * 3
            for goal in problem.goals:
                if goal.obstacles and not goal.undecided and goal.obstacles <= gone:
                    reached[goal.stage] += goal.weight
            if tuple(reached) > best or (tuple(reached) == best and cost < least):
                best, least = tuple(reached), cost
    return best, least


def reached(problem: Problem, board: Board) -> dict[Stage, Decimal]:
    return values(problem, opened(problem, board.years()))


def large(
    locations: int,
    technologies: int = 16,
    remedies: int = 30,
    *,
    years: int = 1,
    seed: int = 1,
    share: Decimal = _SHARE,
    capacity: bool = False,
) -> Problem:
    """As in the field: 30 remedies of which five are the organisation's, 60 questions that are
    weak at a third of the locations, technologies with four to nine musts each. The budget is
    `share` of what everything costs, over all years."""
    r = random.Random(seed)
    questions = 2 * remedies
    central = set(range(5))
    repairs = {q: r.sample(range(remedies), 2 if r.random() < 0.2 else 1) for q in range(questions)}
    musts = {t: r.sample(range(questions), r.randint(4, 9)) for t in range(technologies)}
    price = [r.choice([1500, 3000, 8000, 12000, 25000, 60000]) for _ in range(remedies)]
    lead = [r.choice([1, 2, 3, 4, 6, 9]) for _ in range(remedies)]
    days = [r.choice([2, 4, 8, 15, 25]) for _ in range(remedies)]
    obstacles: list[Obstacle] = []
    goals: list[Goal] = []
    measures: list[Measure] = []
    lifted: dict[int, set[str]] = {n: set() for n in central}
    for place in range(locations):
        name = f"L{place:04}"
        people = r.randint(20, 160)
        weak = {q for q in range(questions) if r.random() < 0.33}
        at: dict[int, set[str]] = {}
        for question in sorted(weak):
            id_ = f"{name}/{question:02}"
            obstacles.append(Obstacle(id_, name, "must", f"q{question}", ""))
            for remedy in repairs[question]:
                (lifted if remedy in central else at).setdefault(remedy, set()).add(id_)
        for technology in range(technologies):
            blocked = frozenset(f"{name}/{q:02}" for q in musts[technology] if q in weak)
            stage: Stage = r.choice((0, 1, 1, 2))
            goals.append(
                Goal(f"{name}/t{technology:02}", name, f"t{technology}", stage, D(people), blocked)
            )
        for remedy, ids in sorted(at.items()):
            factor = D(r.randint(50, 180)) / 100
            cost = (D(price[remedy]) * factor).quantize(D(1))
            measures.append(
                Measure(
                    f"{name}/r{remedy:02}",
                    f"r{remedy}",
                    name,
                    money(cost),
                    money((cost / 10).quantize(D(1))) if remedy % 3 == 0 else money(0),
                    D(days[remedy]),
                    lead[remedy],
                    frozenset(ids),
                    big=days[remedy] > 10,
                    change_project=remedy % 4 == 0,
                )
            )
    for remedy in sorted(central):
        measures.append(
            Measure(
                f"org/r{remedy:02}",
                f"r{remedy}",
                None,
                money(D(price[remedy]) * max(2, locations // 10)),
                days=D(days[remedy]) * 4,
                lead_months=6,
                lifts=frozenset(lifted[remedy]),
                big=True,
                change_project=remedy % 4 == 0,
            )
        )
    total = sum((one.once.mid + one.year.mid for one in measures), D(0))
    work = sum((one.days for one in measures), D(0))
    yearly = (total * share / years).quantize(D(1))
    limits = Limits(
        (yearly,) * years,
        (work * D("0.5") / (4 * years)).quantize(D(1)) if capacity else None,
        3 if capacity else None,
    )
    return Problem(tuple(measures), tuple(obstacles), tuple(goals), limits)
