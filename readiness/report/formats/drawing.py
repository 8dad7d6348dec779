"""Drawings for a page and for paper: checked, named, described."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from readiness.report.blocks import Picture
from readiness.report.formats.theme import Palette, picture_css

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_ELEMENTS = frozenset(
    (
        *("svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon"),
        *("text", "tspan", "title", "desc", "defs", "clipPath", "marker", "pattern"),
        *("image", "use", "symbol"),
    )
)
_PICTURE = re.compile(r"data:image/(png|jpeg|svg\+xml);base64,[A-Za-z0-9+/=\s]*")
_REFERENCE = re.compile(r"url\(\s*['\"]?#([^)'\"]+)['\"]?\s*\)")
_NUMBER = re.compile(r"-?[\d.]+")
# The outer half of a line along the edge would be cut off.
_EDGE = 1


def inline(picture: Picture, prefix: str) -> str:
    """The drawing as an element of a page; `prefix` keeps its ids apart from others'."""
    return _text(_read(picture, prefix))


def standing_alone(picture: Picture, palette: Palette) -> str:
    """The drawing as a file of its own, in these colours."""
    root = _read(picture, "p")
    style = ElementTree.Element(f"{{{_SVG}}}style")
    style.text = picture_css(palette)
    root.insert(0, style)
    return _text(root)


def size(picture: Picture) -> tuple[float, float]:
    """Width and height in px, from the drawing's own box."""
    root = _read(picture, "p")
    box = [float(part) for part in _NUMBER.findall(root.get("viewBox", ""))]
    if len(box) == 4:
        return box[2], box[3]
    width, height = (_NUMBER.match(root.get(name, "")) for name in ("width", "height"))
    return (float(width.group()) if width else 300.0, float(height.group()) if height else 150.0)


def _read(picture: Picture, prefix: str) -> ElementTree.Element:
    """The drawing with its title and description.

    Raises:
        ValueError: it isn't the plain drawing that `blocks.Picture` asks for.
    """
    # A document type can hold entities that grow without end.
    if "<!" in re.sub(r"<!--.*?-->|<!\[CDATA\[", "", picture.svg, flags=re.DOTALL):
        raise ValueError(f"picture {picture.id}: a document type")
    root = ElementTree.fromstring(picture.svg)  # noqa: S314
    if root.tag != f"{{{_SVG}}}svg":
        raise ValueError(f"picture {picture.id}: {root.tag} instead of svg")
    for element in root.iter():
        _check(picture, element)
        for name, value in list(element.attrib.items()):
            element.set(name, _kept_apart(name, value, prefix))
    _describe(root, picture, prefix)
    box = [float(part) for part in _NUMBER.findall(root.get("viewBox", ""))]
    if len(box) == 4:
        x, y, width, height = box
        edged = (x - _EDGE, y - _EDGE, width + 2 * _EDGE, height + 2 * _EDGE)
        root.set("viewBox", " ".join(f"{part:g}" for part in edged))
    return root


def _check(picture: Picture, element: ElementTree.Element) -> None:
    name = str(element.tag).removeprefix(f"{{{_SVG}}}")
    if name not in _ELEMENTS:
        raise ValueError(f"picture {picture.id}: element {name}")
    for attribute, value in element.attrib.items():
        bare = attribute.removeprefix(f"{{{_XLINK}}}")
        if bare.lower().startswith("on") or bare == "style":
            raise ValueError(f"picture {picture.id}: attribute {bare}")
        if bare == "href" and not (value.startswith("#") or _PICTURE.fullmatch(value)):
            raise ValueError(f"picture {picture.id}: it points outside itself")
        if "url(" in value and not _REFERENCE.fullmatch(value.strip()):
            raise ValueError(f"picture {picture.id}: it points outside itself")


def _kept_apart(name: str, value: str, prefix: str) -> str:
    if name == "id":
        return f"{prefix}-{value}"
    if name.endswith("href") and value.startswith("#"):
        return f"#{prefix}-{value[1:]}"
    return _REFERENCE.sub(lambda found: f"url(#{prefix}-{found.group(1)})", value)


def _describe(root: ElementTree.Element, picture: Picture, prefix: str) -> None:
    for child in list(root):
        if child.tag in (f"{{{_SVG}}}title", f"{{{_SVG}}}desc"):
            root.remove(child)
    for number, (tag, text) in enumerate((("title", picture.title), ("desc", picture.description))):
        element = ElementTree.Element(f"{{{_SVG}}}{tag}", {"id": f"{prefix}-{tag}"})
        element.text = text
        root.insert(number, element)
    root.set("role", "img")
    root.set("class", f"picture {root.get('class', '')}".strip())
    root.set("aria-labelledby", f"{prefix}-title {prefix}-desc")


def _text(root: ElementTree.Element) -> str:
    ElementTree.register_namespace("", _SVG)
    ElementTree.register_namespace("xlink", _XLINK)
    return ElementTree.tostring(root, encoding="unicode")
