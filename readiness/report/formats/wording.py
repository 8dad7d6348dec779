"""The few words that a writer itself needs, in the language of the document."""

from __future__ import annotations

from dataclasses import dataclass

from readiness.language import Language
from readiness.report.blocks import Document


@dataclass(frozen=True)
class Wording:
    """`status` is what must stand on every page and sheet: draft, fictional; else empty.
    `comma` says whether decimals have one."""

    status: str
    comma: bool
    contents: str
    overview: str
    section: str
    table: str
    label: str
    value: str
    meaning: str
    action: str
    exact: str
    number: str
    figures: str
    made: str
    page: str
    sort: str
    sheet: str
    off_paper: str
    not_in_font: str


def wording(document: Document) -> Wording:
    """The words for a document."""
    word = Language(document.language).word
    marks = [
        said
        for holds, said in (
            (document.fictional, word("fictional: made up for the demo")),
            (document.draft, word("draft")),
        )
        if holds
    ]
    return Wording(
        status=" · ".join(marks),
        comma=document.language == "nl",
        contents=word("Contents"),
        overview=word("Overview"),
        section=word("Section"),
        table=word("Table"),
        label=word("What"),
        value=word("Value"),
        meaning=word("Meaning"),
        action=word("Action"),
        exact=word("exact"),
        number=word("as a number"),
        figures=word("The figures of this picture"),
        made=word("Made"),
        page=word("page"),
        sort=word("Sort by"),
        sheet=word("sheet"),
        off_paper=word(
            "Not on paper: too many figures to read there. They stand in the web page, the "
            "workbook and the CSV file of this report."
        ),
        not_in_font=word(
            "The letters of this PDF lack some characters of the texts; each stands as \ufffd "
            "here. The other formats show them. They are: {characters}."
        ),
    )
