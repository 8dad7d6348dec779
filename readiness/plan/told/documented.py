"""A plan put into its documented shape."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from readiness.model.decision import Decided
from readiness.model.printed.assessment import Translator, exact
from readiness.model.sentence import Sentence
from readiness.plan.by_decision import by_decision
from readiness.plan.case import Case
from readiness.plan.left import Left, left, total
from readiness.plan.offers import Offer
from readiness.plan.problem import Bought, Plan, Side
from readiness.plan.sites import HARD_STOP
from readiness.plan.solve.added import Added
from readiness.plan.told import documented_outlook as outlook_parts
from readiness.plan.told.document import (
    BoughtPart,
    Euros,
    FindOutPart,
    LeftOutPart,
    LeftPart,
    MeasurePart,
    OpenedPart,
    PlanDocument,
    SafetyUnknownPart,
    StagePart,
)
from readiness.plan.told.documented_decisions import assumed, decisions_document
from readiness.plan.told.open_already import by_name, open_already
from readiness.plan.told.outlook import Outlook
from readiness.plan.why import Reasons

if TYPE_CHECKING:
    from readiness.compare.comparison import LeftOut

_SIDES = ("low", "mid", "high")


def document(
    case: Case,
    plan: Plan,
    day: str,
    language: str,
    translator: Translator,
    left_out: Sequence[LeftOut] = (),
    decisions: Mapping[str, Decided] | None = None,
    around: Outlook | None = None,
) -> PlanDocument:
    """The plan in the documented shape; sentences in the reader's language.

    `around`: the plans at other budgets and prices, where they were worked out.
    """
    problem, held = case.problem, decisions or {}
    closed = left(problem, plan)
    unsafe = [one for one in closed if one.goal.stage == 0]
    maker = _Maker(case, plan, language, translator, held)
    verdicts = list(outlook_parts.verdicts(case, plan))
    around = around or Outlook()
    return PlanDocument(
        day=day,
        ruler=case.catalogue.ruler,
        fictional=any(one.location.fictional for one in case.sites.values()),
        locations=len(case.sites),
        budget=[_number(amount) for amount in problem.limits.budget],
        vat=_number(problem.limits.vat),
        cost=[_number(amount) for amount in plan.cost],
        own_time=_number(
            sum((problem.time(one.measure, plan.side) for one in plan.chosen), Decimal(0))
        ),
        hourly_rate=_number(case.catalogue.assumptions.hourly_rate),
        each_year_after=_together(problem.year, [one.measure for one in plan.chosen]),
        ended_by=plan.ended_by,
        gap=_number(round(plan.gap, 6)),
        cost_ended_by=plan.cost_ended_by,
        stages=[
            StagePart(
                stage=one.stage,
                value=_number(one.value),
                bound=_number(one.bound),
                gap=_number(round(one.gap, 6)),
                ended_by=one.ended_by,
            )
            for one in plan.stages
        ],
        bought=[maker.bought(one) for one in plan.chosen],
        opened=[
            OpenedPart(
                location=problem.goal[one.goal].location,
                technology=problem.goal[one.goal].technology,
                stage=problem.goal[one.goal].stage,
                people=_number(Decimal(case.sites[problem.goal[one.goal].location].people)),
                year=one.year + 1,
            )
            for one in plan.opened
        ],
        verdicts=verdicts,
        below_the_line=[maker.left(one) for one in closed if one.goal.stage > 0],
        unsafe=[maker.left(one) for one in unsafe],
        unsafe_cost=Euros(**{s: _number(total(problem, unsafe, s)) for s in _SIDES}),  # type: ignore[arg-type]
        safety_unknown=[
            SafetyUnknownPart(
                location=one.goal.location,
                technology=one.goal.technology,
                questions=list(one.questions),
            )
            for one in case.safety_unknown
        ],
        not_bought=[
            maker.measure(offer) for id_, offer in case.offers.items() if id_ not in plan.measures
        ],
        find_out=[
            FindOutPart(
                location=one.location,
                question=one.question,
                about=one.about,
                reason=translator.say(one.reason),
                technologies=list(one.technologies),
                opens=list(one.opens),
                stage=one.stage,
                weight=_number(round(one.weight, 2)),
            )
            for one in case.find_out
        ],
        left_out=[
            LeftOutPart(
                location=one.location.id, visit=one.visit, reason=translator.say(one.reason)
            )
            for one in left_out
        ],
        decisions=decisions_document(held),
        from_decisions=case.decided is not None,
        assumed=assumed(case),
        begins=_begins(day, problem.limits.first_quarter).isoformat(),
        ict_days_a_quarter=_perhaps(problem.limits.ict_days_a_quarter),
        projects_at_once=problem.limits.projects_at_once,
        weights={id_: _number(one) for id_, one in sorted(case.weights.items()) if one != 1},
        fixed_in=sorted(problem.fixed_in),
        fixed_out=sorted(problem.fixed_out),
        places=outlook_parts.places(case, left_out),
        technologies=list(
            outlook_parts.technologies(
                case, {(one.location, one.technology): one.after for one in verdicts}
            )
        ),
        open_already=by_name(open_already(case)),
        curve=outlook_parts.curve(case, plan, around),
        prices=outlook_parts.prices(case, around.certainty),
    )


def _begins(day: str, quarter: int) -> date:
    """The first day of this quarter of the calendar, on the day of the plan or after it."""
    made = date.fromisoformat(day)
    begins = date(made.year, quarter * 3 - 2, 1)
    return begins if begins >= made else date(made.year + 1, quarter * 3 - 2, 1)


class _Maker:
    def __init__(
        self,
        case: Case,
        plan: Plan,
        language: str,
        translator: Translator,
        held: Mapping[str, Decided],
    ) -> None:
        self._case, self._plan, self._problem = case, plan, case.problem
        self._language, self._translator, self._held = language, translator, held
        people = {id_: one.people for id_, one in case.sites.items()}
        self._reasons = Reasons(case.problem, plan, people, self._name)

    def _name(self, id_: str) -> str | Sentence:
        """The words for a measure, a location, a technology, a hard stop or a legal duty."""
        if id_ in self._case.offers:
            offer = self._case.offers[id_]
            name = offer.remedy.name.in_language(self._language)
            if offer.measure.location is None:
                return name
            return f"{name} ({self._case.sites[offer.measure.location].location.name})"
        if id_ in self._case.sites:
            return self._case.sites[id_].location.name
        return goal_name(self._case, id_, self._language)

    def measure(self, offer: Offer) -> MeasurePart:
        measure, decision = offer.measure, self._held.get(offer.measure.id)
        return MeasurePart(
            id=measure.id,
            remedy=offer.remedy.id,
            name=offer.remedy.name.in_language(self._language),
            location=measure.location,
            organisation=offer.organisation,
            once=_euros(self._problem.once, measure.id),
            own_time=_euros(self._problem.time, measure.id),
            each_year=_euros(self._problem.year, measure.id),
            days=_number(measure.days),
            months=measure.lead_months,
            units=offer.quantity.units,
            units_from=offer.quantity.origin,
            units_why=self._translator.say(offer.quantity.why),
            own_price=offer.own,
            lifts=len(measure.lifts),
            why=self._translator.say(
                by_decision(self._case, measure.id) or self._reasons.why(measure.id)
            ),
            decision=decision.answer if decision else None,
            progress=decision.progress if decision else "open",
            big=measure.big,
            failed_on=decision.failed_on if decision else "",
            failing=list(decision.failing) if decision and decision.failed_on else [],
            partly=bool(decision and decision.failed_on and decision.partly),
        )

    def bought(self, one: Bought) -> BoughtPart:
        offer = self._case.offers[one.measure]
        opens = [
            goal.goal
            for goal in self._plan.opened
            if self._problem.goal[goal.goal].obstacles & offer.measure.lifts
        ]
        return BoughtPart(
            **self.measure(offer).model_dump(),
            year=one.year + 1,
            start=one.start + 1,
            ready=one.ready + 1,
            opens=opens,
        )

    def left(self, one: Left) -> LeftPart:
        questions = [self._problem.obstacle[id_].question for id_ in one.barred]
        added = one.adding if isinstance(one.adding, Added) else None
        return LeftPart(
            location=one.goal.location,
            technology=one.goal.technology,
            stage=one.goal.stage,
            people=_number(Decimal(self._case.sites[one.goal.location].people)),
            measures=list(one.measures),
            cost=_number(one.cost),
            days=_number(one.days),
            undecided=one.goal.undecided,
            barred=list(dict.fromkeys(questions)),
            short=None if added is None else _number(added.euros),
            year=None if added is None else added.year + 1,
            stopped_by=one.adding if isinstance(one.adding, str) else "",
        )


def goal_name(case: Case, name: str, language: str) -> str | Sentence:
    """A technology by its name, a hard stop by its text, a legal duty by its question."""
    kind, colon, id_ = name.partition(":")
    if not colon:
        return case.catalogue.technologies[name].name.in_language(language)
    question = case.catalogue.questions[id_]
    if kind == HARD_STOP and question.hard_stop is not None:
        said = question.hard_stop.text.in_language(language).rstrip(".")
        return Sentence("hard stop “{text}”", text=said)
    return Sentence("legal duty “{text}”", text=question.prompt.in_language(language))


def _euros(price: Callable[[str, Side], Decimal], id_: str) -> Euros:
    return Euros(
        low=_number(price(id_, "low")),
        mid=_number(price(id_, "mid")),
        high=_number(price(id_, "high")),
    )


def _together(price: Callable[[str, Side], Decimal], ids: Iterable[str]) -> Euros:
    """What these measures cost together."""
    found = tuple(ids)

    def paid(side: Side) -> int | float | str:
        return _number(sum((price(id_, side) for id_ in found), Decimal(0)))

    return Euros(low=paid("low"), mid=paid("mid"), high=paid("high"))


def _perhaps(amount: Decimal | None) -> int | float | str | None:
    return None if amount is None else _number(amount)


def _number(amount: Decimal) -> int | float | str:
    return exact(amount)
