"""Documents to write: one with every kind of block, hostile texts, long tables."""

from __future__ import annotations

from dataclasses import replace

from readiness.report.blocks import (
    Aside,
    Bullets,
    Cell,
    Checklist,
    Column,
    Document,
    Facts,
    Figure,
    Figures,
    HouseStyle,
    Paragraph,
    Picture,
    Section,
    Table,
)
from readiness.report.plain_text import plain_view
from readiness.terms import Mark

READY = Mark("ready", "✓", "ready")
PARTLY = Mark("ready-with-conditions", "◐", "ready with conditions")
NOT_YET = Mark("not-yet", "✗", "not yet")
UNDECIDED = Mark("undecided", "?", "undecided")
MARKS = (READY, PARTLY, NOT_YET, UNDECIDED)
TONES = {"ready": "good", "ready-with-conditions": "warn", "not-yet": "bad"}

HOSTILE = {
    "script": "<script>alert('x')</script><img src=http://example.org/x onerror=alert(1)>",
    "svg": "<svg onload=alert(1)><a xlink:href='javascript:alert(1)'>x</a></svg>",
    "template": "{{ 7 * 7 }} {% include 'secret' %} ${7*7} #{7*7}",
    "typst": "#panic(1) $x$ *b* _i_ @ref <lab> `raw` \\ /* c */ // d = kop",
    "formula": '=HYPERLINK("http://example.org","klik")',
    "minus": "-2+3+cmd|' /C calc'!A0",
    "at": "@SUM(1+1)*cmd|' /C calc'!A0",
    "pipe": "a | b || c \\| d",
    "markdown": "# kop **vet** [klik](javascript:alert(1)) ![x](http://example.org/x.png) ~~weg~~",
    "address": "http://example.org/pad?a=1&b=2 www.example.org naam@example.org",
    "list": "- [ ] punt\n1. een\n    code\n> citaat",
    "control": "bel\x07 esc\x1b[31m nul\x00 tab\tterug\rklaar",
    "direction": "naam \u202egnp.exe\u202c \u2067omgekeerd\u2069",
    "emoji": "prima 😀👩🏽‍⚕️ 日本",
    "entity": "&lt;b&gt; &amp; &#60;",
    "escape": "_x000D_ _x0041_",
    "close": "</style></script></title><!-- ]]> -->",
    "dutch": "ĳs, coördinatie, café, Ï ≥ 5 → ✓ ✗ ◐ ○ € 12.500",
    "one word": "w" * 1_000,
    "long": "lang verhaal " * 769 + "einde!!",
}

SVG = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 420 120" width="420" height="120">
<title>old</title>
<rect class="f-soft s-line" x="1" y="1" width="418" height="118"/>
<rect class="f-tint s-accent" x="20" y="20" width="60" height="40"/><text class="f-ink t-12" x="30" y="45">✓ 72</text>
<rect class="f-blush s-signal" x="180" y="20" width="60" height="40"/><text class="f-ink t-12" x="190" y="45">✗ 18</text>
<rect class="f-line" x="20" y="90" width="300" height="6"/><rect class="f-accent" x="90" y="88" width="120" height="10"/>
<path class="s-quiet" fill="none" id="way" d="M 340 40 h 60"/><use href="#way" y="20"/>
<text class="f-quiet t-10" text-anchor="end" x="410" y="112">0 – 100</text></svg>"""  # noqa: E501


def grid(rows: int, columns: int, heat: bool = True) -> Table:
    """Locations by domains: a figure and a mark in every cell."""
    made = []
    for row in range(rows):
        cells = [Cell(f"Locatie {row + 1:03d} De Lindehof", link="locations")]
        for column in range(columns):
            mark = MARKS[(row + column) % 4]
            figure = f"{(row * 7 + column * 13) % 1000 / 10:.1f}"
            cells.append(
                Cell(
                    figure,
                    mark,
                    number=figure,
                    sort=float(figure),
                    tone=TONES.get(mark.state, "unknown"),  # type: ignore[arg-type]
                )
            )
        made.append(tuple(cells))
    names = ("Network", "Devices", "Applications", "Coupling of systems", "Helpdesk", "People")
    heads = [Column("Location", share=3)]
    heads += [Column(f"{names[n % 6]} {n // 6 + 1}", "number") for n in range(columns)]
    return Table(
        f"heat-{rows}-{columns}",
        "Domains by location",
        tuple(heads),
        tuple(made),
        sortable=True,
        heat=heat,
    )


SCORES = Table(
    "scores",
    "Score of each domain, as an interval",
    (
        Column("Domain", share=2),
        Column("Score", "number"),
        Column("Share", "number"),
        Column("Verdict", "mark", 2),
    ),
    (
        (
            Cell("Network"),
            Cell("62.4 (48–77.2)", number="62.4", sort=62.4),
            Cell("30", number="30"),
            Cell("", READY),
        ),
        (
            Cell("Devices", link="questions"),
            Cell("33.3", number="100/3", sort=33.3),
            Cell("20", number="20"),
            Cell("two open", PARTLY, tone="warn"),
        ),
        (Cell("People"), Cell("–", sort=""), Cell("15", number="15"), Cell("", UNDECIDED)),
        (
            Cell("Safety"),
            Cell("-67.5", number="-67.5", sort=-67.5),
            Cell("35", number="35"),
            Cell("", NOT_YET, tone="bad"),
        ),
    ),
    sortable=True,
)


def picture() -> Picture:
    table = Table(
        "wifi-figures",
        "Wi-Fi by floor",
        (Column("Zone"), Column("Rooms", "number")),
        ((Cell("client room"), Cell("12", number="12")), (Cell("corridor"), Cell("3", number="3"))),
    )
    return Picture(
        "wifi",
        "Wi-Fi per floor",
        "One zone is good, one fair, one weak, one not known.",
        SVG,
        table,
    )


def every_block(language: str = "en") -> Document:
    """A document with every kind of block, small enough to look at."""
    return Document(
        id="doc-1",
        language=language,
        kind="ICT readiness of a location",
        title="De Lindehof",
        subtitle="Visited 20 Nov 2025",
        facts=(("Organisation", "Zorg Fictief"), ("Beds", "64"), ("Carers", "day 14, evening 9")),
        cautions=("This visit is still open: answers can still change.",),
        sections=(
            Section(
                "scores",
                "Scores",
                (
                    Paragraph("Basic domains first.", "faint"),
                    SCORES,
                    picture(),
                    Table("none", "Measures", (Column("Measure"),), (), empty="Nothing to repair."),
                    Table(
                        "write",
                        "Your remarks",
                        (Column("About"), Column("Remark", room=2)),
                        ((Cell("Wi-Fi"), Cell("")),),
                    ),
                ),
            ),
            Section(
                "summary",
                "Summary",
                (
                    Figures(
                        (
                            Figure(
                                "Level",
                                "Level 2: the basics stand",
                                "Every basic domain scores at least 50.",
                                "good",
                            ),
                            Figure("Score", "52.8", "between 24.6 and 81.1", "warn"),
                            Figure("Known", "61 of 80", tone="unknown"),
                        )
                    ),
                    Paragraph("Nurse calls reach nobody in the lift.", "bad"),
                    Bullets(
                        ("Wi-Fi in 101–106 is ready.", "Carers know the digicoach."),
                        "Three strengths",
                    ),
                    Bullets(("Access points first.", "Then devices."), "First", ordered=True),
                ),
                summary=True,
            ),
            Section("locations", "Heat", (grid(30, 10),)),
            Section(
                "questions",
                "Questions",
                (
                    Aside(
                        "Network",
                        (
                            Paragraph("How the Wi-Fi was measured."),
                            Facts((("Spots", "12"),)),
                            Aside("Deeper", (Bullets(("One", "Two")),)),
                        ),
                    ),
                ),
                level=3,
                new_page=True,
            ),
            Section(
                "todo",
                "To do",
                (
                    Checklist(
                        (
                            ("Replace access points", (("Owner", ""), ("Date", "Q2 2026"))),
                            ("Order ten phones", ()),
                        )
                    ),
                ),
                level=2,
            ),
        ),
        made="22 Nov 2025 14:05, version 1.2.3",
        draft=True,
        fictional=True,
    )


def hostile(language: str = "en") -> Document:
    """Hostile texts in every place that takes one, made plain as every view is."""
    texts = tuple(HOSTILE.values())
    rows = tuple(
        (Cell(text), Cell(text, NOT_YET, tone="bad"), Cell(text, link="x")) for text in texts
    )
    columns = (Column("Name"), Column(HOSTILE["script"]), Column(HOSTILE["formula"]))
    nasty = HOSTILE["script"] + HOSTILE["close"]
    table = Table(nasty, nasty, columns, rows, sortable=True)
    document = replace(
        every_block(language),
        kind=HOSTILE["svg"],
        title=nasty,
        subtitle=HOSTILE["formula"],
        facts=tuple((text, text) for text in texts[:17]),
        cautions=texts[:17],
        made=HOSTILE["at"],
        sections=(
            Section(
                "=1+1", HOSTILE["formula"], tuple(Paragraph(text) for text in texts), summary=True
            ),
            Section(nasty, nasty, (Bullets(texts, nasty), Bullets(texts, ordered=True))),
            Section("t", HOSTILE["markdown"], (table, replace(table, heat=True))),
            Section(
                "c",
                HOSTILE["typst"],
                (
                    Checklist(tuple((t, ((t, t),)) for t in texts[:17])),
                    Facts(tuple((t, t) for t in texts[:17])),
                ),
            ),
            Section(
                "f",
                HOSTILE["pipe"],
                (
                    Figures(tuple(Figure(t, t, t) for t in texts[:17])),
                    Aside(nasty, (Paragraph(nasty),)),
                ),
            ),
            Section("p", "Picture", (replace(picture(), title=nasty, description=HOSTILE["svg"]),)),
        ),
        house=HouseStyle(organisation=nasty, colour="red;}*{display:none", accent="#12345"),
    )
    return plain_view(document)


def long(rows: int) -> Document:
    """A document with one table of many rows, each of some lines."""
    note = "Answered by the location manager; seen in the register and counted twice. " * 2
    cells = tuple(
        (
            Cell(f"{n + 1}. question"),
            Cell(note),
            Cell(f"{n}.5", number=f"{n}.5"),
            Cell("", MARKS[n % 4]),
        )
        for n in range(rows)
    )
    columns = (
        Column("Question", share=2),
        Column("Answer", share=4),
        Column("Score", "number"),
        Column("Verdict", "mark", 2),
    )
    return replace(
        every_block(),
        sections=(Section("long", "Questions", (Table("long", "All questions", columns, cells),)),),
    )
