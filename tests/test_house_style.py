"""An organisation's own look: read from its folder, checked, made harmless, drawn."""

from __future__ import annotations

import struct
import sys
import zlib
from pathlib import Path

import pytest

from readiness import house
from readiness.house import png, svg
from readiness.house.logo import BadLogo
from readiness.library import InvalidContent
from readiness.report.blocks import HouseStyle

STYLE = """
organisation = "Zorggroep De Linde"
colour = "#005A9C"
accent = "#8a3b00"
logo = "logo.png"
"""


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def a_png(
    width: int = 3, height: int = 2, *extra: bytes, pixels: bytes | None = None, interlaced: int = 0
) -> bytes:
    """An RGBA picture, with more chunks behind its header."""
    if pixels is None:
        pixels = (b"\0" + b"\x10\x20\x30\xff" * width) * height
    header = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, interlaced)
    return b"".join(
        (b"\x89PNG\r\n\x1a\n", chunk(b"IHDR", header), *extra,
         chunk(b"IDAT", zlib.compress(pixels)), chunk(b"IEND", b""))
    )  # fmt: skip


SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10">'
    '<path d="M0 0 L20 10" fill="#005a9c"/></svg>'
)


def laid(folder: Path, text: str = STYLE, **files: bytes) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "house.toml").write_text(text, encoding="utf-8")
    for name, data in ({"logo.png": a_png()} | files).items():
        (folder / name).write_bytes(data)
    return folder


def refused(folder: Path) -> str:
    with pytest.raises(InvalidContent) as found:
        house.load(folder)
    return str(found.value)


# -- the file ----------------------------------------------------------------------------------


def test_name_colours_and_logo_are_read(tmp_path: Path) -> None:
    found = house.load(laid(tmp_path)).style
    assert found == HouseStyle(
        organisation="Zorggroep De Linde", colour="#005A9C", accent="#8a3b00", logo=a_png(),
        logo_kind="png",
    )  # fmt: skip


def test_without_a_folder_or_a_file_the_look_is_the_kits_own(tmp_path: Path) -> None:
    assert house.load(None).style == house.load(tmp_path).style == HouseStyle()


def test_a_name_alone_is_enough(tmp_path: Path) -> None:
    found = house.load(laid(tmp_path, 'organisation = "De Linde"\n'))
    assert found.style == HouseStyle(organisation="De Linde")
    assert found.notes == ()


FAULTS = {
    "unknown key": ('organisation = "A"\nfont = "Arial"\n', "font: unknown key"),
    "no name": ('colour = "#005a9c"\n', "organisation: this key is missing"),
    "a colour in words": ('organisation = "A"\ncolour = "blue"\n', "colour: expected a colour as"),
    "a colour that injects": (
        'organisation = "A"\ncolour = "#fff;}body{"\n', "colour: expected a colour as #rrggbb"),
    "a logo elsewhere": (
        'organisation = "A"\nlogo = "../logo.png"\n', "logo: expected a colour as #rrggbb, or for "
        "the logo the name of a file beside house.toml"),
    "a logo that isn't there": (
        'organisation = "A"\nlogo = "other.png"\n', "other.png: this file is missing"),
    "a photo": ('organisation = "A"\nlogo = "logo.jpg"\n', "expected a .png or .svg file"),
    "a colour code in the name": (
        'organisation = "\\u001b[31mA"\n', "organisation: control characters"),
    "a name without end": (f'organisation = "{"A" * 200}"\n', "organisation: String should have"),
    "a wrong type": ("organisation = 7\n", "organisation: Input should be a valid string"),
    "no TOML": ("organisation = = 1\n", "not valid TOML"),
    "brackets without end": (f"organisation = {'[' * 50_000}\n", "not valid TOML"),
    "yellow": (
        'organisation = "A"\ncolour = "#ffdd00"\n',
        "colour: #ffdd00 can't be read on white: its contrast is 1.3 and must be at least 4.5"),
}  # fmt: skip


@pytest.mark.parametrize("what", FAULTS)
def test_a_fault_is_told_with_its_key(what: str, tmp_path: Path) -> None:
    text, said = FAULTS[what]
    told = refused(laid(tmp_path, text))
    assert told.startswith("overlay house.toml: ")
    assert said in told


def test_every_colour_is_told_at_once(tmp_path: Path) -> None:
    told = refused(laid(tmp_path, 'organisation="A"\ncolour="#ffdd00"\naccent="#eeeeee"\n'))
    assert "colour: #ffdd00" in told
    assert "accent: #eeeeee" in told


def test_a_colour_that_is_too_dark_for_a_dark_screen_is_told(tmp_path: Path) -> None:
    found = house.load(laid(tmp_path, 'organisation = "A"\ncolour = "#005a9c"\n'))
    (note,) = found.notes
    assert str(note).startswith("#005a9c can't be read on a dark screen")


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_a_link_that_leads_out_is_refused(tmp_path: Path) -> None:
    own = laid(tmp_path / "own")
    (own / "logo.png").unlink()
    (tmp_path / "secret.png").write_bytes(a_png())
    (own / "logo.png").symlink_to(tmp_path / "secret.png")
    assert "logo.png: a link that leads out" in refused(own)
    (own / "house.toml").unlink()
    (own / "house.toml").symlink_to(own / "house.toml")
    assert refused(own).startswith("overlay house.toml: ")


def test_a_logo_that_is_too_big_is_refused(tmp_path: Path) -> None:
    own = laid(tmp_path, **{"logo.png": a_png(3, 2, chunk(b"tEXt", b"x" * 300_001))})
    assert "logo.png: too big: at most 300 kB" in refused(own)


# -- PNG -----------------------------------------------------------------------------------------


def test_a_picture_stays_the_same_and_its_riders_are_left_out() -> None:
    taken = a_png(3, 2, chunk(b"tEXt", b"Author\0J. Jansen"), chunk(b"eXIf", b"GPS"))
    assert png.checked(taken) == a_png()


def test_an_interlaced_picture_is_fine() -> None:
    sizes = [(w, h) for w, h in png._sizes(9, 9, True) if w]
    pixels = b"".join((b"\0" + b"\1\2\3\4" * w) * h for w, h in sizes)
    assert sum(w * h for w, h in sizes) == 81
    assert png.checked(a_png(9, 9, pixels=pixels, interlaced=1))


def tampered(data: bytes) -> bytes:
    place = data.index(b"IDAT") + 6
    return data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]


BROKEN_PNG = {
    "a page": (b"<html>", "this is no PNG picture"),
    "a JPEG": (b"\xff\xd8\xff\xe0", "this is no PNG picture"),
    "a signature alone": (a_png()[:8], "is broken"),
    "half of it": (a_png()[:-20], "is broken"),
    "a bit that fell over": (tampered(a_png()), "is broken"),
    "a page behind it": (a_png() + b"<script>", "something else behind the picture"),
    "too few pixels": (a_png(3, 2, pixels=b"\0" * 5), "is broken"),
    "a bomb": (a_png(3, 2, pixels=b"\0" * 30_000_000), "is broken"),
    "too wide": (a_png(5000, 1), "5000 by 1 pixels; expected at most 4000"),
    "too many pixels": (a_png(3000, 3000, pixels=b""), "3000 by 3000 pixels"),
    "no pixels": (a_png(0, 5, pixels=b""), "0 by 5 pixels"),
}


@pytest.mark.parametrize("what", BROKEN_PNG)
def test_what_is_no_sound_png_is_refused(what: str) -> None:
    data, said = BROKEN_PNG[what]
    with pytest.raises(BadLogo, match=said):
        png.checked(data)


# -- SVG -------------------------------------------------------------------------------------------


def drawn(inside: str, root: str = 'viewBox="0 0 20 10"', before: str = "") -> bytes:
    return f'{before}<svg xmlns="http://www.w3.org/2000/svg" {root}>{inside}</svg>'.encode()


def test_shapes_and_colours_come_through() -> None:
    assert svg.cleaned(SVG.encode()).decode() == (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10" width="20" height="10">'
        '<path d="M0 0 L20 10" fill="#005a9c"></path></svg>'
    )


def test_what_drawing_programs_leave_behind_is_dropped_and_styles_become_attributes() -> None:
    inside = """<!-- made by hand --><sodipodi:namedview xmlns:sodipodi="urn:s" a="b"><x/>
      </sodipodi:namedview><metadata><rdf xmlns="urn:r">J. Jansen</rdf></metadata>
      <g id="layer1" inkscape:label="Laag" xmlns:inkscape="urn:i" class="c">
      <rect x="1" y="1" width="5" height="5" fill="red"
        style="fill:#00ff00;font-family:Arial;stroke:url(#grad)"/></g>
      <defs><linearGradient id="grad"><stop offset="0" stop-color="#fff"/></linearGradient>
      </defs>"""
    made = svg.cleaned(drawn(inside, 'width="20mm" height="10mm" version="1.1"')).decode()
    assert 'viewBox="0 0 20 10" width="20" height="10"' in made
    assert 'fill="#00ff00" stroke="url(#logo-grad)"' in made
    assert '<linearGradient id="logo-grad">' in made
    for gone in ("Jansen", "namedview", "inkscape", "style", "class", "Arial", "made by hand"):
        assert gone not in made


SHAPE = '<path d="M0 0"/>'
BAD_SVG = {
    "a script": drawn(f"<script>alert(1)</script>{SHAPE}"),
    "a handler": drawn('<path d="M0 0" onload="alert(1)"/>'),
    "a handler on the outside": drawn(SHAPE, 'viewBox="0 0 1 1" onload="alert(1)"'),
    "a page inside": drawn(f"<foreignObject>x</foreignObject>{SHAPE}"),
    "a picture inside": drawn(f'<image width="9" height="9" href="http://203.0.113.5/"/>{SHAPE}'),
    "a link": drawn(f'<a href="http://203.0.113.5/">{SHAPE}</a>'),
    "a copy from elsewhere": drawn(
        '<use xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="http://203.0.113.5/#x"/>'
    ),
    "a linked gradient": drawn(
        '<linearGradient id="a" xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="//x/#b"/>'
    ),
    "a style sheet": drawn(f"<style>@import url(http://203.0.113.5/)</style>{SHAPE}"),
    "a fill from elsewhere": drawn('<path d="M0 0" fill="url(http://203.0.113.5/#x)"/>'),
    "a fill from elsewhere in a style": drawn('<path d="M0 0" style="fill:url(//x/y)"/>'),
    "a value with an escape": drawn('<path d="M0 0" fill="\\75rl(x)"/>'),
    "an animation": drawn(f'<animate attributeName="href" to="x"/>{SHAPE}'),
    "a text": drawn("<text>De Linde</text>"),
    "nothing drawn": drawn("<g/>"),
    "entities": drawn("&lol;", before='<!DOCTYPE svg [<!ENTITY lol "lol">]>'),
    "a file of this laptop": drawn(
        "&f;", before='<!DOCTYPE svg [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    ),
    "a style sheet beside it": drawn(SHAPE, before='<?xml-stylesheet href="http://x/"?>'),
    "no size": drawn(SHAPE, ""),
    "a size without end": drawn(SHAPE, 'viewBox="0 0 1e9 1"'),
    "no XML": b"<svg",
    "a page": b"<html><body/></html>",
    "no namespace": b'<svg viewBox="0 0 1 1"><path d="M0 0"/></svg>',
    "bytes": bytes(range(256)),
    "another encoding": b'<?xml version="1.0" encoding="nonsense"?><svg/>',
    "too many parts": drawn(SHAPE * 6000),
    "too deep": drawn("<g>" * 60 + SHAPE + "</g>" * 60),
}


@pytest.mark.parametrize("what", BAD_SVG)
def test_a_drawing_with_anything_else_is_refused_in_a_sentence(what: str, tmp_path: Path) -> None:
    with pytest.raises(BadLogo) as found:
        svg.cleaned(BAD_SVG[what])
    assert str(found.value)
    text = 'organisation = "A"\nlogo = "logo.svg"\n'
    told = refused(laid(tmp_path, text, **{"logo.svg": BAD_SVG[what]}))
    assert told.startswith("overlay house.toml: logo: logo.svg: ")
    assert len(told.splitlines()) == 1


def test_a_clean_drawing_is_clean_once_more() -> None:
    once = svg.cleaned(SVG.encode())
    assert svg.cleaned(once) == once
