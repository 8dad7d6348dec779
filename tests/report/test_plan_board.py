"""The board's page of a plan: what, when, what for, what it may cost, on one page of paper."""

from __future__ import annotations

import io

import pypdf
import pytest

from readiness.language import Language
from readiness.plan.told.document import OpenedPart, PlanDocument
from readiness.report.blocks import Bullets, Document, Figures
from readiness.report.formats import FORMATS
from readiness.report.plan.told import Told
from tests.builders import catalogue
from tests.report.formats import reading
from tests.report.plans import four_houses, planned, reported


@pytest.fixture(scope="module")
def plan() -> PlanDocument:
    return planned(four_houses(), 60_000)


@pytest.fixture(scope="module")
def years() -> PlanDocument:
    return planned(four_houses(), 5_000, 45_000, days=10)


def board(document: Document) -> str:
    """The items of the board's page, a line each."""
    (section,) = (one for one in document.sections if one.summary)
    said: list[str] = []
    for block in section.blocks:
        if isinstance(block, Bullets):
            said += block.items
        elif isinstance(block, Figures):
            said += (one.meaning for one in block.items)
    return "\n".join(said).replace("\u00a0", " ")


def of_stages(plan: PlanDocument, *technologies: tuple[int, str]) -> PlanDocument:
    """The plan with these technologies opened, each at Beuk."""
    place = plan.places[0].id
    opened = [
        OpenedPart(location=place, technology=id_, stage=stage, people=1, year=1)  # type: ignore[arg-type]
        for stage, id_ in technologies
    ]
    return plan.model_copy(update={"opened": opened})


def test_each_measure_stands_with_the_quarter_after_which_it_is_there(plan: PlanDocument) -> None:
    told, said = Told(plan, catalogue(), Language("en")), board(reported(plan))
    assert len({one.remedy for one in plan.bought}) == 3
    for one in plan.bought:
        assert f"after {told.quarter(one.ready)}: {one.name}, " in said


def test_several_years_say_in_which_year_each_is_bought(years: PlanDocument) -> None:
    said = board(reported(years))
    assert {one.year for one in years.bought} == {1, 2}
    for one in years.bought:
        assert any(
            line.startswith(f"year {one.year}, done after Q") and one.name in line
            for line in said.splitlines()
        )


def test_technologies_are_named_by_kind_and_what_nobody_asked_for_is_counted(
    plan: PlanDocument,
) -> None:
    opened = [(0, "mobile-record"), (1, "bed-sensor"), (2, "ai-assistance"), (2, "ai-assistance")]
    said = board(reported(of_stages(plan, *opened)))
    names = {id_: one.name.in_language("en") for id_, one in catalogue().technologies.items()}
    assert f"Safe again, in use: {names['mobile-record']}\n" in said
    assert f"Opens as wanted: {names['bed-sensor']}\n" in said
    assert f"where nobody uses or wants it: {names['ai-assistance']} (2×)\n" in said
    assert "may be used: 4, of which nobody uses or wants it there: 2;" in said
    assert "nobody" not in board(reported(of_stages(plan, *opened[:2])))


def test_a_high_side_above_the_budget_is_said(plan: PlanDocument, years: PlanDocument) -> None:
    high = sum(one.once.high + one.each_year.high for one in plan.bought)  # type: ignore[operator]
    budget = plan.cost[0] + 1  # type: ignore[operator]
    assert high > budget
    tight = board(reported(plan.model_copy(update={"budget": [budget]})))
    assert f"That highest amount is € {high - budget:,.0f} above the budget." in tight
    wide = plan.model_copy(update={"budget": [high]})
    assert "above the budget" not in board(reported(wide))
    assert "this plan is €" in board(reported(years.model_copy(update={"budget": years.cost})))


def test_what_is_done_stands_in_the_order_in_which_work_begins(plan: PlanDocument) -> None:
    last = len(plan.bought)
    bought = [
        one.model_copy(update={"start": last - number, "ready": last, "opens": ["x/y"] * number})
        for number, one in enumerate(plan.bought)
    ]
    told = Told(plan.model_copy(update={"bought": bought}), catalogue(), Language("en"))
    assert [one.start for one in told.bought] == sorted(one.start for one in bought)


@pytest.mark.parametrize("budget", [(60_000,), (5_000, 45_000), (9_000,) * 10])
@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_board_has_one_page_however_much_there_is_to_say(
    plan: PlanDocument, language: str, budget: tuple[int, ...]
) -> None:
    technologies = list(catalogue().technologies)
    stages = [(stage, id_) for stage in (0, 1, 2) for id_ in technologies]
    full = of_stages(plan, *stages).model_copy(
        update={
            "opened": [*plan.opened, *of_stages(plan, *stages).opened],
            "ended_by": "time",
            "gap": 0.5,
            "budget": list(budget),
            "cost": list(budget),
            "weights": dict.fromkeys(technologies[:5], 2),
            # Many kinds, each in a line of its own.
            "bought": [
                one.model_copy(update={"remedy": f"{one.remedy}{times}", "id": f"{one.id}{times}"})
                for one in plan.bought
                for times in range(6)
            ],
            "unsafe": (plan.unsafe + plan.below_the_line) * 2,
        }
    )
    pages = pypdf.PdfReader(io.BytesIO(FORMATS["pdf"].write(reported(full, language)))).pages
    second = pages[1].extract_text()
    assert "Contents" in second or "Inhoud" in second


@pytest.mark.parametrize("name", list(FORMATS))
def test_no_format_speaks_of_chapters_below(name: str) -> None:
    """A workbook and a CSV file have none."""
    content = FORMATS[name].write(reported(planned(four_houses(), 8_000)))
    if name == "xlsx":
        text = str(reading.sheets(content))
    else:
        text = reading.pdf_text(content) if name == "pdf" else content.decode()
    assert "chapters below" not in " ".join(text.split())
