"""Why a measure is in the plan or not: one sentence each, from the model and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from readiness.model.sentence import Euros, Numeral, Sentence
from readiness.plan.checked import with_needs
from readiness.plan.problem import Goal, Plan, Problem
from readiness.plan.solve.board import board_of
from readiness.plan.solve.greedy import cheapest

Name = Callable[[str], Any]
_MOST_NAMED = 3


class Reasons:
    """The reasons of one plan. `name` gives the words for the id of a measure, goal or location."""

    def __init__(self, problem: Problem, plan: Plan, name: Name = str) -> None:
        self.problem, self.plan, self.name = problem, plan, name
        self.board = board_of(problem, plan)
        self._forced = with_needs(problem, problem.fixed_in)
        self._waiting: dict[str, list[Goal]] = {}
        for goal in sorted(problem.goals, key=lambda goal: (goal.stage, -goal.weight, goal.id)):
            for obstacle in goal.obstacles:
                self._waiting.setdefault(obstacle, []).append(goal)

    def why(self, id_: str) -> Sentence:
        """Why it is in the plan, or why not."""
        return self._chosen(id_) if id_ in self.plan.measures else self._left_out(id_)

    def opens(self, id_: str) -> tuple[Goal, ...]:
        """The goals of the plan that would close again without it."""
        others = self.plan.measures - {id_}
        found = {
            goal.id: goal
            for obstacle in sorted(self.problem.measure[id_].lifts)
            if others.isdisjoint(self.problem.lifted_by[obstacle])
            for goal in self._waiting.get(obstacle, ())
            if goal.id in self.plan.goals
        }
        return tuple(sorted(found.values(), key=lambda goal: (goal.stage, -goal.weight, goal.id)))

    def _chosen(self, id_: str) -> Sentence:
        if id_ in self.problem.fixed_in:
            return Sentence("It was fixed in: it is bought whatever it opens.")
        goals = self.opens(id_)
        needed_by = sorted(
            one for one in self.plan.measures if id_ in self.problem.measure[one].needs
        )
        if not goals:
            if needed_by:
                return Sentence(
                    "{other}, which is in the plan, can't do without it.",
                    other=self.name(needed_by[0]),
                )
            return Sentence(
                "With another measure of the plan it opens the same, at an earlier time."
            )
        people = Numeral(f"{sum((goal.weight for goal in goals), Decimal(0)).normalize():f}")
        first = goals[0]
        with_it = self._with(id_, first)
        if len(goals) == 1 and with_it:
            return Sentence(
                "Together with {others} it opens {goal} at {location}, for {people} people.",
                others=self._names(with_it),
                goal=self.name(first.technology),
                location=self.name(first.location),
                people=people,
            )
        if len(goals) == 1:
            return Sentence(
                "It opens {goal} at {location}, for {people} people.",
                goal=self.name(first.technology),
                location=self.name(first.location),
                people=people,
            )
        return Sentence(
            "{count} improvements wait for it, first {goal} at {location}; together they count for "
            "{people} people.",
            count=len(goals),
            goal=self.name(first.technology),
            location=self.name(first.location),
            people=people,
        )

    def _with(self, id_: str, goal: Goal) -> list[str]:
        return sorted(
            {
                other
                for obstacle in goal.obstacles
                for other in self.problem.lifted_by[obstacle]
                if other in self.plan.measures and other != id_
            }
        )

    def _left_out(self, id_: str) -> Sentence:
        if id_ in self.problem.fixed_out:
            return Sentence("It was fixed out: it isn't bought whatever it would open.")
        against = sorted(self.board.against(self.board.missing((id_,))))
        if against:
            return Sentence(
                "It can't go together with {other}, which is in the plan.",
                other=self.name(against[0]),
            )
        waiting = self._goals(id_)
        closed = [goal for goal in waiting if goal.id not in self.plan.goals and goal.weight]
        if not closed:
            if waiting:
                return Sentence("What it repairs, other measures of the plan repair already.")
            return Sentence("Nothing that counts waits for what it repairs.")
        decided = [goal for goal in closed if not goal.undecided]
        if not decided:
            return Sentence(
                "What waits for it is still undecided, and nothing is bought for that: first find "
                "out whether {goal} at {location} needs it.",
                goal=self.name(closed[0].technology),
                location=self.name(closed[0].location),
            )
        bundles = [(goal, self._bundle(id_, goal)) for goal in decided]
        possible = [(goal, bundle) for goal, bundle in bundles if bundle]
        if not possible:
            return Sentence(
                "It opens nothing: {goal} at {location} has another obstacle that no measure "
                "lifts.",
                goal=self.name(decided[0].technology),
                location=self.name(decided[0].location),
            )
        goal, bundle = min(possible, key=lambda it: (it[0].stage, self.board.cost(it[1]), it[0].id))
        return self._too_much(id_, goal, bundle)

    def _too_much(self, id_: str, goal: Goal, bundle: tuple[str, ...]) -> Sentence:
        left, cost = max(self.board.left), self.board.cost(bundle)
        others = [one for one in bundle if one != id_]
        where = {"goal": self.name(goal.technology), "location": self.name(goal.location)}
        short = Euros(f"{cost - left:.0f}")
        if cost > left and others:
            return Sentence(
                "It opens nothing before {others} is done too; with that, {goal} at {location} "
                "would cost {short} more than is left.",
                others=self._names(others),
                short=short,
                **where,
            )
        if cost > left:
            return Sentence(
                "It would open {goal} at {location}, but costs {short} more than is left.",
                short=short,
                **where,
            )
        if not any(self.board.fits(bundle, year) for year in range(len(self.board.left))):
            return Sentence(
                "It would open {goal} at {location} and there is money, but not in a year in which "
                "ICT and the team can carry it.",
                **where,
            )
        return Sentence(
            "It would open {goal} at {location}, but the plan was ended before it was weighed. "
            "Give it more time.",
            **where,
        )

    def _goals(self, id_: str) -> list[Goal]:
        """What waits for it, or for a measure that can't do without it."""
        dependents = {id_}
        while True:
            more = {
                one.id for one in self.problem.measures if not dependents.isdisjoint(one.needs)
            } - dependents
            if not more:
                break
            dependents |= more
        found = {
            goal.id: goal
            for one in dependents
            for obstacle in self.problem.measure[one].lifts
            for goal in self._waiting.get(obstacle, ())
        }
        return sorted(found.values(), key=lambda goal: (goal.stage, -goal.weight, goal.id))

    def _bundle(self, id_: str, goal: Goal) -> tuple[str, ...]:
        """The cheapest that opens the goal with this measure in it."""
        first = self.board.missing((id_,))
        return cheapest(self.board, goal, first) if self.board.may(first) else ()

    def _names(self, ids: Iterable[str]) -> tuple[Any, ...] | Any:
        named = tuple(self.name(one) for one in list(ids)[:_MOST_NAMED])
        return named[0] if len(named) == 1 else ", ".join(str(one) for one in named)
