"""Why a measure is in the plan or not: one sentence each, from the model and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from readiness.model.sentence import Euros, Sentence
from readiness.plan.checked import with_needs
from readiness.plan.problem import Goal, Plan, Problem
from readiness.plan.solve.added import Added, Room
from readiness.plan.solve.greedy import cheapest

Name = Callable[[str], Any]
_MOST_NAMED = 3


class Reasons:
    """The reasons of one plan. `people` that each location reaches, by its id. `name` gives the
    words for the id of a measure, goal or location."""

    def __init__(
        self, problem: Problem, plan: Plan, people: Mapping[str, int], name: Name = str
    ) -> None:
        self.problem, self.plan, self.people, self.name = problem, plan, people, name
        self.room = Room(problem, plan)
        self.board = self.room.board
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
        # Several of them can wait at one location: its people count once.
        people = sum(self.people[one] for one in {goal.location for goal in goals})
        first = goals[0]
        where = self._where(first)
        if len(goals) > 1:
            return Sentence(
                "{count} improvements wait for it, first {goal} at {location}; they are for "
                "{people} people in all.",
                count=len(goals),
                people=people,
                **where,
            )
        if _is_duty(first):
            return Sentence(
                "It puts {goal} right at {location}, for {people} people.", people=people, **where
            )
        with_it = self._with(id_, first)
        if with_it:
            return Sentence(
                "Together with {others} it opens {goal} at {location}, for {people} people.",
                others=self._names(with_it),
                people=people,
                **where,
            )
        return Sentence(
            "It opens {goal} at {location}, for {people} people.", people=people, **where
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
        waiting = [goal for goal in self._goals(id_) if goal.weight]
        closed = [goal for goal in waiting if goal.id not in self.plan.goals]
        dependents = self._dependents(id_)
        needing = [goal for goal in closed if self._needs(goal, dependents)]
        if not needing:
            if waiting:
                return Sentence("What it repairs, other measures of the plan repair already.")
            return Sentence("Nothing that counts waits for what it repairs.")
        decided = [goal for goal in needing if not goal.undecided]
        if not decided:
            # An obstacle is what is known to fail: that it has to be repaired is certain.
            return Sentence(
                "{goal} at {location} needs it, but something else about that is still unknown, "
                "and nothing is bought for that: first find it out.",
                **self._where(needing[0]),
            )
        bundles = [(goal, self._bundle(id_, goal)) for goal in decided]
        possible = [(goal, bundle) for goal, bundle in bundles if bundle]
        if not possible:
            return Sentence(
                "It opens nothing: {goal} at {location} has another obstacle that no measure "
                "lifts.",
                **self._where(decided[0]),
            )
        # What it opens by itself comes first: "it opens nothing before" would be untrue.
        goal, bundle = min(
            possible,
            key=lambda it: (len(it[1]) > 1, it[0].stage, self.board.cost(it[1]), it[0].id),
        )
        others = [one for one in bundle if one != id_]
        added = self.room.adding(bundle)
        if others:
            return self._before(goal, others, added)
        return self._by_itself(goal, added)

    def _before(self, goal: Goal, others: Sequence[str], added: Added | str) -> Sentence:
        """Why what opens the goal with these others isn't bought."""
        values = {"others": self._names(others), **self._where(goal)}
        if not isinstance(added, Added):
            return Sentence(
                "It opens nothing before these are done too: {others}. In no year can ICT and the "
                "team carry all of that for {goal} at {location} beside the plan.",
                **values,
            )
        if added.euros:
            return Sentence(
                "It opens nothing before these are done too: {others}. With them, {goal} at "
                "{location} would cost {short} more than is left.",
                short=_whole(added.euros),
                **values,
            )
        return Sentence(
            "It opens nothing before these are done too: {others}. For {goal} at {location} there "
            "is money, but the plan was ended before it was weighed. Give it more time.",
            **values,
        )

    def _by_itself(self, goal: Goal, added: Added | str) -> Sentence:
        """Why what opens the goal alone isn't bought."""
        where, duty = self._where(goal), _is_duty(goal)
        if not isinstance(added, Added):
            if duty:
                return Sentence(
                    "It would put {goal} right at {location}, but in no year can ICT and the team "
                    "carry it beside the plan.",
                    **where,
                )
            return Sentence(
                "It would open {goal} at {location}, but in no year can ICT and the team carry it "
                "beside the plan.",
                **where,
            )
        if added.euros:
            where["short"] = _whole(added.euros)
            if duty:
                return Sentence(
                    "It would put {goal} right at {location}, but costs {short} more than is left.",
                    **where,
                )
            return Sentence(
                "It would open {goal} at {location}, but costs {short} more than is left.", **where
            )
        if duty:
            return Sentence(
                "It would put {goal} right at {location}, but the plan was ended before it was "
                "weighed. Give it more time.",
                **where,
            )
        return Sentence(
            "It would open {goal} at {location}, but the plan was ended before it was weighed. "
            "Give it more time.",
            **where,
        )

    def _where(self, goal: Goal) -> dict[str, Any]:
        return {"goal": self.name(goal.technology), "location": self.name(goal.location)}

    def _needs(self, goal: Goal, measures: frozenset[str]) -> bool:
        """Whether one of these lifts an obstacle that the plan doesn't lift already."""
        lifted_by = self.problem.lifted_by
        return any(
            not measures.isdisjoint(lifted_by[one])
            and self.plan.measures.isdisjoint(lifted_by[one])
            for one in goal.obstacles
        )

    def _dependents(self, id_: str) -> frozenset[str]:
        """Itself, and every measure that can't do without it."""
        dependents = {id_}
        while True:
            more = {
                one.id for one in self.problem.measures if not dependents.isdisjoint(one.needs)
            } - dependents
            if not more:
                return frozenset(dependents)
            dependents |= more

    def _goals(self, id_: str) -> list[Goal]:
        """What waits for it, or for a measure that can't do without it."""
        found = {
            goal.id: goal
            for one in self._dependents(id_)
            for obstacle in self.problem.measure[one].lifts
            for goal in self._waiting.get(obstacle, ())
        }
        return sorted(found.values(), key=lambda goal: (goal.stage, -goal.weight, goal.id))

    def _bundle(self, id_: str, goal: Goal) -> tuple[str, ...]:
        """The cheapest that opens the goal with this measure in it."""
        first = self.board.missing((id_,))
        return cheapest(self.board, goal, first) if self.board.may(first) else ()

    def _names(self, ids: Iterable[str]) -> Any:
        """The first of them, and how many more; semicolons between where names hold commas."""
        names = [self.name(one) for one in ids]
        shown = names[0]
        commas = any("," in str(one) for one in names[:_MOST_NAMED])
        for more in names[1:_MOST_NAMED]:
            shown = (
                Sentence("{names}; {next}", names=shown, next=more)
                if commas
                else Sentence("{names}, {next}", names=shown, next=more)
            )
        if len(names) > _MOST_NAMED:
            return Sentence("{names} and {count} more", names=shown, count=len(names) - _MOST_NAMED)
        return shown


def _is_duty(goal: Goal) -> bool:
    """A hard stop or a legal duty: it is put right, where a technology opens."""
    return ":" in goal.technology


def _whole(amount: Decimal) -> Euros:
    """Rounded half up, as everywhere."""
    return Euros(f"{amount.quantize(Decimal(1), ROUND_HALF_UP):f}")
