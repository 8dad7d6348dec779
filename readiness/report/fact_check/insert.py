"""The fact check put into a finished report: marked as draft, or with what came of it."""

from __future__ import annotations

from dataclasses import replace

from readiness.model.assessment import Assessment
from readiness.model.fact_check import FactCheck
from readiness.report.blocks import Document
from readiness.report.fact_check.section import draft_caution, fact_check_section
from readiness.report.words import Words


def with_fact_check(
    document: Document, words: Words, assessment: Assessment, held: FactCheck, draft: bool
) -> Document:
    """The report of a visit with its fact check; as it was where no draft was ever made.

    A draft says so under its title and ends with the room for remarks; a final report tells
    what came of them right after its summary.
    """
    section = fact_check_section(words, assessment, held, draft)
    if section is None:
        return document
    sections = document.sections
    if draft:
        return replace(
            document,
            sections=(*sections, section),
            cautions=(draft_caution(words), *document.cautions),
            draft=True,
        )
    at = sum(one.summary for one in sections)
    return replace(document, sections=(*sections[:at], section, *sections[at:]))
