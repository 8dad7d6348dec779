"""A plan beside a former one in the reports: what was carried out, both prices, what is unsafe."""

from __future__ import annotations

import pytest

from readiness.language import Language
from readiness.model.decision import Decided
from readiness.plan.told.beside import beside, of_document
from readiness.plan.told.document import Euros, PlanDocument
from readiness.report.blocks import Bullets, Document, Table
from readiness.report.plan.document import Former, plan_report
from tests.builders import catalogue
from tests.report.plans import MADE_AT, four_houses, planned, reported

MEASURE = "outage-procedure@beuk"
DUTY = "legal duty “Is there a way of working when record, network or power fails"


@pytest.fixture(scope="module")
def former() -> PlanDocument:
    return planned(four_houses(), 60_000)


@pytest.fixture(scope="module")
def now() -> PlanDocument:
    done = Decided(MEASURE, "yes", "first", "board", "2026-03-01T10:00:00Z", "done")
    return planned(
        four_houses(), 8_000, decisions={MEASURE: done}, done={"beuk": ["outage-procedure"]}
    )


def rows(document: Document, table: str) -> list[list[str]]:
    blocks = [block for section in document.sections for block in section.blocks]
    (found,) = (one for one in blocks if isinstance(one, Table) and one.id == table)
    return [[cell.text.replace("\u00a0", " ") for cell in row] for row in found.rows]


def side_by_side(former: PlanDocument, now: PlanDocument) -> Document:
    changed = beside(of_document(former), of_document(now))
    return reported(now, former=Former(former, changed))


def test_what_was_carried_out_since_reads_as_there(former: PlanDocument, now: PlanDocument) -> None:
    document = side_by_side(former, now)
    change = {row[1]: row[0] for row in rows(document, "beside-bought")}
    assert change["Write and practise the outage procedure (Beuk)"] == "carried out since"
    assert "no longer bought" in change.values()
    goals = [(row[0], row[1].startswith(DUTY), row[2]) for row in rows(document, "beside-opened")]
    assert ("open already", True, "Beuk") in goals
    assert ("no longer opens", True, "Beuk") not in goals
    assert "no longer opens" in [change for change, *_ in goals]


def test_in_short_it_stands_apart_from_what_is_lost(
    former: PlanDocument, now: PlanDocument
) -> None:
    changed = beside(of_document(former), of_document(now))
    short = plan_report(
        now, catalogue(), Language("en"), MADE_AT, "1", None, Former(former, changed), whole=False
    )
    (section,) = (one for one in short.sections if one.id == "beside")
    (said,) = (block.items for block in section.blocks if isinstance(block, Bullets))
    by_label = {line.partition(" (")[0]: line for line in said}
    assert by_label["Carried out since"] == (
        "Carried out since (1): Write and practise the outage procedure (Beuk)"
    )
    assert DUTY in by_label["Open already"]
    assert "(Beuk)" not in by_label["No longer bought"]


def test_what_stays_unsafe_and_its_price_stand_in_the_figures(
    former: PlanDocument, now: PlanDocument
) -> None:
    figures = {row[0]: row[1:] for row in rows(side_by_side(former, now), "beside-figures")}
    counts = [len(plan.unsafe) for plan in (former, now)]
    assert counts[0] != counts[1]
    assert figures["Stays unsafe"][:2] == [str(count) for count in counts]
    costs = [plan.unsafe_cost.mid for plan in (former, now)]
    assert figures["Price of what stays unsafe"][:2] == [f"€ {cost:,}" for cost in costs]


def test_the_price_of_now_stands_beside_that_of_then(
    former: PlanDocument, now: PlanDocument
) -> None:
    dearer = [
        one.model_copy(update={"once": Euros(low=1, mid=99_000, high=200_000)})
        for one in now.not_bought
    ]
    document = side_by_side(former, now.model_copy(update={"not_bought": dearer}))
    found = rows(document, "beside-bought")
    prices = {row[1]: row[2:] for row in found}
    lost = [row for row in found if row[0] == "no longer bought"]
    assert lost
    for _change, name, then, price in lost:
        assert int(price.removeprefix("€ ").replace(",", "")) >= 99_000, name
        assert int(then.removeprefix("€ ").replace(",", "")) < 99_000, name
    # What is there already is on offer no more.
    assert prices["Write and practise the outage procedure (Beuk)"] == ["€ 3,590", "–"]
