"""How much of a plan's euros is the organisation's own working time, said where euros stand."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from readiness.language import Language
from readiness.plan.told.beside import number
from readiness.plan.told.document import Euros, PlanDocument
from readiness.report.formats import FORMATS
from readiness.report.plan import own_time, short, summary
from readiness.report.plan.told import Told
from tests.builders import catalogue
from tests.report.formats import reading
from tests.report.plans import four_houses, planned, reported

NOTHING = Euros(low=0, mid=0, high=0)


@pytest.fixture(scope="module")
def plan() -> PlanDocument:
    return planned(four_houses(), 60_000, vat=21)


def told(plan: PlanDocument) -> Told:
    return Told(plan, catalogue(), Language("en"))


def test_the_sentence_names_the_sum_of_what_is_bought(plan: PlanDocument) -> None:
    (said,) = own_time.said(told(plan))
    total = sum(number(one.own_time.mid) for one in plan.bought)
    assert 0 < total == number(plan.own_time) < sum(map(number, plan.cost))
    assert re.findall("€\u00a0[0-9,]+", said) == [f"€\u00a0{int(total):,}", "€\u00a065"]
    assert plan.hourly_rate == 65


def test_own_time_is_part_of_the_price_without_vat(plan: PlanDocument) -> None:
    found = next(one for one in plan.bought if one.remedy == "outage-procedure")
    assert found.own_time.mid == 2340
    # 500, 1,250 and 2,000 bought with 21 % VAT; 3, 4.5 and 6 days of 8 hours at 65 euros.
    assert found.once == Euros(low=2165, mid=3852.5, high=5540)
    assert all(one.own_time == NOTHING for one in plan.bought if number(one.days))


def test_the_board_and_the_terminal_say_it(plan: PlanDocument) -> None:
    (said,) = own_time.said(told(plan))
    for section in (summary.section(told(plan)), short.section(told(plan))):
        assert said in [item for one in section.blocks for item in getattr(one, "items", ())]


@pytest.mark.parametrize("name", ["html", "pdf", "md", "text"])
def test_every_format_says_it_at_the_board_and_at_how_it_was_made(
    plan: PlanDocument, name: str
) -> None:
    content = FORMATS[name].write(reported(plan))
    text = reading.pdf_text(content) if name == "pdf" else content.decode()
    if name == "html":
        text = reading.html_text(content)
    (said,) = own_time.said(told(plan))
    text = reading.squeezed(text.replace("\xad", ""))
    first = text.index(reading.squeezed(said))
    assert reading.squeezed(said) in text[first + 1 :]


def test_a_plan_without_own_time_says_nothing_of_it(plan: PlanDocument) -> None:
    assert own_time.said(told(plan.model_copy(update={"own_time": 0}))) == []


def test_a_price_says_how_much_of_it_is_own_time(plan: PlanDocument) -> None:
    found = next(one for one in plan.bought if one.remedy == "outage-procedure")
    words = told(plan)
    assert own_time.whose_price(words, found) == "assumption, €\u00a02,340 of it own time"
    mine = found.model_copy(update={"own_price": True})
    assert own_time.whose_price(words, mine) == "own price, plus €\u00a02,340 own time"
    whole = mine.model_copy(update={"own_time": NOTHING})
    assert own_time.whose_price(words, whole) == "own price"


def test_the_rate_stands_with_its_cents_in_the_readers_notation(plan: PlanDocument) -> None:
    odd = plan.model_copy(update={"hourly_rate": 72.5})
    (said,) = own_time.said(replace(told(odd), language=Language("nl")))
    assert "€\u00a072,5" in said
