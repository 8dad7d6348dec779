"""How a plan stands in a few words: what is spent, what opens, how good it is proven to be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from readiness.language import _, active
from readiness.model.decision import Decided
from readiness.plan.left import total
from readiness.plan.problem import Plan, Stage
from readiness.plan.sites import HARD_STOP, LEGAL
from readiness.plan.solve.curve import Below
from readiness.tui.planning.look import Look
from readiness.tui.planning.trial import Trial


def budget_words(trial: Trial) -> str:
    """The budget of a trial, with its years."""
    amount = active().euros(trial.budget)
    if trial.years == 1:
        return _("{amount}, one year", amount=amount)
    return _("{amount} a year, {years} years", amount=amount, years=trial.years)


def stage_word(stage: Stage) -> str:
    """A stage in a word or two, where there is little room; `terms.stage` says it in full."""
    return (
        _("unsafe or in use"),
        _("wanted"),
        _("extra"),
    )[stage]


def tried_words(trial: Trial) -> list[str]:
    """What is tried besides budget, years and VAT, a few words each."""
    words = [_("from decisions")] if trial.decided is not None else []
    for number, said in (
        (len(trial.fix), _("in: {count}", count=len(trial.fix))),
        (len(trial.without), _("out: {count}", count=len(trial.without))),
        (len(trial.prices), _("prices: {count}", count=len(trial.prices))),
        (len(trial.weights), _("weights: {count}", count=len(trial.weights))),
    ):
        if number:
            words.append(said)
    return words


def spent_words(look: Look) -> str:
    """What is spent and left of the budget, the VAT in it, and ICT's days."""
    limits = look.case.problem.limits
    # Of the euros as they are shown: what is spent and what is left add up.
    budget, spent = _whole(sum(limits.budget, Decimal(0))), _whole(look.spent)
    days = sum((look.case.problem.measure[one].days for one in look.plan.measures), Decimal(0))
    vat = (
        _("with {vat} % VAT", vat=active().decimal(limits.vat)) if limits.vat else _("without VAT")
    )
    count = len(look.plan.measures)
    figures = {
        "spent": active().euros(spent),
        "left": active().euros(budget - spent),
        "vat": vat,
        "days": active().number(Fraction(days), 0),
    }
    if count == 1:
        return _("1 measure, {spent}, {left} left, {vat}, {days} ICT days", **figures)
    return _(
        "{count} measures, {spent}, {left} left, {vat}, {days} ICT days", count=count, **figures
    )


def _whole(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal(1), ROUND_HALF_UP)


def opens_words(look: Look) -> str:
    """How much opens in each stage, hard stops and technology in use first."""
    return _(
        "Opens {count}: {unsafe} unsafe or in use, {wanted} wanted, {nice} extra",
        count=len(look.plan.opened),
        unsafe=look.by_stage[0],
        wanted=look.by_stage[1],
        nice=look.by_stage[2],
    )


def renewing_words(wanted: Trial, shown: Look | None) -> str:
    """That figures are on their way, and whose the ones in sight are."""
    if shown is None:
        return _("Making a plan for {budget}…", budget=budget_words(wanted))
    if budget_words(shown.trial) == budget_words(wanted):
        return _("Being renewed… What is shown is from before the last change.")
    # What is asked stands right above: this fits in one line of 80, so that no key moves the list.
    return _("Being renewed… What is shown is of {other}.", other=budget_words(shown.trial))


def disregards(look: Look, decisions: Mapping[str, Decided]) -> bool:
    """Whether the plan buys what is done or was put off or declined, or leaves what was decided
    to buy. One that starts from the decisions does so only where a person asked it."""
    if look.trial.decided is not None:
        return False
    bought = look.plan.measures
    return any(
        (one.answer in ("later", "no") or (one.there and not one.failed_on))
        if id_ in bought
        else (one.answer == "yes" and not one.there and id_ in look.case.offers)
        for id_, one in decisions.items()
    )


def proof_words(look: Look) -> str:
    """How good the plan is proven to be, whether a better one is looked for, and what high prices
    can't pay."""
    if not look.settled:
        share = _reached(look.plan)
        return _(
            "Usable: at least {share} of the best possible. Looking for better… (e: enough)",
            share=share,
        )
    return " ".join(filter(None, (_proof(look.plan), _cost(look.plan), _too_dear(look))))


def _proof(plan: Plan) -> str:
    if plan.ended_by == "gap" and not plan.gap:
        return _("No better plan exists within this budget: that is proven.")
    share = _reached(plan)
    if plan.ended_by == "gap":
        return _("This plan reaches at least {share} of the best possible.", share=share)
    if plan.ended_by == "stopped":
        return _("You ended the search: at least {share} of the best possible.", share=share)
    return _("Out of time: at least {share} of the best possible.", share=share)


def _cost(plan: Plan) -> str:
    if plan.cost_ended_by == "gap" or plan.ended_by != "gap" or not plan.chosen:
        return ""
    return _("Whether the same could open for less money was not searched to the end.")


def _too_dear(look: Look) -> str:
    """What is bought in any case and high prices can't pay."""
    if not look.freed:
        return ""
    named = [look.name(id_) for id_ in sorted(look.freed)]
    if len(named) > 1:
        return _(
            "If all prices turn out high, {count} measures that are bought in any case can't be "
            "paid: {first} and others.",
            count=len(named),
            first=named[0],
        )
    return _(
        "If all prices turn out high, {measure}, which is bought in any case, can't be paid.",
        measure=named[0],
    )


def _reached(plan: Plan) -> str:
    # Rounded down: never more than is proven.
    share = Fraction(int((1 - Fraction(plan.gap)) * 10_000), 10_000)
    return active().percent(share, 2)


def next_words(look: Look) -> str:
    """What adding to the plan as it stands would take: the first in the order of the stages, and
    where that is something else, what takes least."""
    if not look.below:
        return no_step(look)
    first = look.below[0]
    nearest = min(look.below, key=lambda one: (one.short is None, one.short or 0))
    told = [_next(look, first)]
    if look.case.problem.goal[nearest.goal].stage != first.stage:
        told.append(_next(look, nearest))
    return " ".join(told)


def no_step(look: Look) -> str:
    """Why more money alone adds nothing."""
    if any(one.measures and not one.goal.undecided for one in look.left):
        return _(
            "Nothing that more money alone opens: what stays closed was left out of this plan, or "
            "can't be carried out within it."
        )
    return _("Nothing: everything that money alone can open is open.")


def _next(look: Look, one: Below) -> str:
    goal = look.case.problem.goal[one.goal]
    where = {"goal": look.goal(goal.technology), "location": look.location(goal.location)}
    if one.short is None:
        return _(
            "At {location}: {goal}; in no year can ICT and the team carry it beside this plan.",
            **where,
        )
    if not one.short:
        return _(
            "At {location}: {goal}; it can be added to this plan for what is left, but the search "
            "was ended before it was weighed.",
            **where,
        )
    short = active().euros(one.short)
    if look.trial.years > 1:
        return _(
            "At {location}: {goal}; added to this plan in year {year} it would take {short} more, "
            "later years included.",
            short=short,
            year=one.year + 1,
            **where,
        )
    return _(
        "At {location}: {goal}; added to this plan it would take {short} more.",
        short=short,
        **where,
    )


def unsafe_words(look: Look) -> str:
    """What closing everything that stays unsafe would cost, and how much safety is unknown."""
    return " ".join(one for one in (_closing(look), _unknown_besides(look)) if one)


def _closing(look: Look) -> str:
    problem = look.case.problem
    if not any(one.measures for one in look.unsafe):
        return ""
    low, mid, high = (
        active().euros(total(problem, look.unsafe, side)) for side in ("low", "mid", "high")
    )
    ends = {"low": low, "mid": mid, "high": high}
    if any(one.goal.undecided or one.barred for one in look.unsafe):
        said = _(
            "Closing all of this costs at least {mid} in the first year ({low} to {high}).", **ends
        )
    else:
        said = _("Closing all of this costs {mid} in the first year ({low} to {high}).", **ends)
    unknown = sum(one.goal.undecided for one in look.unsafe)
    if unknown:
        said += " " + _(
            "Of these with something unknown, to find out first: {count}.", count=unknown
        )
    return said


def _unknown_besides(look: Look) -> str:
    """How much safety is unknown and so stands in no count and no price."""
    found = look.case.safety_unknown
    if not found:
        return ""
    kinds = Counter(one.goal.technology.partition(":")[0] for one in found)
    stops, duties = kinds[HARD_STOP], kinds[LEGAL]
    said = _(
        "unknown besides, and so in no count: technologies in use {technologies}, hard stops "
        "{stops}, legal duties {duties}",
        technologies=len(found) - stops - duties,
        stops=stops,
        duties=duties,
    )
    return f"{said[:1].upper()}{said[1:]}."
