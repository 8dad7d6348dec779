"""The scores as intervals: location, domains and checks."""

from __future__ import annotations

from readiness.report.blocks import (
    Aside,
    Block,
    Bullets,
    Cell,
    Column,
    Paragraph,
    Section,
    Table,
)
from readiness.report.location.domains import DomainView
from readiness.report.location.sections.reader import Word, figure, word_of
from readiness.report.location.summary import Bar
from readiness.report.location.view import LocationView
from readiness.report.pictures.intervals import Row, intervals
from readiness.report.words import Score


def scores(view: LocationView) -> Section:
    """Location and domains in a picture with its table, then every check."""
    word = word_of(view)
    blocks: list[Block] = [
        Paragraph(
            word(
                "The bar runs from the lowest to the highest score that still fits; the mark is "
                "the score over what is wholly known. Answers that are partly known are in the "
                "bar only, so the mark can lie outside it."
            )
        ),
        _picture(view, word),
        Aside(word("The checks of each domain"), (_checks(view.domains, word),)),
        Aside(word("What weak and strong look like"), (_anchors(view.domains, word),)),
    ]
    return Section("domains", word("Domains"), tuple(blocks), new_page=True)


def _picture(view: LocationView, word: Word) -> Block:
    whole = word("Whole location")
    rows = [_row(whole, view.summary.bar, view.summary.score, strong=True)]
    rows += [_row(domain.name, domain.bar, domain.score) for domain in view.domains]
    said = word(
        "A bar from the lowest to the highest score for the location ({score}) and each domain.",
        score=view.summary.score,
    )
    return intervals("scores", word("Scores from 0 to 100"), said, rows, _table(view, word))


def _row(label: str, bar: Bar | None, text: str, strong: bool = False) -> Row:
    if bar is None:
        return Row(label, None, None, None, "–", strong)
    return Row(label, bar.low, bar.high, bar.point, text, strong)


def _ends(score: Score) -> tuple[Cell, Cell, Cell]:
    return (
        figure(score.low, score.exact_low),
        figure(score.point, score.exact_point),
        figure(score.high, score.exact_high),
    )


def _columns(word: Word, first: str, last: str) -> tuple[Column, ...]:
    return (
        Column(first, share=4),
        Column(word("At worst"), "number"),
        Column(word("Known"), "number"),
        Column(word("At best"), "number"),
        Column(word("Coverage"), "number", share=3),
        Column(last, share=3),
    )


def _table(view: LocationView, word: Word) -> Table:
    whole = (
        Cell(word("Whole location")),
        *_ends(view.summary.ends),
        figure(view.summary.coverage, view.summary.exact_coverage),
        Cell("–"),
    )
    rows = tuple(
        (
            Cell(domain.name),
            *_ends(domain.ends),
            figure(domain.coverage, domain.exact_coverage),
            Cell(domain.share),
        )
        for domain in view.domains
    )
    columns = _columns(word, word("Domain"), word("Share in the score"))
    return Table("scores", word("Location and domains"), columns, (whole, *rows))


def _checks(domains: tuple[DomainView, ...], word: Word) -> Table:
    rows = tuple(
        (
            Cell(check.name),
            *_ends(check.ends),
            figure(check.coverage, check.exact_coverage),
            Cell(domain.name),
        )
        for domain in domains
        for check in domain.checks
    )
    columns = _columns(word, word("Check"), word("Domain"))
    return Table(
        "checks", word("Scores from 0 to 100, check by check"), columns, rows, sortable=True
    )


def _anchors(domains: tuple[DomainView, ...], word: Word) -> Bullets:
    return Bullets(
        tuple(
            word(
                "{domain}. Weak: {weak} Strong: {strong}",
                domain=domain.name,
                weak=domain.weak,
                strong=domain.strong,
            )
            for domain in domains
        )
    )
