"""What management decided on the measures, and how much of it is there."""

from __future__ import annotations

from readiness import terms
from readiness.report import decided
from readiness.report.blocks import Cell, Paragraph, Section, Table
from readiness.report.plan.told import Told

_MOST = 40


def section(told: Told) -> Section | None:
    held = told.plan.decisions
    if not held.decisions:
        return None
    word, language = told.language.word, told.language
    rows = tuple(
        (
            Cell(told.measure(one.measure)),
            Cell(terms.decision(language, one.answer)),
            Cell(terms.step(language, one.progress) if one.answer == "yes" else "–"),
            Cell(terms.decider(language, one.by)),
            Cell(told.day(one.at[:10]), sort=one.at),
            Cell(one.why),
            Cell(
                decided.seen(one.seen, one.seen_on, language) or "–",
                tone="bad" if one.seen == "failed" else "plain",
            ),
        )
        for one in held.decisions
    )
    (said,) = tally(told)
    columns, caption = decided.columns(language), word("Decisions on measures")
    table = Table("decisions", caption, columns, rows, sortable=True, most=_MOST)
    return Section("decisions", word("What was decided"), (Paragraph(said), table))


def tally(told: Told) -> list[str]:
    """How much of what was decided is there; nothing where nothing was decided."""
    word, held = told.language.word, told.plan.decisions
    if not held.decisions:
        return []
    said = word("Decided: {done} of {total} done.", done=held.done, total=held.decided_yes)
    if held.checked:
        said += " " + word("Seen to be in order at a later visit: {count}.", count=held.checked)
    return [said]
