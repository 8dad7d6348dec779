"""The remarks of a fact check as lines: the ones that wait for an answer first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from readiness import terms
from readiness.language import _, active
from readiness.model.content import Catalogue
from readiness.model.fact_check import FactCheck, Remark
from readiness.model.visit import Visit
from readiness.plain import plain

if TYPE_CHECKING:
    from readiness.report.words import Words

_LONGEST = 500


def remark_lines(catalogue: Catalogue, visit: Visit, held: FactCheck) -> list[Content]:
    """Nothing where no remark came back; an empty line behind them otherwise."""
    if not held.remarks:
        return []
    from readiness.report.words import Words

    words = Words(catalogue, visit, active())
    waiting = len(held.open_remarks)
    head = _(
        "Remarks from the fact check: {count}, not answered yet: {waiting}",
        count=len(held.remarks),
        waiting=waiting,
    )
    lines = [Content.styled(head, "bold $warning" if waiting else "bold")]
    for remark in sorted(held.remarks, key=lambda one: one.reply is not None):
        lines += _lines(words, remark)
    return [*lines, Content("")]


def _lines(words: Words, remark: Remark) -> list[Content]:
    from readiness.report.fact_check.findings import named

    mark = terms.remark_state(words.language, remark)
    role = terms.remark_role(words.language, remark.role)
    made = [
        Content(f"{mark.symbol} {remark.number} {named(words, remark.finding)}"),
        Content(f"    {role}: {_short(remark.text)}"),
    ]
    said = f"{mark.word}: {_short(remark.reply.why)}" if remark.reply else mark.word
    return [*made, Content.styled(f"    {said}", "dim")]


def _short(text: str) -> str:
    """On one line; the report shows the whole."""
    text = " ".join(plain(text).split())
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
