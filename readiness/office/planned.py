"""The planning problem of what the kit holds: last visits, prices, decisions."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from readiness import garbage
from readiness.compare.comparison import LeftOut
from readiness.kit.scores import Stopped
from readiness.model.content import Catalogue
from readiness.model.decision import Decided, after
from readiness.model.sentence import Refused, Sentence, refuse
from readiness.model.visit import Visit
from readiness.office.compared import misfits, ruler_for
from readiness.plan.case import Case, case, with_limits
from readiness.plan.offers import measure_id
from readiness.plan.problem import Limits, Money
from readiness.plan.quantities import OwnPrice
from readiness.plan.sites import Site, Wishes, site

if TYPE_CHECKING:
    from readiness.kit import Kit

Progress = Callable[[int, int], None]
MOST_YEARS = 10
MOST_EUROS = Decimal(1_000_000_000)


@dataclass(frozen=True)
class Asked:
    """What a person asks of a plan; amounts in euros, `vat` in percent.

    `budget`: each year's, or one for every year of `years`. `fix` and `without` name measures
    by id, or a remedy for all its measures. `prices`: a remedy's price once a unit, or a
    measure's price once in all. `ict_days`: ICT's working days in a quarter for all locations
    together; None: the content's assumption for each location where more than a year is planned,
    and no limit within one year. `vat` None: that of the organisation's price file.
    `from_decisions`: what was decided with yes is bought; with no or later it is not, in none of
    the plan's years.
    """

    budget: tuple[Decimal, ...]
    years: int = 1
    fix: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    prices: Mapping[str, Money] = field(default_factory=dict)
    weights: Mapping[str, Decimal] = field(default_factory=dict)
    vat: Decimal | None = None
    ict_days: Decimal | None = None
    from_decisions: bool = False


@dataclass(frozen=True)
class Gathered:
    """The sites of all locations, and who is left out and why; a case is made from them."""

    catalogue: Catalogue
    sites: tuple[Site, ...]
    left_out: tuple[LeftOut, ...]
    decisions: Mapping[str, Decided]
    prices: Mapping[str, OwnPrice]
    vat: Decimal
    # Whether measures that were carried out since a visit count as there.
    from_decisions: bool

    @property
    def fictional(self) -> bool:
        return any(one.location.fictional for one in self.sites)


def gathered(
    kit: Kit,
    from_decisions: bool = False,
    stop: threading.Event | None = None,
    progress: Progress | None = None,
) -> Gathered:
    """Every location judged on its last visit.

    Raises:
        Refused: no location has a visit that can be planned for.
        Stopped: `stop` was set.
    """
    with garbage.later():
        return _gathered(kit, from_decisions, stop, progress)


def _gathered(
    kit: Kit, from_decisions: bool, stop: threading.Event | None, progress: Progress | None
) -> Gathered:
    last, left_out = _last_visits(kit)
    catalogue = _priced(kit, ruler_for(kit, last))
    reasons = misfits(kit, last, catalogue)
    decisions = kit.decisions.all()
    sites = []
    for number, visit in enumerate(last, 1):
        if stop is not None and stop.is_set():
            raise Stopped
        if visit.id in reasons:
            day = visit.date.isoformat()
            left_out.append(LeftOut(visit.location, visit.id, day, reasons[visit.id], True))
            continue
        whole = kit.visit(visit.id)
        done = _done(catalogue, whole, decisions) if from_decisions else ()
        sites.append(site(catalogue, whole, done))
        if progress is not None:
            progress(number, len(last))
    if not sites:
        raise refuse(
            "There is nothing to plan for: no location has a visit. Start one with "
            "`readiness visit start`."
        )
    return Gathered(
        catalogue=catalogue,
        sites=tuple(sites),
        left_out=tuple(left_out),
        decisions=decisions,
        prices=kit.prices.of,
        vat=kit.prices.vat,
        from_decisions=from_decisions,
    )


def planned(gathered: Gathered, asked: Asked, today: date) -> Case:
    """The case of what is asked.

    Raises:
        Refused: a measure, technology or amount in it makes no sense.
    """
    wishes = Wishes(
        limits=_limits(gathered, asked, today),
        weights=_weights(gathered, asked),
        prices=_prices(gathered, asked),
        totals={id_: money for id_, money in asked.prices.items() if "@" in id_},
    )
    made = case(gathered.catalogue, gathered.sites, wishes)
    for id_ in wishes.totals:
        if id_ not in made.offers:
            raise no_measure(id_)
    fixed_in = _chosen(made, asked.fix)
    fixed_out = _chosen(made, asked.without)
    if asked.from_decisions:
        answers = {id_: one.answer for id_, one in gathered.decisions.items() if id_ in made.offers}
        # What is asked now goes before what was decided.
        # What was done and a later visit still finds failed is the plan's to weigh anew.
        done = {id_ for id_, one in gathered.decisions.items() if one.there}
        fixed_in |= {id_ for id_, said in answers.items() if said == "yes"} - done - fixed_out
        # Nobody said when later is: it is held out until it is decided on again.
        held_out = {id_ for id_, said in answers.items() if said in ("no", "later")}
        fixed_out |= held_out - fixed_in
    problem = replace(made.problem, fixed_in=fixed_in, fixed_out=fixed_out)
    decided = gathered.decisions if asked.from_decisions else None
    return replace(made, problem=problem, decided=decided)


def rebudgeted(made: Case, gathered: Gathered, asked: Asked, today: date) -> Case:
    """The same case where nothing but budget, years, days or VAT differs: what was judged stays.

    Raises:
        Refused: an amount in it makes no sense.
    """
    return with_limits(made, _limits(gathered, asked, today))


def carried_out(found: Gathered, decisions: Mapping[str, Decided]) -> Gathered:
    """The same sites with what these decisions say was carried out since their visit in place.

    `found` was gathered without decisions; only the sites that differ are judged again.
    """
    sites = [
        site(found.catalogue, one.visit, done)
        if (done := _done(found.catalogue, one.visit, decisions))
        else one
        for one in found.sites
    ]
    return replace(found, sites=tuple(sites), decisions=decisions, from_decisions=True)


def _last_visits(kit: Kit) -> tuple[list[Visit], list[LeftOut]]:
    found: dict[str, Visit] = {}
    for visit in kit.visits():
        found.setdefault(visit.location.id, visit)
    missing = [
        LeftOut(location, "", "", Sentence("no visit yet"), True)
        for location in kit.locations()
        if location.id not in found
    ]
    return sorted(found.values(), key=lambda visit: visit.location.id), missing


def _priced(kit: Kit, catalogue: Catalogue) -> Catalogue:
    """The content that judges, with the remedies and assumptions of today."""
    if catalogue is kit.catalogue:
        return catalogue
    return catalogue.model_copy(
        update={
            "remedies": {**catalogue.remedies, **kit.catalogue.remedies},
            "assumptions": kit.catalogue.assumptions,
        }
    )


def _done(catalogue: Catalogue, visit: Visit, decisions: Mapping[str, Decided]) -> tuple[str, ...]:
    """The remedies that were carried out after the visit, here or for the whole organisation."""
    location = visit.location
    return tuple(
        remedy
        for remedy in catalogue.remedies
        for id_ in (f"{remedy}@{location.id}", measure_id(remedy, location.organisation))
        if (one := decisions.get(id_)) is not None and one.there and not after(one, visit)
    )


def _limits(gathered: Gathered, asked: Asked, today: date) -> Limits:
    if not 1 <= asked.years <= MOST_YEARS:
        raise refuse("A plan looks 1 to {most} years ahead; give that many.", most=MOST_YEARS)
    if len(asked.budget) not in (1, asked.years):
        raise refuse(
            "{given} budgets were given for {years} years; give one amount for every year, or one "
            "for each.",
            given=len(asked.budget),
            years=asked.years,
        )
    for amount in asked.budget:
        if not amount.is_finite() or not 0 <= amount <= MOST_EUROS:
            raise refuse(
                "A budget of {amount} euros can't be planned with; give an amount from 0 to "
                "{most}.",
                amount=str(amount)[:40],
                most=MOST_EUROS,
            )
    budget = asked.budget if len(asked.budget) == asked.years else asked.budget * asked.years
    assumed = gathered.catalogue.assumptions
    days = asked.ict_days
    if days is None and asked.years > 1:
        days = assumed.ict_days_a_quarter * len(gathered.sites)
    return Limits(
        budget=budget,
        ict_days_a_quarter=days,
        projects_at_once=assumed.projects_at_once if asked.years > 1 else None,
        vat=gathered.vat if asked.vat is None else asked.vat,
        # The plan begins with the next quarter.
        first_quarter=_quarter_after(today),
    )


def _quarter_after(today: date) -> int:
    """The number of the first quarter that begins on this day or later."""
    quarter = (today.month - 1) // 3
    begins = today.day == 1 and today.month == 3 * quarter + 1
    return (quarter if begins else quarter + 1) % 4 + 1


def _weights(gathered: Gathered, asked: Asked) -> Mapping[str, Decimal]:
    for technology, weight in asked.weights.items():
        if technology not in gathered.catalogue.technologies:
            raise refuse(
                "There is no technology '{given}'; expected some of {technologies}.",
                given=technology[:40],
                technologies=", ".join(gathered.catalogue.technologies),
            )
        if not weight.is_finite() or not 0 <= weight <= 1000:
            raise refuse(
                "A weight of {weight} for {technology} can't be used; give a number from 0 to "
                "1000.",
                weight=str(weight)[:40],
                technology=technology,
            )
    return asked.weights


def _prices(gathered: Gathered, asked: Asked) -> Mapping[str, OwnPrice]:
    found = dict(gathered.prices)
    for name, money in asked.prices.items():
        if money.low > money.high:
            raise refuse(
                "The lowest price of {measure} is above the highest; give the lowest first.",
                measure=name[:120],
            )
        if money.high == 0 and not _costs_each_year(gathered, name):
            raise refuse(
                "The price of {measure} is nothing, so that it would always be bought; give an "
                "amount above 0.",
                measure=name[:120],
            )
        if not 0 <= money.low <= money.high <= MOST_EUROS:
            raise refuse(
                "The price of {measure} can't be used; give an amount from 0 to {most}.",
                measure=name[:120],
                most=MOST_EUROS,
            )
        if "@" in name:
            continue
        if name not in gathered.catalogue.remedies:
            raise no_measure(name)
        found[name] = replace(found.get(name, OwnPrice()), once=money)
    return found


def _costs_each_year(gathered: Gathered, name: str) -> bool:
    """Whether a measure, or the remedy that it is one of, has running costs."""
    id_ = name.partition("@")[0]
    own = gathered.prices.get(id_, OwnPrice()).year
    remedy = gathered.catalogue.remedies.get(id_)
    shipped = remedy.year.high if remedy is not None else 0
    return bool(own.high if own is not None else shipped)


def _chosen(made: Case, names: Sequence[str]) -> frozenset[str]:
    """The measures that these names mean: an id, or a remedy for all its measures."""
    found: set[str] = set()
    for name in names:
        mine = {id_ for id_, offer in made.offers.items() if name in (id_, offer.remedy.id)}
        if not mine:
            raise no_measure(name)
        found |= mine
    return frozenset(found)


def no_measure(name: str) -> Refused:
    """That there is no such measure, to be raised by the caller."""
    return refuse(
        "There is no measure '{name}' in this plan: expected a measure such as "
        "access-points@LOCATION, or a remedy for all of its measures. `readiness plan measures` "
        "lists them.",
        name=name[:120],
    )
