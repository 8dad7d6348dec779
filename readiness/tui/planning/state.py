"""How a plan stands in a few words: what is spent, what opens, how good it is proven to be."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from readiness.language import _, active
from readiness.plan.curve import Below
from readiness.plan.left import total
from readiness.plan.problem import Plan
from readiness.tui.planning.look import Look
from readiness.tui.planning.trial import Trial


def budget_words(trial: Trial) -> str:
    """The budget of a trial, with its years."""
    amount = active().euros(trial.budget)
    if trial.years == 1:
        return _("{amount}, one year", amount=amount)
    return _("{amount} a year, {years} years", amount=amount, years=trial.years)


def spent_words(look: Look) -> str:
    """What is spent and left of the budget, the VAT in it, and ICT's days."""
    limits = look.case.problem.limits
    budget = sum(limits.budget, Decimal(0))
    days = sum((look.case.problem.measure[one].days for one in look.plan.measures), Decimal(0))
    vat = (
        _("with {vat} % VAT", vat=active().decimal(limits.vat)) if limits.vat else _("without VAT")
    )
    return _(
        "{count} measures, {spent}, {left} left, {vat}, {days} ICT days",
        count=len(look.plan.measures),
        spent=active().euros(look.spent),
        left=active().euros(budget - look.spent),
        vat=vat,
        days=active().number(Fraction(days), 0),
    )


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
    return _(
        "Being renewed for {budget}… What is shown is of {other}.",
        budget=budget_words(wanted),
        other=budget_words(shown.trial),
    )


def proof_words(look: Look) -> str:
    """How good the plan is proven to be, and whether a better one is looked for."""
    if not look.settled:
        share = _reached(look.plan)
        return _("Usable: at least {share} of the best there is. Looking for better…", share=share)
    if look.plan.ended_by == "gap" and not look.plan.gap:
        return _("No better plan exists within this budget: that is proven.")
    if look.plan.ended_by == "gap":
        return _(
            "Proven: this plan reaches at least {share} of the best there is.",
            share=_reached(look.plan),
        )
    return _(
        "Out of time: this plan reaches at least {share} of the best there is.",
        share=_reached(look.plan),
    )


def _reached(plan: Plan) -> str:
    # Rounded down: never more than is proven.
    share = Fraction(int((1 - Fraction(plan.gap)) * 10_000), 10_000)
    return active().percent(share, 2)


def next_words(look: Look) -> str:
    """What the next euros would do: what opens with the fewest, and where that is something
    else, what comes first in the order of the stages."""
    if not look.below:
        return _("Nothing: everything that money can open is open.")
    nearest = min(look.below, key=lambda one: one.short)
    told = [_next(look, nearest)]
    if nearest is not look.below[0] and look.below[0].stage != nearest.stage:
        told.append(_next(look, look.below[0]))
    return " ".join(told)


def _next(look: Look, one: Below) -> str:
    goal = look.case.problem.goal[one.goal]
    where = {"goal": look.goal(goal.technology), "location": look.location(goal.location)}
    if not one.short:
        return _(
            "Next: {goal} at {location}. There is money, but not in a year in which ICT and the "
            "team can carry it.",
            **where,
        )
    short = active().euros(one.short)
    if ":" in goal.technology:
        return _("The next {short} would settle {goal} at {location}.", short=short, **where)
    return _("The next {short} would open {goal} at {location}.", short=short, **where)


def unsafe_words(look: Look) -> str:
    """What closing everything that stays unsafe would cost."""
    problem = look.case.problem
    if not any(one.measures for one in look.unsafe):
        return ""
    low, mid, high = (
        active().euros(total(problem, look.unsafe, side)) for side in ("low", "mid", "high")
    )
    return _(
        "Closing all of this costs {mid} in the first year ({low} to {high}).",
        mid=mid,
        low=low,
        high=high,
    )
