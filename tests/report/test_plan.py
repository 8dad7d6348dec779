"""The plan in every format: the figures are those of `plan --json`, and names do no harm."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from decimal import Decimal

import pytest

from readiness.language import Language
from readiness.model.decision import Decided
from readiness.office.plan_report import NAMES, Asked, files
from readiness.plan.told.beside import beside, of_document
from readiness.plan.told.document import PlanDocument
from readiness.report.blocks import Aside, Block, Document, Picture, Table
from readiness.report.formats import FORMATS
from readiness.report.plan.decisions import tally
from readiness.report.plan.document import Former
from readiness.report.plan.told import Told
from tests import builders
from tests.builders import catalogue
from tests.compare import houses
from tests.report.plans import (
    DAY,
    FACTS,
    MADE_AT,
    NEN,
    OUTAGE,
    four_houses,
    planned,
    reported,
)

from .documents import HOSTILE
from .formats import reading


@pytest.fixture(scope="module")
def plan() -> PlanDocument:
    return planned(four_houses(), 60_000)


@pytest.fixture(scope="module")
def document(plan: PlanDocument) -> Document:
    return reported(plan)


def tables(document: Document) -> dict[str, Table]:
    def found(blocks: tuple[Block, ...]) -> list[Table]:
        made: list[Table] = []
        for block in blocks:
            if isinstance(block, Aside):
                made += found(block.blocks)
            elif isinstance(block, Table):
                made.append(block)
            elif isinstance(block, Picture) and block.table is not None:
                made.append(block.table)
        return made

    return {one.id: one for section in document.sections for one in found(section.blocks)}


def shown(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


def squashed(text: str) -> str:
    return text.replace("\u00a0", " ")


def rows_of(name: str, content: bytes) -> list[list[str]]:
    if name == "md":
        content = reading.md_page(content)
    if name in ("html", "md"):
        return reading.html_rows(content)
    return [row[2:] for row in reading.csv_rows(content)]


@pytest.mark.parametrize("name", ["html", "md", "csv"])
def test_what_is_bought_and_its_price_are_read_back_as_the_json_has_them(
    plan: PlanDocument, document: Document, name: str
) -> None:
    places = {one.id: one.name for one in plan.places}
    found = [[squashed(c) for c in row] for row in rows_of(name, FORMATS[name].write(document))]
    assert plan.bought
    for one in plan.bought:
        where = places[one.location] if one.location else f"all of {one.organisation}"
        euros = Decimal(str(one.once.mid)) + Decimal(str(one.each_year.mid))
        said = f"€ {euros:,.0f}"
        assert any({one.name, where, said} <= set(row) for row in found), (one.id, said)
    for point in plan.curve:
        opened = str(sum(stage.opened for stage in point.stages))
        figures = {f"€ {point.cost:,.0f}", str(point.measures), opened}
        budget = f"€ {point.budget:,.0f}"
        assert any(budget in row[0] and figures <= set(row[1:]) for row in found if row), budget


def test_the_workbook_holds_the_very_numbers_of_the_json(
    plan: PlanDocument, document: Document
) -> None:
    sheets = reading.sheets(FORMATS["xlsx"].write(document))
    rows = [row for found in sheets.values() for row in found]
    for one in [*plan.bought, *plan.not_bought]:
        euros = one.once.mid + one.each_year.mid  # type: ignore[operator]
        assert any(row[0] == one.name and euros in row[1:] for row in rows), one.id
    for left in [*plan.unsafe, *plan.below_the_line]:
        if left.measures:
            assert any(left.cost in row[1:] for row in rows)
    assert all(not str(cell).startswith("=") for row in rows for cell in row)


@pytest.mark.parametrize("name", ["pdf", "text"])
def test_paper_and_text_say_the_same_sums(
    plan: PlanDocument, document: Document, name: str
) -> None:
    content = FORMATS[name].write(document)
    text = reading.pdf_text(content) if name == "pdf" else content.decode()
    said = reading.squeezed(text)
    for euros in (plan.cost[0], plan.unsafe_cost.mid, plan.unsafe_cost.low, plan.unsafe_cost.high):
        assert f"€{euros:,.0f}" in said
    for one in plan.bought:
        assert f"€{one.once.mid + one.each_year.mid:,.0f}" in said  # type: ignore[operator]
        # In text the columns stand beside each other, line by line.
        assert name == "text" or reading.squeezed(one.why) in said


def test_a_price_worked_out_by_hand_stands_in_the_plan(document: Document) -> None:
    # 500 to 2,000 of material and 3 to 6 days of eight hours at 65 euros: 1,250 + 2,340.
    rows = [[squashed(c) for c in row] for row in shown(tables(document)["measures"])]
    (found,) = (row for row in rows if row[0].startswith("Write and") and row[1] == "Beuk")
    assert found[2:5] == ["€ 3,590", "€ 0", "0"]


def test_the_json_file_is_the_plan_itself(plan: PlanDocument) -> None:
    asked = Asked(plan, catalogue(), Language("en"), MADE_AT, "1.2.3")
    (content,) = files(asked, ["json"]).values()
    assert json.loads(content) == plan.model_dump(mode="json")


def test_every_format_is_written_under_the_day_of_the_plan(plan: PlanDocument) -> None:
    asked = Asked(plan, catalogue(), Language("en"), MADE_AT, "1.2.3")
    assert list(files(asked, list(NAMES))) == [
        f"readiness-plan-{DAY}.{suffix}"
        for suffix in ("html", "pdf", "xlsx", "csv", "md", "txt", "json")
    ]


def test_the_first_page_of_the_pdf_stands_alone(plan: PlanDocument, document: Document) -> None:
    import io

    import pypdf

    first = pypdf.PdfReader(io.BytesIO(FORMATS["pdf"].write(document))).pages[0].extract_text()
    page = reading.squeezed(first)
    for said in (
        f"€{plan.cost[0]:,.0f}", "asked:€60,000", f"€{plan.unsafe_cost.mid:,.0f}",
        "Whatstaysunsafe,anditsprice", "Justbelowtheline", "withoutVAT",
        "Pricesareassumptions", "Nobetterplanexists",
    ):  # fmt: skip
        assert said in page


def test_questions_and_stops_are_named_by_their_text(document: Document) -> None:
    page = reading.html_text(FORMATS["html"].write(document))
    for id_ in catalogue().questions:
        assert id_ not in page
    assert "hard stop “The connection is adequate in fewer than three quarters" in page
    assert "legal duty “How far is the organisation with NEN 7510?”" in page


def test_what_to_find_out_names_the_subject_that_lacks() -> None:
    busiest = builders.said("devices.per-carer", "9/12", "location")
    visit = houses.visit("Linde", busiest, wanted=("bed-sensor", "mobile-record"), **FACTS)
    made = planned([visit], 1000)
    (one,) = (o for o in made.find_out if o.question == "devices.per-carer")
    assert (one.about, one.technologies) == ("shift:night", ["bed-sensor"])
    asked = [row[1] for row in shown(tables(reported(made))["answers"])]
    assert sum("How many working mobile devices" in text for text in asked) == 1
    assert any(text.startswith("For night shift: How many working mobile") for text in asked)
    # Who has answered nothing owes two answers.
    empty = houses.visit("Linde", wanted=("bed-sensor", "mobile-record"), **FACTS)
    lacking = [o for o in planned([empty], 1000).find_out if o.question == one.question]
    assert {o.about for o in lacking} == {"", "shift:night"}


def test_before_and_after_are_counted_by_technology(plan: PlanDocument, document: Document) -> None:
    (opened,) = (one for one in plan.technologies if one.technology == "mobile-record")
    assert opened.in_use == 2
    row = next(r for r in shown(tables(document)["technologies"]) if r[0].startswith("Mobile"))
    assert row[1:3] == [f"{opened.in_use_open} of 2", f"{opened.in_use_open_after} of 2"]


def test_the_curve_never_falls_for_safety_and_marks_this_plan(plan: PlanDocument) -> None:
    safety = [next(s.value for s in p.stages if s.stage == 0) for p in plan.curve]
    assert safety == sorted(safety)
    assert [one.budget for one in plan.curve if one.asked] == [60_000]
    assert len(plan.curve) == 10


def test_long_tables_are_cut_on_pages_and_whole_in_the_workbook(document: Document) -> None:
    answers = tables(document)["answers"]
    assert len(answers.rows) > answers.most > 0
    page = reading.html_text(FORMATS["html"].write(document))
    assert f"these are the first {answers.most} of {len(answers.rows)}" in page
    csv = FORMATS["csv"].write(document).decode("utf-8-sig")
    assert "these are the first" not in csv
    for row in answers.rows:
        assert row[1].text.replace('"', '""') in csv
    sheets = reading.sheets(FORMATS["xlsx"].write(document))
    assert max(len(rows) for rows in sheets.values()) >= len(answers.rows)


def test_a_plan_of_nothing_says_so_in_every_format() -> None:
    document = reported(planned(four_houses(), 0))
    for name in FORMATS:
        content = FORMATS[name].write(document)
        text = reading.pdf_text(content) if name == "pdf" else content.decode("utf-8", "replace")
        if name != "xlsx":
            assert "nomeasureopensanything" in reading.squeezed(text)


def test_several_years_with_ict_days_have_a_calendar(plan: PlanDocument) -> None:
    made = planned(four_houses(), 5_000, 45_000, days=10)
    document = reported(made)
    begins = {row[0]: row[2] for row in shown(tables(document)["plan-calendar-figures"])}
    assert len(begins) == 2
    assert all(re.fullmatch(r"Q[1-4] 202[678]", quarter) for quarter in begins.values())
    page = reading.html_text(FORMATS["html"].write(document))
    assert "ICT has 10 working days a quarter" in page
    assert "budget € 5,000 + € 45,000" in squashed(page)
    assert f"Year 2: € {made.cost[1]:,.0f} of € 45,000" in squashed(page)


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("format_", ["html", "md", "csv", "xlsx", "text", "pdf"])
def test_names_from_people_are_shown_and_never_act(
    hostile: dict[str, Document], plain_tags: set[str], name: str, format_: str
) -> None:
    document = hostile[name]
    shown_name = reading.squeezed(
        next(r[1].text for r in tables(document)["measures"].rows if "access" in r[0].text)
    )[:200]
    assert shown_name
    content = FORMATS[format_].write(document)
    if format_ == "html":
        assert reading.html_tags(content) <= plain_tags | {"strong"}
        assert shown_name in reading.squeezed(reading.html_text(content))
    elif format_ == "pdf":
        assert content.startswith(b"%PDF")
        assert b"/JavaScript" not in content
    elif format_ == "xlsx":
        cells = [c for s in reading.sheets(content).values() for row in s for c in row]
        assert any(shown_name in reading.squeezed(str(cell)) for cell in cells)
    else:
        text = content.decode("utf-8-sig")
        assert not re.search(
            "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text
        )


@pytest.fixture(scope="module")
def hostile() -> dict[str, Document]:
    return {name: reported(planned(four_houses(text), 60_000)) for name, text in HOSTILE.items()}


@pytest.fixture(scope="module")
def plain_tags(document: Document) -> set[str]:
    return reading.html_tags(FORMATS["html"].write(document))


def test_what_changed_against_a_former_plan_is_told(plan: PlanDocument) -> None:
    former = planned(four_houses(), 8_000)
    changed = beside(of_document(former), of_document(plan))
    document = reported(plan, former=Former(former, changed))
    found = tables(document)
    figures = {row[0]: row[1:] for row in shown(found["beside-figures"])}
    assert [squashed(c) for c in figures["Budget"]] == ["€ 8,000", "€ 60,000", "+€ 52,000"]
    assert figures["Measures"][0] == str(len(former.bought))
    names = [(row[0], row[1]) for row in shown(found["beside-bought"])]
    assert ("bought now", "NEN 7510 assessed, improvements carried out (all of Zorg Een)") in names
    assert "What changed against the plan of 12 Mar 2026" in reading.html_text(
        FORMATS["html"].write(document)
    )


def test_decisions_are_counted_and_what_a_later_visit_still_finds_is_said(
    plan: PlanDocument,
) -> None:
    one = Decided("outage-procedure@beuk", "yes", "first", "board", "2026-01-02T10:00:00Z", "done")
    other = replace(one, measure="devices@iep", seen="failed", seen_on="2026-03-02")
    third = replace(one, measure="access-points@beuk", step="ordered")
    held = {d.measure: d for d in (one, other, third)}
    document = reported(planned(four_houses(), 60_000, decisions=held))
    page = reading.html_text(FORMATS["html"].write(document))
    assert "Decided: 2 of 3 done; done, but a later visit still finds" in page
    assert "done, but the visit of 2 Mar 2026 still finds what it was to repair" in page


def test_a_plan_beside_the_decisions_says_what_it_buys_against_them() -> None:
    bought = [one.id for one in planned(four_houses(), 60_000).bought]
    no, later, done, vain = bought[:4]
    one = Decided(no, "no", "x", "board", "2026-01-02T10:00:00Z")
    there = replace(one, measure=done, answer="yes", step="done")
    failing = replace(there, measure=vain, seen="failed", seen_on="2026-03-02")
    held = (one, replace(one, measure=later, answer="later"), there, failing)
    made = planned(four_houses(), 60_000, decisions={d.measure: d for d in held})
    told = Told(made, catalogue(), Language("en"))
    counted, beside = tally(told)
    assert counted == (
        "Decided: 2 of 2 done; done, but a later visit still finds what it was to repair: 1; "
        "decided for later: 1; decided against: 1."
    )
    assert beside == (
        "This plan does not follow what was decided; --from-decisions does. "
        f"In this plan, though decided no: {told.measure(no)}. "
        f"In this plan, though decided for later: {told.measure(later)}. "
        f"In this plan, though done: {told.measure(done)}."
    )


def test_a_measure_that_is_no_longer_on_offer_has_its_name_and_place(plan: PlanDocument) -> None:
    told = Told(
        plan.model_copy(update={"bought": [], "not_bought": []}), catalogue(), Language("en")
    )
    assert told.measure("outage-procedure@beuk") == (
        "Write and practise the outage procedure (Beuk)"
    )
    assert told.measure("nen7510-assessment@zorg-een").endswith("(all of Zorg Een)")
    assert told.measure("gold@beuk") == "gold@beuk"


@pytest.mark.parametrize("name", list(FORMATS))
def test_the_same_plan_gives_the_same_bytes(plan: PlanDocument, name: str) -> None:
    assert FORMATS[name].write(reported(plan)) == FORMATS[name].write(reported(plan))


def test_it_is_there_in_dutch() -> None:
    document = reported(planned(four_houses(), 60_000, language="nl"), "nl")
    page = reading.html_text(FORMATS["html"].write(document))
    for said in ("Voor het bestuur, op één bladzijde", "Waarde tegen budget", "btw"):
        assert said in page
    for english in ("What is bought", "Why not", "legal duty", "hard stop "):
        assert english not in page


def test_safety_that_is_unknown_stands_with_the_questions_that_decide_it(
    plan: PlanDocument, document: Document
) -> None:
    rows = tables(document)["unknown-safety"].rows
    assert len(rows) == len(plan.safety_unknown) > 0
    told = Told(plan, catalogue(), Language("en"))
    for one, row in zip(plan.safety_unknown, rows, strict=True):
        assert row[0].text == told.goal(one.technology)
        assert told.prompt(one.questions[0]) in row[2].text
    known = reported(plan.model_copy(update={"safety_unknown": []}))
    assert "unknown-safety" not in tables(known)


def test_below_the_line_each_row_says_whether_it_is_wanted(plan: PlanDocument) -> None:
    first = planned(four_houses(), 0).unsafe[0]
    parts = [
        first.model_copy(update={"technology": "pager", "stage": stage}) for stage in (1, 1, 2)
    ]
    table = tables(reported(plan.model_copy(update={"below_the_line": parts})))["below"]
    wanted, nobody = "wanted there", "nobody asked for it there"
    assert [row[2] for row in shown(table)] == [wanted, wanted, nobody]
    assert "what is wanted first" in table.caption


def test_what_opens_with_conditions_names_them(plan: PlanDocument) -> None:
    ready, partly = (
        plan.verdicts[0].model_copy(
            update={"technology": name, "after": after, "conditions": conditions}
        )
        for name, after, conditions in (
            ("bed-sensor", "ready", []),
            ("nurse-call", "ready-with-conditions", [NEN, OUTAGE, "helpdesk.hours"]),
        )
    )
    made = plan.model_copy(update={"verdicts": [ready, partly]})
    said = {row[1]: row[5] for row in shown(tables(reported(made))["verdicts"])}
    told = Told(plan, catalogue(), Language("en"))
    assert said[told.goal("bed-sensor")] == "–"
    first, second = told.prompt(NEN), told.prompt(OUTAGE)
    assert said[told.goal("nurse-call")] == f"“{first}”, “{second}” and 1 more"
