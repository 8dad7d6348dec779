"""Everything about the row under the cursor, as titles with their text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction

from readiness import terms
from readiness.language import _, active
from readiness.model.decision import Decided
from readiness.plan.by_decision import by_decision
from readiness.plan.offers import Offer
from readiness.plan.problem import SIDES, Goal, Side
from readiness.tui.planning.look import Look
from readiness.tui.planning.rows import Decisions, Section, decided_word

Lines = list[tuple[str, str]]
_MOST = 6


def details(
    look: Look,
    section: Section,
    id_: str,
    decisions: Decisions,
    today: date,
    former: Look | None = None,
) -> Lines:
    """The name first, with an empty title; then what there is to say, most needed first.
    `former`: the plan that stands beside this one on the page of both."""
    if section == "beside" and former is not None:
        # What is bought in the former plan alone may be on offer no longer.
        of = next((one for one in (look, former) if id_ in one.case.offers), None)
        if of is not None:
            name, *rest = _measure(of, id_, decisions, today)
            return [name, *_both(former, look, id_), *rest]
    if section in ("measures", "beside") and id_ in look.case.offers:
        return list(_measure(look, id_, decisions, today))
    if section == "find-out":
        return list(_find_out(look, id_))
    if id_ not in look.case.problem.goal or (section == "beside" and id_ not in look.plan.goals):
        return []
    goal = look.case.problem.goal[id_]
    told: dict[Section, Callable[[Look, Goal], Iterator[tuple[str, str]]]] = {
        "opens": _opened,
        "beside": _opened,
        "unsafe": _left,
        "next": _below,
    }
    head = ("", f"{look.goal(goal.technology)} · {look.location(goal.location)}")
    people = look.case.sites[goal.location].people
    said = _("{stage}; {people} people", stage=terms.stage(active(), goal.stage), people=people)
    stage = (_("Stage"), said)
    if section not in told:
        return []
    return [head, *told[section](look, goal), stage]


def _measure(look: Look, id_: str, decisions: Decisions, today: date) -> Iterator[tuple[str, str]]:
    offer = look.case.offers[id_]
    yield "", look.name(id_)
    yield (
        _("Why") if id_ in look.plan.measures else _("Why not"),
        active().say(by_decision(look.case, id_) or look.reasons.why(id_)),
    )
    yield _("Price"), _price(look, offer)
    yield from _own_time(look, offer)
    yield _("Quantity"), _quantity(offer)
    yield _("Takes"), _takes(look, offer, today)
    opens = [look.case.problem.goal[one] for one in look.helped.get(id_, ())]
    if opens:
        named = [f"{look.goal(g.technology)} ({look.location(g.location)})" for g in opens]
        yield _("Helps to open"), _listed(named)
    if id_ in decisions and decisions[id_].failed_on:
        yield _("Done before"), _still_found(look, decisions[id_])
    if id_ in decisions:
        held = decisions[id_]
        yield (
            _("Decision"),
            _(
                "{answer}, by {role} on {day}: {why}",
                answer=decided_word(held),
                role=terms.decider(active(), held.by),
                day=active().day(held.at),
                why=held.why,
            ),
        )
    needs = [look.name(one) for one in offer.measure.needs]
    if needs:
        yield _("Needs"), _listed(needs)
    yield _("What it is"), active().text(offer.remedy.explanation)
    yield _("Id"), id_


def _both(former: Look, now: Look, id_: str) -> Iterator[tuple[str, str]]:
    """Price and year of a measure in the former plan and in this one."""
    for title, look in ((_("Former plan"), former), (_("This plan"), now)):
        year = next((one.year for one in look.plan.chosen if one.measure == id_), None)
        if year is None:
            yield title, _("not bought")
        else:
            euros = active().euros(look.case.problem.first_year(id_))
            yield title, _("{euros}, year {year}", euros=euros, year=year + 1)


def _still_found(look: Look, held: Decided) -> str:
    """What a visit still finds of a measure that is done."""
    day = active().day(held.failed_on)
    asked = look.case.catalogue.questions
    found = _listed([_prompt(look, one) for one in held.failing if one in asked])
    if not found:
        return _("The visit of {day} still finds what it was to repair.", day=day)
    if held.partly:
        return _(
            "Partly in order at the visit of {day}, which still finds: {questions}",
            day=day,
            questions=found,
        )
    return _(
        "The visit of {day} still finds what it was to repair: {questions}",
        day=day,
        questions=found,
    )


def _price(look: Look, offer: Offer) -> str:
    parts = []
    problem = look.case.problem
    for price, words in (
        (problem.once, _("{amount} once")),
        (problem.year, _("{amount} a year")),
    ):
        if price(offer.measure.id, "high"):
            parts.append(words.format(amount=_range(price, offer)))
    said = ", ".join(parts) or active().euros(0)
    return f"{said} ({_('own price') if offer.own else _('assumption')})"


def _own_time(look: Look, offer: Offer) -> Iterator[tuple[str, str]]:
    if look.case.problem.time(offer.measure.id, "high"):
        yield (
            _("Of which own time"),
            _(
                "{amount}: own people outside ICT, at € {rate} an hour (assumption), without VAT",
                amount=_range(look.case.problem.time, offer),
                rate=active().decimal(look.case.catalogue.assumptions.hourly_rate),
            ),
        )


def _range(price: Callable[[str, Side], Decimal], offer: Offer) -> str:
    low, mid, high = (active().euros(price(offer.measure.id, side)) for side in SIDES)
    return mid if low == high else _("{mid} ({low} to {high})", mid=mid, low=low, high=high)


def _quantity(offer: Offer) -> str:
    found = offer.quantity
    return _(
        "{unit}: {units}; {why} ({origin})",
        units=found.units,
        unit=terms.per(active(), offer.remedy.per),
        why=active().say(found.why),
        origin={
            "seen": _("seen there"),
            "our-choice": _("our rule of thumb"),
            "assumption": _("assumption"),
        }[found.origin],
    )


def _takes(look: Look, offer: Offer, today: date) -> str:
    measure = offer.measure
    days = active().number(Fraction(measure.days), 1)
    if measure.lead_months == 1:
        said = _("1 month, {days} ICT days", days=days)
    else:
        said = _("{months} months, {days} ICT days", months=measure.lead_months, days=days)
    laid = next((one for one in look.plan.chosen if one.measure == measure.id), None)
    if laid is None:
        return said
    first = look.case.problem.limits.first_quarter
    year = today.year + (1 if first == 1 and (today.month, today.day) != (1, 1) else 0)
    begin, end = (
        _("Q{quarter} {year}", quarter=at % 4 + 1, year=year + at // 4)
        for at in (laid.start + first - 1, laid.ready + first - 1)
    )
    if begin == end:
        return _("{time}; in {quarter}", time=said, quarter=begin)
    return _("{time}; from {begin} to {end}", time=said, begin=begin, end=end)


def _opened(look: Look, goal: Goal) -> Iterator[tuple[str, str]]:
    problem = look.case.problem
    by = sorted(
        {id_ for one in goal.obstacles for id_ in problem.lifted_by[one]} & look.plan.measures
    )
    yield _("By"), _listed([look.name(one) for one in by])
    if ":" in goal.technology:
        return
    site = look.case.sites[goal.location]
    before = {one.technology: one.state for one in site.assessment.verdicts}
    after = {one.technology: one.state for one in look.after(goal.location).verdicts}
    yield (
        _("Verdict"),
        _(
            "{before} → {after}, judged again with the repairs in place",
            before=str(terms.verdict(active(), before[goal.technology])),
            after=str(terms.verdict(active(), after[goal.technology])),
        ),
    )


def _left(look: Look, goal: Goal) -> Iterator[tuple[str, str]]:
    found = next(one for one in look.left if one.goal.id == goal.id)
    problem = look.case.problem
    if found.barred:
        questions = dict.fromkeys(problem.obstacle[one].question for one in found.barred)
        yield (
            _("Why"),
            _(
                "Nothing on offer repairs this, because too much about it is unknown: {questions}",
                questions=_listed([_prompt(look, one) for one in questions]),
            ),
        )
    elif found.measures:
        yield (
            _("Still needs"),
            _(
                "{cost} in the first year, {days} ICT days: {measures}",
                cost=active().euros(found.cost),
                days=active().number(Fraction(found.days), 1),
                measures=_listed([look.name(one) for one in found.measures]),
            ),
        )
    if goal.undecided:
        yield _("First"), _("Find out what is unknown about it: nothing is bought for it before.")


def _below(look: Look, goal: Goal) -> Iterator[tuple[str, str]]:
    found = next(one for one in look.below if one.goal == goal.id)
    yield (
        _("Still needs"),
        _(
            "{cost} in the first year, {days} ICT days: {measures}",
            cost=active().euros(found.cost),
            days=active().number(Fraction(found.days), 1),
            measures=_listed([look.name(one) for one in found.measures]),
        ),
    )
    yield (
        _("Short of"),
        (
            active().euros(found.short)
            if found.short is not None
            else _("in no year can ICT and the team carry it, whatever the budget")
        ),
    )


def _find_out(look: Look, id_: str) -> Iterator[tuple[str, str]]:
    if not id_.isdigit() or int(id_) >= len(look.case.find_out):
        return
    found = look.case.find_out[int(id_)]
    yield "", f"{look.asked(found)} · {look.location(found.location)}"
    yield _("Unknown because"), active().say(found.reason)
    yield _("Wait for it"), _listed([look.goal(one) for one in found.technologies])
    if found.opens:
        yield _("Opens if good"), _listed([look.goal(one) for one in found.opens])
    yield _("Stage"), terms.stage(active(), found.stage)
    yield _("Id"), found.question


def _prompt(look: Look, question: str) -> str:
    return active().text(look.case.catalogue.questions[question].prompt)


def _listed(names: list[str]) -> str:
    distinct = list(dict.fromkeys(names))
    shown = ", ".join(distinct[:_MOST])
    if len(distinct) > _MOST:
        return _("{names} and {more} more", names=shown, more=len(distinct) - _MOST)
    return shown
