"""The comparison in every format: the same figures, no ranking, nobody recognisable."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction

import pytest

from readiness.compare.comparison import Comparison
from readiness.compare.documented import document as in_json
from readiness.language import Language
from readiness.model.decision import Decided
from readiness.report.blocks import Aside, Block, Document, Picture, Table
from readiness.report.comparison.document import comparison_document
from readiness.report.formats import FORMATS
from tests import builders
from tests.builders import by_people, rooms, said
from tests.compare import houses
from tests.report.formats import reading

MADE_AT = datetime(2026, 3, 12, 14, 5, tzinfo=UTC)


def comparison() -> Comparison:
    """Four locations, one of them visited twice."""
    good = rooms((12, builders.GOOD_ROOM))
    outage = "safety.outage-procedure"
    beuk = {"client_rooms": 12, "in_use": ("mobile-record",), "organisation": "Zorg Een"}
    return houses.of(
        [
            houses.compared(
                houses.visit("Beuk", said(outage, "3"), on=date(2025, 3, 3), **beuk),
                houses.visit("Beuk", good, said(outage, "1"), **beuk),
            ),
            houses.compared(
                houses.visit("Els", said(outage, "2"), said("devices.per-carer", "2/3"))
            ),
            houses.compared(
                houses.visit("Iep", said(outage, "0"), by_people("helpdesk.mark", *"67857"))
            ),
            houses.compared(houses.visit("<b>=Linde|", said(outage, "3"), wanted=("bed-sensor",))),
        ]
    )


def made(language: str = "en", by_organisation: bool = False) -> Document:
    return comparison_document(
        builders.catalogue(), comparison(), Language(language), MADE_AT, "1.2.3", by_organisation
    )


def tables(blocks: tuple[Block, ...]) -> list[Table]:
    found: list[Table] = []
    for block in blocks:
        if isinstance(block, Aside):
            found += tables(block.blocks)
        elif isinstance(block, Table):
            found.append(block)
        elif isinstance(block, Picture) and block.table is not None:
            found.append(block.table)
    return found


def table(document: Document, id_: str) -> Table:
    every = [t for section in document.sections for t in tables(section.blocks)]
    return next(one for one in every if one.id == id_)


def safety_of_all(document: Document) -> list[list[str]]:
    """Location, score, lowest, highest and known of the domain safety."""
    rows = table(document, "dots-safety-figures").rows
    return [[cell.text for cell in row] for row in rows]


# Procedure 30, 65, 0, 100 and nothing else known: outage check from half of it to half
# of it + 50, security check 0 to 100.
SAFETY = [
    ["<b>=Linde|", "100", "25", "100", "25%"],
    ["Beuk", "30", "7.5", "82.5", "25%"],
    ["Els", "65", "16.3", "91.3", "25%"],
    ["Iep", "0", "0", "75", "25%"],
]


def test_the_figures_of_a_domain_are_those_worked_out_by_hand() -> None:
    assert safety_of_all(made()) == SAFETY


def test_the_figures_are_the_same_in_every_format() -> None:
    document = made()
    html = reading.html_rows(FORMATS["html"].write(document))
    md = reading.html_rows(reading.md_page(FORMATS["md"].write(document)))
    csv = [row[2:] for row in reading.csv_rows(FORMATS["csv"].write(document))]
    sheets = reading.sheets(FORMATS["xlsx"].write(document))
    pdf = reading.squeezed(reading.pdf_text(FORMATS["pdf"].write(document)))
    text = reading.squeezed(FORMATS["text"].write(document).decode())
    booked = [row for rows in sheets.values() for row in rows]
    for row in SAFETY:
        assert row in html
        assert row in md
        assert any(found[:1] == row[:1] and set(row) <= set(found) for found in csv)
        assert reading.squeezed("".join(row)) in pdf
        assert reading.squeezed(row[0]) in text
        # A workbook holds numbers: the score, the lowest and the highest to calculate with.
        numbers = [float(figure) for figure in row[1:4]]
        assert any(
            [round(cell + 1e-9, 1) for cell in found[1:] if isinstance(cell, int | float)][:3]
            == numbers
            for found in booked
            if found[0] == row[0]
        )
    told = in_json(comparison(), builders.catalogue(), Language("en"))
    by_name = {one.name: one for one in told.locations}
    for row in SAFETY:
        (safety,) = (d for d in by_name[row[0]].domains if d.id == "safety")
        shown = [Language("en").number(_exact(end)) for end in (safety.low, safety.high)]
        assert shown == row[2:4]


def _exact(number: object) -> Fraction:
    return Fraction(str(number))


def test_every_number_of_a_cell_is_the_exact_figure_that_its_text_shows() -> None:
    language = Language("en")
    document = made()
    cells = [
        cell
        for section in document.sections
        for one in tables(section.blocks)
        if one.id.startswith(("dots-", "spread", "questions-"))
        for row in one.rows
        for cell in row
        if cell.number and not cell.text.endswith("%")
    ]
    assert len(cells) > 200
    assert all(language.number(Fraction(cell.number)) == cell.text for cell in cells)


def test_there_is_no_total_and_no_place_in_a_list() -> None:
    document = made()
    heads = [
        column.label.lower()
        for section in document.sections
        for one in tables(section.blocks)
        for column in one.columns
    ]
    assert not {"total", "rank", "place", "overall"} & set(heads)
    names = [row[0].text for row in table(document, "domains").rows]
    assert names == ["<b>=Linde|", "Beuk", "Els", "Iep"]


def test_heat_has_a_symbol_in_every_cell_besides_its_colour() -> None:
    document = made()
    for id_ in ("domains", "technologies-1", "technologies-2"):
        heat = table(document, id_)
        assert heat.heat
        assert all(cell.mark is not None for row in heat.rows for cell in row[1:])


def test_under_seventy_percent_known_a_score_has_no_judgement() -> None:
    row = next(row for row in table(made(), "domains").rows if row[0].text == "Beuk")
    safety = row[1 + list(builders.catalogue().domains).index("safety")]
    assert safety.mark is not None
    assert (safety.mark.symbol, safety.text) == ("?", "30 (7.5–82.5)")


def test_a_regression_comes_with_both_figures() -> None:
    rows = [[cell.text for cell in row] for row in table(made(), "regressions").rows]
    (row,) = (row for row in rows if row[0] == "Beuk")
    assert row[2:] == ["100", "30", "-70"]


def test_a_risk_in_use_stands_in_the_summary() -> None:
    page = reading.html_text(FORMATS["html"].write(made()))
    summary = page.split("In short")[1].split("Locations by domain")[0]
    assert "technology is in use while a necessary condition is not met: Beuk" in summary


def test_decisions_are_counted_by_location_and_what_does_not_hold_is_named() -> None:
    done = Decided("outage-procedure@beuk", "yes", "first", "board", "2026-01-02T10:00:00Z", "done")
    held = [
        replace(done, seen="failed", seen_on="2026-03-02"),
        replace(done, measure="devices@beuk", seen="met", seen_on="2026-03-02"),
        replace(done, measure="access-points@els", step="ordered"),
        replace(done, measure="power-supply@els", answer="later", step="open"),
        replace(done, measure="nen7510-assessment@zorg-een", answer="no", step="open"),
        replace(done, measure="devices@elsewhere"),
    ]
    document = comparison_document(
        builders.catalogue(), comparison(), Language("en"), MADE_AT, "1.2.3", decisions=held
    )
    assert [[cell.text for cell in row] for row in table(document, "decided").rows] == [
        ["Beuk", "2", "2", "1", "1", "0", "0"],
        ["Els", "1", "0", "0", "0", "1", "0"],
        ["Zorg Een", "0", "0", "0", "0", "0", "1"],
    ]
    page = reading.html_text(FORMATS["html"].write(document))
    assert "Decided: 2 of 3 done;" in page
    assert (
        "Beuk, Write and practise the outage procedure: done, but the visit of 2 Mar 2026 still "
        "finds what it was to repair"
    ) in page


def test_by_organisation_no_location_is_named_and_small_groups_are_not_shown() -> None:
    many = [
        houses.visit(name, said("safety.outage-procedure", "1"), organisation="Groot")
        for name in ("Wilgenhof", "Esdoorn", "Kastanje")
    ]
    small = houses.visit("Meidoorn", organisation="Kleinzorg")
    given = houses.together(*many, small)
    catalogue, language = builders.catalogue(), Language("en")
    document = comparison_document(catalogue, given, language, MADE_AT, "1.2.3", True)
    texts = [FORMATS[name].write(document).decode() for name in ("html", "csv", "md", "text")]
    texts.append(reading.pdf_text(FORMATS["pdf"].write(document)))
    texts.append(in_json(given, catalogue, language, True).model_dump_json())
    for text in texts:
        assert "Groot" in text
        for kept_back in ("Wilgenhof", "Esdoorn", "Kastanje", "Meidoorn", "Kleinzorg"):
            assert kept_back not in text
            assert kept_back.lower() not in text


def test_two_locations_of_one_name_can_be_told_apart() -> None:
    one = houses.visit("Beuk", organisation="Zorg Een")
    other = houses.visit("Beuk", organisation="Zorg Twee")
    other = replace(other, location=replace(other.location, id="beuk-2"))
    third = replace(other, location=replace(other.location, id="beuk-3"))
    given = houses.together(one, other, third)
    document = comparison_document(builders.catalogue(), given, Language("en"), MADE_AT, "1.2.3")
    names = [row[0].text for row in table(document, "domains").rows]
    assert names == ["Beuk (Zorg Een)", "Beuk (beuk-2)", "Beuk (beuk-3)"]


@pytest.mark.parametrize("name", list(FORMATS))
def test_the_same_comparison_gives_the_same_bytes(name: str) -> None:
    assert FORMATS[name].write(made("nl")) == FORMATS[name].write(made("nl"))


def test_sector_figures_give_way_to_eight_own_ones() -> None:
    question = "steering.concrete-goals"
    assert "steering.concrete-goals" in {
        id_ for one in builders.catalogue().benchmarks.values() for id_ in one.questions
    }
    prompt = builders.catalogue().questions[question].prompt.en

    def sector(count: int) -> set[str]:
        visits = [houses.visit(f"Huis {n}", said(question, "2")) for n in range(count)]
        document = comparison_document(
            builders.catalogue(), houses.together(*visits), Language("en"), MADE_AT, "1.2.3"
        )
        return {row[0].text for row in table(document, "sector").rows}

    assert prompt in sector(7)
    assert prompt not in sector(8)


def test_one_of_anything_is_written_as_one() -> None:
    alone = houses.visit(
        "Beuk", said("safety.outage-procedure", "0"), in_use=("mobile-record",), organisation="Een"
    )
    for by_organisation in (False, True):
        document = comparison_document(
            builders.catalogue(),
            houses.together(alone),
            Language("en"),
            MADE_AT,
            "1.2.3",
            by_organisation,
        )
        page = FORMATS["text"].write(document).decode()
        assert not re.search(r"(?<!of )\b1 (locations|times|organisations|visits|others)\b", page)
    assert "At one location a technology is in use" in reading.html_text(
        FORMATS["html"].write(
            comparison_document(
                builders.catalogue(), houses.together(alone), Language("en"), MADE_AT, "1.2.3"
            )
        )
    )
