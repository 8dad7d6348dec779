"""Pictures keep their words inside them and let no line run through a text."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from readiness.report.blocks import Column, Picture, Table
from readiness.report.pictures.coupling import Line, coupling
from readiness.report.pictures.drawing import width_of
from readiness.report.pictures.markers import Strip, markers

NONE = Table("none", "None", (Column("Nothing"),), ())
LEGEND = (
    "met de hand overgetypt",
    "bestand, met de hand overgezet",
    "automatisch, één kant op",
    "automatisch, beide kanten op of volgens een standaard",
    "nog niet bekend",
)


def texts(picture: Picture) -> list[tuple[float, float, float, str]]:
    """Left, right, baseline and words of every text."""
    found = []
    for one in ElementTree.fromstring(picture.svg).iter("{http://www.w3.org/2000/svg}text"):
        words = "".join(one.itertext())
        x, y, size = (float(one.get(name, "0")) for name in ("x", "y", "font-size"))
        wide = width_of(words, size)
        left = x - {"start": 0, "middle": wide / 2, "end": wide}[one.get("text-anchor", "start")]
        found.append((left, left + wide, y, words))
    return found


def test_a_long_legend_of_couplings_is_wrapped_and_never_cut_off() -> None:
    lines = [Line("ecd", "pharmacy", 3), Line("ecd", "hr", None)]
    made = coupling("c", "Couplings", "", ["ecd", "hr", "pharmacy"], lines, LEGEND, NONE)
    assert all(left >= 0 and right <= 720 for left, right, _, _ in texts(made))
    said = " ".join(words for _, _, _, words in texts(made))
    assert "3 automatisch, beide kanten op of volgens een standaard" in said
    high = float(re.findall(r'viewBox="0 0 720 ([0-9.]+)"', made.svg)[0])
    assert max(y for _, _, y, _ in texts(made)) < high


def test_no_marker_runs_through_the_words_of_another() -> None:
    sector = ((16.0, "16 %, een op vier boven de 55 jaar, 2020"), (15.0, "ongeveer 15 %, 2023"))
    for given in (sector, sector[::-1], ((3.0, sector[0][1]), (2.0, sector[1][1]))):
        made = markers("m", "Sector", "", [Strip("Starters", 13, "13 %", given, 20)], NONE)
        lines = re.findall(r'x1="([0-9.]+)" y1="([0-9.]+)" x2="([0-9.]+)" y2="([0-9.]+)"', made.svg)
        upright = [tuple(map(float, line)) for line in lines if line[0] == line[2]]
        assert len(upright) == 2
        for left, right, base, words in texts(made):
            if words in {said for _, said in given}:
                through = [x for x, top, _, end in upright if left < x < right and top < base < end]
                assert through == []
