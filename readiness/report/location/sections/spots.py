"""Wi-Fi per spot: a picture by floor, ward and zone, the worst in words, every figure."""

from __future__ import annotations

from base64 import b64decode

from readiness.report.blocks import Aside, Block, Bullets, Cell, Column, Paragraph, Section, Table
from readiness.report.location.sections.reader import Word, word_of
from readiness.report.location.view import LocationView
from readiness.report.location.wifi import Wifi, WifiSpot
from readiness.report.pictures.wifi import Plan, Spot, grid, on_plan


def spots(view: LocationView) -> Section:
    """The measured spots; says so where none was measured."""
    word = word_of(view)
    title = word("Wi-Fi, spot by spot")
    if view.spots is None or view.wifi is None:
        return Section("spots", title, (Paragraph(word("No spots were measured.")),))
    blocks: list[Block] = [Paragraph(f"{view.wifi.counted} {view.wifi.rule}")]
    if view.wifi.worst:
        blocks.append(Bullets(view.wifi.worst, word("Where it is too weak")))
    blocks += _pictures(view.wifi, _table(view, word), word)
    blocks.append(Bullets(view.spots.notes, word("What the figures say")))
    origin = (*view.spots.instruments, *(f"! {warning}" for warning in view.spots.warnings))
    if origin:
        blocks.append(Aside(word("What was measured with"), (Bullets(origin),)))
    return Section("spots", title, tuple(blocks), new_page=True)


def _pictures(wifi: Wifi, table: Table, word: Word) -> list[Block]:
    """Plans of floors first; what isn't on one stands in the grid."""
    legend = [(mark.state, mark.symbol, mark.word) for mark in wifi.legend]
    made: list[Block] = []
    on_plans: set[WifiSpot] = set()
    for number, plan in enumerate(wifi.plans):
        mine = [spot for spot in wifi.spots if spot.floor == plan.floor and spot.x]
        on_plans |= set(mine)
        title = word("Wi-Fi on floor {floor}", floor=plan.floor)
        made.append(
            on_plan(
                f"floor-{number}",
                title,
                _said(mine, title, word),
                Plan(plan.kind, b64decode(plan.picture), plan.width, plan.height),
                [_drawn(spot) for spot in mine],
                legend,
            )
        )
    rest = [spot for spot in wifi.spots if spot not in on_plans]
    title = word("Wi-Fi by floor, ward and zone")
    if rest:
        made.append(
            grid(
                "wifi",
                title,
                _said(rest, title, word),
                [_drawn(spot) for spot in rest],
                legend,
                word("Floor"),
                table,
            )
        )
    else:
        made.append(table)
    return made


def _said(spots: list[WifiSpot], title: str, word: Word) -> str:
    told = "; ".join(
        word("floor {floor}, {ward}, {spot}: {state}", floor=s.floor, ward=s.ward, spot=s.name,
             state=s.mark.word)
        for s in spots
        if s.mark.state != "adequate"
    )  # fmt: skip
    good = sum(spot.mark.state == "adequate" for spot in spots)
    counted = word("{title}: {good} of {total} spots adequate.", title=title, good=good,
                   total=len(spots))  # fmt: skip
    return f"{counted} {told}".strip()


def _drawn(spot: WifiSpot) -> Spot:
    return Spot(
        floor=spot.floor,
        ward=spot.ward,
        zone=spot.zone,
        name=spot.name,
        state=spot.mark.state,
        symbol=spot.mark.symbol,
        figure=spot.figure,
        x=float(spot.x) if spot.x else None,
        y=float(spot.y) if spot.y else None,
    )


def _table(view: LocationView, word: Word) -> Table:
    assert view.spots is not None
    assert view.wifi is not None
    columns = (
        Column(word("Spot"), share=2),
        Column(word("Where"), share=3),
        Column(word("Outcome"), "mark", share=2),
        *(Column(name, "number") for name in view.spots.columns),
    )

    def floor(name: str) -> str:
        return name if name == "-" else word("floor {floor}", floor=name)

    rows = tuple(
        (
            Cell(row.name),
            Cell(", ".join(part for part in (row.zone, floor(row.floor), row.ward) if part != "-")),
            Cell("", drawn.mark),
            *(
                Cell(figure, number=exact)
                for figure, exact in zip(row.figures, row.exact, strict=True)
            ),
        )
        for row, drawn in zip(view.spots.rows, view.wifi.spots, strict=True)
    )
    return Table("spots", word("Measured spots"), columns, rows, sortable=True)
