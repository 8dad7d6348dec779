"""Sector figures beside the location: markers, never a norm."""

from __future__ import annotations

from readiness.report.blocks import Block, Cell, Column, Paragraph, Section, Table
from readiness.report.location.benchmarks import BenchmarkView
from readiness.report.location.sections.reader import word_of
from readiness.report.location.view import LocationView
from readiness.report.pictures.markers import Strip, markers


def benchmarks(view: LocationView) -> Section | None:
    """Sector figures as markers, with the words that they are no norm."""
    if not view.benchmarks:
        return None
    word = word_of(view)
    blocks: list[Block] = [
        Paragraph(
            word(
                "Sector figures to put a location beside. They are no norm: other people were "
                "asked, in other years, and often something else. Nothing here changes a score "
                "or a verdict."
            )
        )
    ]
    title = word("Sector figures beside this location")
    columns = (
        Column(word("Question"), share=4),
        Column(word("Here"), share=2),
        Column(word("In the sector"), share=3),
        Column(word("Year, population and source"), share=3),
        Column(word("How to read it"), share=4),
    )
    rows = tuple(
        (
            Cell(b.prompt),
            Cell(b.ours),
            Cell(f"{b.name}: {b.value}"),
            Cell(f"{b.year}; {b.population} [{b.source}]"),
            Cell(b.how),
        )
        for b in view.benchmarks
    )
    caption = word("What was counted, when and among whom")
    table = Table("benchmarks", caption, columns, rows)
    strips = _strips(view.benchmarks)
    if strips:
        said = "; ".join(f"{strip.label} {strip.ours_text}" for strip in strips)
        blocks.append(markers("benchmarks", title, said, strips, table))
    else:
        blocks.append(table)
    return Section("benchmarks", title, tuple(blocks))


def _strips(found: tuple[BenchmarkView, ...]) -> list[Strip]:
    """One line for each question with figures in its own unit."""
    made: dict[str, list[BenchmarkView]] = {}
    for one in found:
        if one.figure is not None and one.our_figure is not None:
            made.setdefault(one.prompt, []).append(one)
    return [
        Strip(
            label=prompt,
            ours=mine[0].our_figure or 0,
            ours_text=mine[0].ours,
            markers=tuple((b.figure or 0, f"{b.value}, {b.year}") for b in mine),
            most=1.25 * max(mine[0].our_figure or 0, *(b.figure or 0 for b in mine)),
        )
        for prompt, mine in made.items()
    ]
