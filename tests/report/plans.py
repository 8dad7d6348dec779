"""A plan for a few made-up houses, worked out with the real content and the real solver."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from readiness.language import Language
from readiness.model.decision import Decided
from readiness.model.visit import Visit
from readiness.plan.case import case
from readiness.plan.problem import Limits
from readiness.plan.sites import Wishes, site
from readiness.plan.solve.solver import solve
from readiness.plan.told.document import PlanDocument
from readiness.plan.told.documented import document
from readiness.plan.told.outlook import outlook
from readiness.report.blocks import Document
from readiness.report.plan.document import Former, plan_report
from tests.builders import GOOD_ROOM, catalogue, rooms, said
from tests.compare import houses

MADE_AT = datetime(2026, 3, 12, 14, 5, tzinfo=UTC)
DAY = "2026-03-12"
WEAK_ROOM = GOOD_ROOM | {"network.signal": "-80"}
OUTAGE, NEN = "safety.outage-procedure", "safety.nen7510"
FACTS: dict[str, Any] = {"beds": 60, "client_rooms": 12, "carers_day": 8}


def four_houses(text: str = "") -> list[Visit]:
    """Houses that lack this and that; `text` is the name and the organisation of the first."""
    beuk = houses.visit(
        "Beuk", said(OUTAGE, "0"), rooms((4, GOOD_ROOM), (8, WEAK_ROOM)),
        in_use=("mobile-record",), organisation="Zorg Een", **FACTS,
    )  # fmt: skip
    if text:
        beuk = replace(beuk, location=replace(beuk.location, name=text, organisation=text))
    shift = said("devices.per-carer", "4/10", "shift:day")
    return [
        beuk,
        houses.visit("Els", said(OUTAGE, "1"), said(NEN, "1"), organisation="Zorg Een", **FACTS),
        houses.visit("Iep", said(OUTAGE, "0"), shift, in_use=("mobile-record",), **FACTS),
        houses.visit("Wilg", said(OUTAGE, "2"), said(NEN, "0"), wanted=("bed-sensor",), **FACTS),
    ]


def planned(
    visits: Sequence[Visit],
    *budget: int,
    language: str = "en",
    vat: int = 0,
    days: int | None = None,
    decisions: Mapping[str, Decided] | None = None,
    weights: Mapping[str, Decimal] | None = None,
    done: Mapping[str, Sequence[str]] | None = None,
) -> PlanDocument:
    """The plan for these visits, with its curve and its prices. `done`: the remedies that were
    carried out since, by location."""
    limits = Limits(
        tuple(Decimal(amount) for amount in budget),
        vat=Decimal(vat),
        ict_days_a_quarter=None if days is None else Decimal(days),
        projects_at_once=None if days is None else 3,
        first_quarter=2,
    )
    sites = [site(catalogue(), one, (done or {}).get(one.location.id, ())) for one in visits]
    made = case(catalogue(), sites, Wishes(limits, weights or {}))
    plan = solve(made.problem)
    around = outlook(made.problem, plan, 60)
    words = Language(language)
    return document(made, plan, DAY, language, words, (), decisions, around)


def reported(plan: PlanDocument, language: str = "en", former: Former | None = None) -> Document:
    return plan_report(plan, catalogue(), Language(language), MADE_AT, "1.2.3", None, former)
