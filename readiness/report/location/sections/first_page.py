"""The summary: one page that stands alone."""

from __future__ import annotations

from readiness.report.blocks import (
    Block,
    Bullets,
    Cell,
    Column,
    Figure,
    Figures,
    Paragraph,
    Section,
    Table,
    Tone,
)
from readiness.report.location.needs import NeedView
from readiness.report.location.sections.reader import Word, labelled, marked, word_of
from readiness.report.location.technologies import TechnologyView
from readiness.report.location.view import LocationView

# So that it stays one page; the chapters hold everything.
_MOST_TECHNOLOGIES, _MOST_STEPS, _MOST_REASONS = 8, 3, 2


def first_page(view: LocationView) -> Section:
    """What a manager reads when nothing else is read."""
    word = word_of(view)
    blocks: list[Block] = [_figures(view, word)]
    if view.summary.first:
        blocks.append(Bullets(view.summary.first, word("Read this first")))
    if view.since is not None and view.since.worse:
        blocks.append(
            Paragraph(
                word(
                    "Worse than at the visit of {day}, or not known any more: {count}.",
                    day=view.since.day,
                    count=len(view.since.worse),
                ),
                "bad",
            )
        )
    blocks += _technologies(view, word)
    blocks += _steps(view, word)
    if view.summary.strong:
        blocks.append(Bullets(view.summary.strong, word("Already strong")))
    return Section("summary", word("Summary"), tuple(blocks), summary=True)


def _figures(view: LocationView, word: Word) -> Figures:
    summary = view.summary
    level: Tone = "bad" if any(s.mark.state == "raised" for s in view.hard_stops.stops) else "plain"
    return Figures(
        (
            Figure(word("Level"), summary.level, summary.level_means, level),
            Figure(word("Score"), summary.score, summary.score_means),
            Figure(
                word("Coverage"),
                summary.coverage,
                labelled(word("How we know"), summary.evidence) if summary.evidence else "",
            ),
        )
    )


def _technologies(view: LocationView, word: Word) -> list[Block]:
    chosen = [technology for technology in view.technologies if technology.chosen]
    if not chosen:
        return [Paragraph(word("No technology is in use or wanted here."))]
    rows = tuple(
        (
            Cell(technology.name, link=f"technology-{technology.id}"),
            Cell(technology.use),
            marked(technology.mark),
            Cell(_because(technology, word)),
        )
        for technology in chosen[:_MOST_TECHNOLOGIES]
    )
    caption = word("Technology in use and wanted")
    if len(chosen) > _MOST_TECHNOLOGIES:
        caption = word(
            "{caption}; {count} more in the chapter on verdicts",
            caption=caption,
            count=len(chosen) - _MOST_TECHNOLOGIES,
        )
    columns = (
        Column(word("Technology"), share=3),
        Column(word("Use"), share=1),
        Column(word("Verdict"), "mark", share=2),
        Column(word("Because"), share=5),
    )
    return [Table("summary-technologies", caption, columns, rows)]


def _because(technology: TechnologyView, word: Word) -> str:
    for found, start in (
        (technology.failed, word("missing")),
        (technology.unknown, word("not known yet")),
        (technology.conditions, word("first settle")),
    ):
        if not found:
            continue
        reasons = "; ".join(one.condition for one in found[:_MOST_REASONS])
        if len(found) > _MOST_REASONS:
            reasons = word(
                "{reasons}, and {count} more", reasons=reasons, count=len(found) - _MOST_REASONS
            )
        return f"{start}: {reasons}"
    return technology.meaning


def _steps(view: LocationView, word: Word) -> list[Block]:
    """The first measures, in the order in which money does most."""
    needs = [need for group in view.needs.groups if group.id != "nice" for need in group.needs]
    if not needs:
        return [Paragraph(view.needs.note)]
    heading = word("First measures (costs are assumptions)")
    return [Bullets(tuple(_step(n, word) for n in needs[:_MOST_STEPS]), heading, ordered=True)]


def _step(need: NeedView, word: Word) -> str:
    told = word(
        "{measure}: {cost}; {lead}; {who}",
        measure=need.name,
        cost=need.cost,
        lead=need.lead,
        who=need.who,
    )
    return f"{told} ({'; '.join(need.gain)})" if need.gain else told
