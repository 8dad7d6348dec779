"""An SVG logo: shapes and colours only, written anew; anything that acts is refused.

It ends up inside a page that is opened from a mail, so that what isn't known to be harmless
isn't let through: no scripts, links, styles, fonts, pictures in it, or entities.
"""

from __future__ import annotations

import re
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from readiness.house.logo import BadLogo

_SVG = "http://www.w3.org/2000/svg"
_MOST_ELEMENTS = 5_000
_DEEPEST = 40
_SHAPES = {"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"}
_ELEMENTS = _SHAPES | {
    "svg", "g", "defs", "linearGradient", "radialGradient", "stop", "clipPath", "title", "desc",
}  # fmt: skip
# Left out with all that is in them: notes of drawing programs, which draw nothing.
_DROPPED = {"metadata", "namedview"}
_PAINT = {
    "fill", "fill-opacity", "fill-rule", "stroke", "stroke-width", "stroke-opacity",
    "stroke-linecap", "stroke-linejoin", "stroke-miterlimit", "stroke-dasharray",
    "stroke-dashoffset", "opacity", "stop-color", "stop-opacity", "clip-path", "clip-rule",
}  # fmt: skip
_PLACE = {
    "id", "d", "x", "y", "width", "height", "cx", "cy", "r", "rx", "ry", "x1", "y1", "x2", "y2",
    "points", "transform", "viewBox", "preserveAspectRatio", "offset", "gradientUnits",
    "gradientTransform", "spreadMethod", "fx", "fy", "clipPathUnits",
}  # fmt: skip
# Written by drawing programs and of no use here.
_IGNORED = {"version", "class", "space", "style", "enable-background", "baseProfile", "role"}
_VALUE = re.compile(r"[A-Za-z0-9#%.,()+\-\s]*")
_LOCAL = re.compile(r"url\(\s*['\"]?#([A-Za-z][\w.-]{0,60})['\"]?\s*\)")
_ID = re.compile(r"[A-Za-z][\w.-]{0,60}")
_LENGTH = re.compile(r"(\d{1,5}(?:\.\d+)?)(px|pt|mm)?")


def cleaned(data: bytes) -> bytes:
    """The drawing written anew from what is known to be harmless.

    Raises:
        BadLogo: it holds something else, or is no SVG at all.
    """
    reader = _Reader()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = reader.doctype
    parser.EntityDeclHandler = reader.doctype
    parser.ProcessingInstructionHandler = reader.instruction
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError):
        raise BadLogo("this is no SVG drawing that can be read") from None
    if not reader.shapes:
        raise BadLogo("there is no shape in this drawing; turn its texts into paths")
    return "".join(reader.out).encode()


class _Reader:
    def __init__(self) -> None:
        self.out: list[str] = []
        self.shapes = 0
        self._open: list[str] = []
        self._elements = 0
        # Above 0: inside something that is left out.
        self._skipping = 0

    def doctype(self, *_given: object) -> None:
        raise BadLogo("it declares a document type or entities; save it as plain SVG")

    def instruction(self, *_given: object) -> None:
        raise BadLogo("it calls in a style sheet or another program; save it as plain SVG")

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._elements += 1
        if self._elements > _MOST_ELEMENTS or len(self._open) + self._skipping > _DEEPEST:
            raise BadLogo(f"more than {_MOST_ELEMENTS} parts, or {_DEEPEST} inside each other")
        space, _, local = name.rpartition(" ")
        if self._skipping or (self._open and (space != _SVG or local in _DROPPED)):
            self._skipping += 1
            return
        if space != _SVG or (not self._open and local != "svg"):
            raise BadLogo("this is no SVG drawing")
        if local not in _ELEMENTS:
            raise BadLogo(
                f"it holds <{local[:30]}>; a logo may have shapes and colours only, so turn "
                "texts into paths and save it as plain SVG"
            )
        kept = _attributes(local, attributes)
        if not self._open:
            kept = _root(kept)
        self.shapes += local in _SHAPES
        self._open.append(local)
        written = "".join(f" {key}={quoteattr(value)}" for key, value in kept.items())
        self.out.append(f"<{local}{written}>")

    def end(self, _name: str) -> None:
        if self._skipping:
            self._skipping -= 1
            return
        self.out.append(f"</{self._open.pop()}>")

    def text(self, text: str) -> None:
        if not self._skipping and self._open[-1] in ("title", "desc"):
            self.out.append(escape(text))


def _attributes(element: str, given: dict[str, str]) -> dict[str, str]:
    """The harmless ones; a style is taken apart into them, and stands above them as in CSS."""
    kept: dict[str, str] = {}
    for name, value in given.items():
        space, _, local = name.rpartition(" ")
        if space or local in _IGNORED or local.startswith(("data-", "aria-")):
            if local == "href":
                raise BadLogo(f"<{element}> links to something; a logo may not")
            continue
        if local not in _PAINT | _PLACE:
            raise BadLogo(f"<{element}> has {local[:30]}; save it as plain SVG")
        kept[local] = _value(element, local, value)
    for declaration in given.get("style", "").split(";"):
        name, colon, value = declaration.partition(":")
        if colon and name.strip() in _PAINT:
            kept[name.strip()] = _value(element, name.strip(), value.strip())
    return kept


def _value(element: str, name: str, value: str) -> str:
    if name == "id":
        # Out of the way of the ids of the page that it will stand in.
        return f"logo-{value}" if _ID.fullmatch(value) else "logo-"
    if "url" in value.lower():
        local = _LOCAL.fullmatch(value.strip())
        if local is None:
            raise BadLogo(f"<{element}> takes its {name} from elsewhere; a logo may not")
        return f"url(#logo-{local[1]})"
    if not _VALUE.fullmatch(value):
        raise BadLogo(f"<{element}> has a {name} that can't be read; save it as plain SVG")
    return value


def _root(kept: dict[str, str]) -> dict[str, str]:
    """The outermost element: a picture needs to know its size."""
    lengths = [_LENGTH.fullmatch(kept.get(side, "")) for side in ("width", "height")]
    box = kept.get("viewBox", "")
    if not box:
        if lengths[0] is None or lengths[1] is None:
            raise BadLogo("it has no size: no viewBox, and no width and height in numbers")
        box = f"0 0 {lengths[0][1]} {lengths[1][1]}"
    numbers = re.fullmatch(r"\s*" + r"[\s,]+".join([r"(-?\d{1,5}(?:\.\d+)?)"] * 4) + r"\s*", box)
    if numbers is None or not (float(numbers[3]) > 0 and float(numbers[4]) > 0):
        raise BadLogo("its viewBox isn't four numbers")
    size = {"viewBox": " ".join(numbers.groups()), "width": numbers[3], "height": numbers[4]}
    paint = {key: value for key, value in kept.items() if key in _PAINT}
    return {"xmlns": _SVG, **size, **paint}
