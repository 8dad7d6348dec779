"""A comparison of more locations than anybody reads line by line."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from itertools import pairwise

import pypdf
import pytest

from readiness.language import Language
from readiness.report.blocks import Aside, Block, Document, Picture, Table
from readiness.report.comparison.document import comparison_document
from readiness.report.formats import FORMATS
from tests import builders
from tests.builders import said
from tests.compare import houses
from tests.report.formats import reading

COUNT = 64
MADE_AT = datetime(2026, 3, 12, 14, 5, tzinfo=UTC)
# Long and short, so that some rows have one line and others two or three.
NAMES = tuple(
    f"{'Woonzorgcentrum De Zonnewende' if number % 3 else 'Elshof'} {number:02}"
    f"{' aan de Singel van Achterommel' if number % 5 == 0 else ''}"
    for number in range(COUNT)
)


@pytest.fixture(scope="module")
def document() -> Document:
    outage = "safety.outage-procedure"
    catalogue = builders.catalogue()
    return comparison_document(
        catalogue,
        houses.of(
            [
                houses.compared(
                    houses.visit(name, said(outage, "3"), on=date(2025, 3, 3)),
                    houses.visit(name, said(outage, "0" if number % 2 else "2")),
                )
                for number, name in enumerate(NAMES)
            ]
        ),
        Language("en"),
        MADE_AT,
        "1.2.3",
    )


def blocks(document: Document, section: str) -> tuple[Block, ...]:
    return next(one.blocks for one in document.sections if one.id == section)


def test_a_domain_is_one_picture_whose_figures_stand_in_the_table_of_domains(
    document: Document,
) -> None:
    drawn = [one for one in blocks(document, "dots") if isinstance(one, Picture)]
    assert [one.id for one in drawn] == [f"dots-{id_}" for id_ in builders.catalogue().domains]
    assert all(one.table is None for one in drawn)
    # All dots of one kind are one shape.
    assert max(one.svg.count("<path") for one in drawn) <= 3
    (heat,) = (one for one in blocks(document, "domains") if isinstance(one, Table))
    assert [row[0].text for row in heat.rows] == sorted(NAMES)


def test_every_location_says_in_one_row_which_questions_are_not_in_order(
    document: Document,
) -> None:
    tables = {b.id: b for b in blocks(document, "questions") if isinstance(b, Table)}
    table, asked = tables["questions-open"], tables["questions-all"]
    safety = list(builders.catalogue().domains).index("safety") + 1
    prompt = builders.catalogue().questions["safety.outage-procedure"].prompt.en
    (number,) = (r[0].text.split(".")[0] for r in asked.rows if r[0].text.endswith(prompt))
    rows = {row[0].text: row[safety].text.split("\n") for row in table.rows}
    assert rows[NAMES[1]][0] == f"✗ {number}"
    assert rows[NAMES[0]][0] == f"◐ {number}"


def test_thousands_of_figures_stand_everywhere_but_on_paper(document: Document) -> None:
    folded = [
        block
        for section in document.sections
        for block in section.blocks
        if isinstance(block, Aside) and not block.paper
    ]
    assert len(folded) == 3
    heading = folded[-1].heading
    assert heading == "The score of every location"
    pdf = FORMATS["pdf"].write(document)
    paper = reading.squeezed(reading.pdf_text(pdf))
    caption = "Safety and continuity: scores on questions"
    assert "Notonpaper:toomanyfigurestoreadthere." in paper
    assert reading.squeezed(caption) not in paper
    for name in ("html", "csv", "md", "text"):
        assert reading.squeezed(caption) in reading.squeezed(FORMATS[name].write(document).decode())
    assert len(pypdf.PdfReader(io.BytesIO(pdf)).pages) < 45


def test_what_changed_is_summed_up_by_location_question_and_technology(document: Document) -> None:
    found = blocks(document, "trends")
    ids = [getattr(block, "id", getattr(block, "heading", "")) for block in found]
    assert ids[1:] == [
        "changes-by-question",
        "verdict-changes",
        "What went down, by location",
        "Domain by domain",
    ]
    by_question = found[1]
    assert isinstance(by_question, Table)
    ((_, down, where, up),) = by_question.rows
    assert (down.text, up.text) == ("64", "0")
    # Nobody reads 64 names in a cell.
    assert where.text.endswith("and 56 more")


def test_no_line_of_a_table_lies_over_another(document: Document) -> None:
    content = FORMATS["pdf"].write(document)
    for page in pypdf.PdfReader(io.BytesIO(content)).pages:
        lines: list[float] = []

        def visit(
            text: str,
            cm: list[float],
            tm: list[float],
            *_: object,
            lines: list[float] = lines,
        ) -> None:
            # The names of the locations, at the left.
            if text.strip() and 45 < cm[0] * tm[4] + cm[2] * tm[5] + cm[4] < 50:
                lines.append(round(cm[1] * tm[4] + cm[3] * tm[5] + cm[5], 1))

        page.extract_text(visitor_text=visit)
        assert lines
        assert all(high - low > 7 for low, high in pairwise(sorted(set(lines))))
