"""A plan as it is looked at: what was asked, what came of it, and all that follows."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from readiness import answers
from readiness.language import active
from readiness.model.assessment import Assessment
from readiness.model.sentence import Refused
from readiness.model.subject import LOCATION, stored
from readiness.office.planned import Gathered
from readiness.plain import plain
from readiness.plan.case import Case
from readiness.plan.left import Left, left
from readiness.plan.problem import STAGES, Bought, Plan, Stage
from readiness.plan.solve.certainty import too_dear
from readiness.plan.solve.curve import Below, below_the_line
from readiness.plan.solve.greedy import everything
from readiness.plan.told.documented import goal_name
from readiness.plan.unknowns import FindOut
from readiness.plan.why import Reasons
from readiness.tui.planning.trial import Trial


@dataclass(frozen=True, eq=False, repr=False)
class Look:
    """`settled`: the search has ended; else a better plan may follow. One is never compared or
    written out by what is in it: that is far too much."""

    trial: Trial
    gathered: Gathered
    case: Case
    plan: Plan
    settled: bool

    def prepared(self) -> Look:
        """The same, with all that the first picture needs worked out."""
        _ = self.bought, self.not_bought, self.left, self.below, self.by_stage, self.most
        _ = self.reasons, self.freed
        return self

    @cached_property
    def bought(self) -> tuple[Bought, ...]:
        """By year, then what the first stages need first."""
        weight = {one: self._place(one.measure) for one in self.plan.chosen}
        return tuple(sorted(self.plan.chosen, key=lambda one: (one.year, *weight[one])))

    @cached_property
    def not_bought(self) -> tuple[str, ...]:
        """What the next euros would buy first, then by id."""
        near = {id_: n for n, one in reversed(list(enumerate(self.below))) for id_ in one.measures}
        return tuple(
            sorted(
                (id_ for id_ in self.case.offers if id_ not in self.plan.measures),
                key=lambda id_: (near.get(id_, len(near)), id_),
            )
        )

    @cached_property
    def helped(self) -> dict[str, list[str]]:
        """The goals of the plan that each measure helps to open, those of most people first."""
        problem = self.case.problem
        found: dict[str, list[str]] = {one: [] for one in self.plan.measures}
        goals = sorted(
            (problem.goal[one.goal] for one in self.plan.opened),
            key=lambda goal: (goal.stage, -goal.weight, goal.id),
        )
        for goal in goals:
            for id_ in sorted({i for o in goal.obstacles for i in problem.lifted_by[o]}):
                if id_ in found:
                    found[id_].append(goal.id)
        return found

    @cached_property
    def left(self) -> tuple[Left, ...]:
        return left(self.case.problem, self.plan)

    @cached_property
    def unsafe(self) -> tuple[Left, ...]:
        return tuple(one for one in self.left if one.goal.stage == 0)

    @cached_property
    def below(self) -> tuple[Below, ...]:
        return below_the_line(self.case.problem, self.plan)

    @cached_property
    def by_stage(self) -> Counter[Stage]:
        """How many goals open in each stage."""
        return Counter(self.case.problem.goal[one.goal].stage for one in self.plan.opened)

    @cached_property
    def euros_by_stage(self) -> dict[Stage, Decimal]:
        """The first year of every measure, under the first stage that it helps to open; what
        opens nothing by itself counts with the last."""
        found: dict[Stage, Decimal] = dict.fromkeys(STAGES, Decimal(0))
        for id_, goals in self.helped.items():
            stage = self.case.problem.goal[goals[0]].stage if goals else STAGES[-1]
            found[stage] += self.case.problem.first_year(id_)
        return found

    @cached_property
    def freed(self) -> frozenset[str]:
        """What is fixed in and can't be paid if all prices turn out high."""
        problem = self.case.problem
        if not (self.settled and problem.fixed_in):
            return frozenset()
        try:
            return too_dear(problem)
        except Refused:
            return frozenset()

    @cached_property
    def most(self) -> dict[Stage, Decimal]:
        """What there is to open in each stage, whatever it costs."""
        return everything(self.case.problem)

    @cached_property
    def reasons(self) -> Reasons:
        people = {id_: one.people for id_, one in self.case.sites.items()}
        return Reasons(self.case.problem, self.plan, people, self.name)

    @cached_property
    def spent(self) -> Decimal:
        return sum(self.plan.cost, Decimal(0))

    @cached_property
    def _judged_again(self) -> dict[str, Assessment]:
        return {}

    def after(self, location: str) -> Assessment:
        """The location judged again with the plan's repairs in place."""
        if location not in self._judged_again:
            self._judged_again[location] = self.case.after(self.plan, location)
        return self._judged_again[location]

    def _place(self, id_: str) -> tuple[int, Decimal, str]:
        goals = self.helped[id_]
        first = self.case.problem.goal[goals[0]] if goals else None
        return (first.stage, -first.weight, id_) if first else (3, Decimal(0), id_)

    # -- names ---------------------------------------------------------------------------

    def name(self, id_: str) -> str:
        """The words for a measure with its place, a location, a technology or a hard stop."""
        if id_ in self.case.offers:
            return measure_name(self.case, id_)
        if id_ in self.case.sites:
            return self.location(id_)
        return self.goal(id_)

    def measure(self, id_: str) -> str:
        return active().text(self.case.offers[id_].remedy.name)

    def place(self, id_: str) -> str:
        """Where a measure is taken."""
        return _place(self.case, id_)

    def location(self, id_: str) -> str:
        """Without the word that it is made up: the title says that once for all."""
        return plain(self.case.sites[id_].location.name)

    def asked(self, one: FindOut) -> str:
        """The question that is to be answered, with the subject that lacks."""
        catalogue = self.case.catalogue
        about = stored(one.about) if one.about else LOCATION
        return answers.asked(active(), catalogue, catalogue.questions[one.question], about)

    def goal(self, technology: str) -> str:
        """A technology, a hard stop or a legal duty, by what it is called or asked."""
        return active().show(goal_name(self.case, technology, active().code))


def measure_name(case: Case, id_: str) -> str:
    """The words for a measure that is on offer, with its place."""
    return f"{active().text(case.offers[id_].remedy.name)} ({_place(case, id_)})"


def _place(case: Case, id_: str) -> str:
    offer = case.offers[id_]
    if offer.measure.location is not None:
        return plain(case.sites[offer.measure.location].location.name)
    return plain(offer.organisation) or active().word("the whole organisation")
