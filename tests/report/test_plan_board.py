"""The board's page of a plan: what, when, what for, what it may cost, on one page of paper."""

from __future__ import annotations

import io

import pypdf
import pytest

from readiness.language import Language
from readiness.plan.told.document import Euros, OpenedPart, PlanDocument, VerdictPart
from readiness.report.blocks import Bullets, Document, Figure, Figures
from readiness.report.formats import FORMATS
from readiness.report.plan.closed import unsafe
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


def figure(document: Document, label: str) -> Figure:
    (section,) = (one for one in document.sections if one.summary)
    found = [one for block in section.blocks if isinstance(block, Figures) for one in block.items]
    return next(one for one in found if one.label == label)


def test_what_is_dangerous_and_dear_stays_unsafe_first_and_the_rest_has_its_amount(
    plan: PlanDocument,
) -> None:
    parts, offers = [], []
    for technology, place, euros, undecided in (
        ("smart-glasses", "a", 5_000, False),
        ("smart-glasses", "b", 0, False),
        ("legal:safety.nen7510", "a", 9_000, False),
        ("nurse-call", "a", 70, False),
        ("hard-stop:safety.outage-procedure", "a", 600, False),
        ("hip-airbag", "a", 40, True),
    ):
        id_ = f"x@{technology}@{place}"
        money = {"low": euros, "mid": euros, "high": euros}
        parts.append(
            plan.unsafe[0].model_copy(
                update={"technology": technology, "location": place, "measures": [id_]}
                | {"undecided": undecided, "barred": []}
            )
        )
        offers.append(
            plan.bought[0].model_copy(
                update={"id": id_, "once": Euros(**money), "each_year": Euros(low=0, mid=0, high=0)}
            )
        )
    made = plan.model_copy(update={"unsafe": parts, "not_bought": offers})
    said = unsafe(Told(made, catalogue(), Language("en")), 3)
    assert ["hard stop" in said[0], "Nurse call" in said[1], "NEN 7510" in said[2]] == [True] * 3
    assert said[3].replace("\u00a0", " ") == "and 3 more, together at least € 5,040"
    known = made.model_copy(update={"unsafe": parts[:-1]})
    last = unsafe(Told(known, catalogue(), Language("en")), 3)[3]
    assert last.replace("\u00a0", " ") == "and 2 more, together € 5,000"


def test_safety_that_is_unknown_is_counted_apart_and_makes_the_price_a_floor(
    plan: PlanDocument,
) -> None:
    assert plan.safety_unknown
    stops = sum(one.technology.startswith("hard-stop:") for one in plan.safety_unknown)
    duties = sum(one.technology.startswith("legal:") for one in plan.safety_unknown)
    used = len(plan.safety_unknown) - stops - duties
    unknown = (
        f"unknown besides, and so in no count: technologies in use {used}, hard stops {stops}, "
        f"legal duties {duties}"
    )
    nothing = plan.model_copy(update={"unsafe": []})
    shown = figure(reported(nothing), "Stays unsafe")
    assert shown.meaning == f"nothing of which enough is known; {unknown}"
    # A green nought would say that all is safe.
    assert shown.tone == "unknown"
    known = reported(nothing.model_copy(update={"safety_unknown": []}))
    assert figure(known, "Stays unsafe").tone == "good"
    first = planned(four_houses(), 0).unsafe[0].model_copy(update={"undecided": False})
    sure = plan.model_copy(update={"unsafe": [first], "safety_unknown": []})
    assert "closing all of that costs €" in board(reported(sure))
    doubt = sure.model_copy(update={"unsafe": [first.model_copy(update={"undecided": True})]})
    assert "closing all of that costs at least €" in board(reported(doubt))


def test_what_opens_only_with_conditions_is_counted(plan: PlanDocument) -> None:
    place = plan.places[0].id
    made = of_stages(plan, (0, "mobile-record"), (0, "bed-sensor"))
    change = {"location": place, "in_use": True, "wanted": False, "before": "not-yet"}
    verdicts = [
        VerdictPart(technology="mobile-record", after="ready-with-conditions", **change),  # type: ignore[arg-type]
        VerdictPart(technology="bed-sensor", after="ready", **change),  # type: ignore[arg-type]
    ]
    said = board(reported(made.model_copy(update={"verdicts": verdicts})))
    assert "; 1 of 2 with conditions\n" in said
    assert "with conditions" not in board(reported(made.model_copy(update={"verdicts": []})))
