"""Drawings: what they may hold, and what a writer adds."""

from __future__ import annotations

from dataclasses import replace

import pytest

from readiness.report.formats import drawing, theme

from .. import documents

_START = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" width="9" height="9">'


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        "<style>* { fill: red }</style>",
        "<foreignObject/>",
        '<rect onclick="alert(1)"/>',
        '<rect style="fill: red"/>',
        '<image href="http://example.org/x.png"/>',
        '<use href="other.svg#x"/>',
        '<rect fill="url(http://example.org/#x)"/>',
    ],
)
def test_what_acts_or_points_outside_is_refused(inside: str) -> None:
    with pytest.raises(ValueError, match="picture wifi: "):
        drawing.inline(replace(documents.picture(), svg=f"{_START}{inside}</svg>"), "a")


def test_a_document_type_is_refused() -> None:
    bomb = '<!DOCTYPE svg [<!ENTITY a "aaaa">]>' + _START + "<text>&a;</text></svg>"
    with pytest.raises(ValueError, match="a document type"):
        drawing.inline(replace(documents.picture(), svg=bomb), "a")


def test_it_gets_its_title_its_description_and_ids_of_its_own() -> None:
    hostile = replace(documents.picture(), title="<b>&", description="</desc><script>")
    made = drawing.inline(hostile, "two")
    assert '<title id="two-title">&lt;b&gt;&amp;</title>' in made
    assert '<desc id="two-desc">&lt;/desc&gt;&lt;script&gt;</desc>' in made
    assert 'role="img"' in made
    assert 'aria-labelledby="two-title two-desc"' in made
    assert 'id="two-way"' in made
    assert 'href="#two-way"' in made
    assert "old" not in made


def test_standing_alone_it_has_colours_instead_of_variables() -> None:
    made = drawing.standing_alone(documents.picture(), theme.LIGHT)
    assert ".f-accent { fill: #0b6266; }" in made
    assert "var(" not in made


def test_black_on_white_has_the_contrast_that_the_norm_gives() -> None:
    assert theme.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert theme.contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("palette", [theme.LIGHT, theme.DARK])
def test_text_can_be_read_on_every_ground(palette: theme.Palette) -> None:
    grounds = ("paper", "soft", "accent-soft", "signal-soft", "good-soft", "warn-soft", "bad-soft")
    for ground in grounds:
        assert theme.contrast(palette["ink"], palette[ground]) >= 4.5
    assert theme.contrast(palette["on-accent"], palette["accent"]) >= 4.5
    assert theme.contrast(palette["signal"], palette["signal-soft"]) >= 4.5
