"""The sheet of remarks that goes with a draft: filled in, it comes back with `visit remarks`.

Columns number, finding, remark, answered. The id of the finding stands at the end of its words,
so that a sheet of another draft is noticed.
"""

from __future__ import annotations

from readiness import terms
from readiness.model.assessment import Assessment
from readiness.model.fact_check import FactCheck
from readiness.report import loosened
from readiness.report.blocks import Cell, Column, Document, HouseStyle, Paragraph, Section, Table
from readiness.report.fact_check.findings import Finding, finding_views
from readiness.report.formats import FORMATS
from readiness.report.plain_text import plain_view
from readiness.report.words import Words

SHEET_FORMATS = ("csv", "xlsx")


def remark_sheet(
    words: Words,
    assessment: Assessment,
    held: FactCheck,
    made: str,
    house: HouseStyle | None = None,
) -> Document:
    """The sheet for the last draft, with the remarks that came back already."""
    language = words.language
    word = language.word
    location = words.visit.location
    views = finding_views(words, assessment, held.drafts[-1].findings)
    table = Table(
        id="remarks",
        caption=word("Remarks on the draft"),
        columns=(
            Column(word("number"), "number", share=1),
            Column(word("finding"), share=8),
            Column(word("remark"), share=8, room=2),
            Column(word("answered"), share=4),
        ),
        rows=tuple(_row(words, held, one) for one in views),
    )
    return plain_view(
        Document(
            id=f"remarks-{words.visit.id}",
            language=language.code,
            kind=word("Sheet of remarks"),
            title=location.name or location.id,
            subtitle=word("Visit of {day}", day=language.day(words.visit.date)),
            facts=((word("Visit id"), words.visit.id),),
            cautions=(
                word("Draft: the facts can still change."),
                *loosened.cautions(words.catalogue, language),
            ),
            sections=(
                Section(
                    "remarks",
                    word("Remarks"),
                    (
                        Paragraph(
                            word(
                                "Write in the column for remarks, leave the others as they are, "
                                "and send the sheet back. No names, please."
                            )
                        ),
                        table,
                    ),
                ),
            ),
            made=made,
            draft=True,
            fictional=location.fictional,
            house=house or HouseStyle(organisation=location.organisation),
        )
    )


def sheet_files(document: Document) -> dict[str, bytes]:
    """The sheet as files by their name."""
    return {
        f"{document.id}{FORMATS[name].suffix}": FORMATS[name].write(document)
        for name in SHEET_FORMATS
    }


def _row(words: Words, held: FactCheck, one: Finding) -> tuple[Cell, ...]:
    mine = [remark for remark in held.remarks if remark.number == one.number]
    # A question ends with its own sign; a label needs one before what was seen.
    name = one.name if one.name.endswith("?") else f"{one.name}:"
    return (
        Cell(str(one.number), sort=one.number),
        Cell(f"{name} {one.seen} [{one.id}]"),
        Cell("\n".join(remark.text for remark in mine)),
        Cell("\n".join(str(terms.remark_state(words.language, remark)) for remark in mine)),
    )
