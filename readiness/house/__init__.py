"""An organisation's own look: `house.toml` and its logo, from the overlay's folder."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from readiness.house import png, svg
from readiness.house.logo import LARGEST, BadLogo
from readiness.library import overlay
from readiness.library.faults import Fault, InvalidContent, dotted, in_plain_words
from readiness.library.overlay import Unreadable
from readiness.model.sentence import Sentence
from readiness.report.blocks import HouseStyle
from readiness.report.formats import theme

PLACE = "house.toml"
Colour = Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")]


class HouseFile(BaseModel):
    """The file as it is written; `colour` is for headings and lines, `accent` beside it."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    organisation: Annotated[str, Field(min_length=1, max_length=80)]
    colour: Colour | None = None
    accent: Colour | None = None
    logo: Annotated[str | None, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9 ._-]{0,80}$")] = None


@dataclass(frozen=True)
class House:
    """The look, and what whoever made it should know of it."""

    style: HouseStyle = field(default_factory=HouseStyle)
    notes: tuple[Sentence, ...] = ()


def load(folder: Path | None) -> House:
    """The house style in this folder; the plain one where there is no folder or no file.

    Raises:
        InvalidContent: the file, its colours or its logo can't be used.
    """
    if folder is None or (not (folder / PLACE).is_symlink() and not (folder / PLACE).exists()):
        return House()
    written = _written(folder)
    faults = [fault for key in ("colour", "accent") for fault in _faded(written, key)]
    logo, kind = b"", ""
    if written.logo is not None:
        try:
            logo, kind = _logo(folder, written.logo)
        except (BadLogo, Unreadable) as error:
            faults.append(Fault(f"overlay {PLACE}", "logo", f"{written.logo}: {error}"))
    if faults:
        raise InvalidContent(faults)
    style = HouseStyle(
        organisation=written.organisation,
        colour=written.colour or "",
        accent=written.accent or "",
        logo=logo,
        logo_kind="png" if kind == "png" else "svg" if kind == "svg" else "",
    )
    return House(style, tuple(_notes(style)))


def _written(folder: Path) -> HouseFile:
    def fault(key: str, what: str) -> InvalidContent:
        return InvalidContent([Fault(f"overlay {PLACE}", key, what)])

    try:
        table: dict[str, Any] = tomllib.loads(overlay.content_of(folder, PLACE).decode("utf-8-sig"))
    except Unreadable as error:
        raise fault("", str(error)) from None
    except UnicodeDecodeError:
        raise fault("", "this file is not UTF-8 text; save it as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise fault("", f"not valid TOML: {error}") from None
    except (RecursionError, ValueError):
        raise fault("", "not valid TOML: nothing in this file is that deep or long") from None
    for key, what in overlay.unsound(table):
        raise fault(key, what)
    try:
        return HouseFile.model_validate(table)
    except ValidationError as error:
        raise InvalidContent(
            [
                Fault(f"overlay {PLACE}", dotted(one["loc"]), _expected(one["type"], one["msg"]))
                for one in error.errors(include_url=False, include_input=False)
            ]
        ) from None


def _expected(kind: str, message: str) -> str:
    if kind == "string_pattern_mismatch":
        return "expected a colour as #rrggbb, or for the logo the name of a file beside house.toml"
    return in_plain_words(kind, message)


def _faded(written: HouseFile, key: str) -> list[Fault]:
    """A colour that can't be read on paper is refused: a report is printed."""
    colour = getattr(written, key)
    if colour is None or theme.readable(colour, theme.LIGHT):
        return []
    ratio = theme.contrast(colour, "#ffffff")
    return [
        Fault(
            f"overlay {PLACE}",
            key,
            f"{colour} can't be read on white: its contrast is {ratio:.1f} and must be at least "
            f"{theme.LEAST_CONTRAST}, also on a light grey; choose a darker shade",
        )
    ]


def _logo(folder: Path, name: str) -> tuple[bytes, str]:
    """The picture made safe, and which kind it is."""
    kind = name.rpartition(".")[2].lower()
    if kind not in ("png", "svg"):
        raise BadLogo("expected a .png or .svg file")
    data = overlay.content_of(folder, name, LARGEST)
    return (png.checked(data) if kind == "png" else svg.cleaned(data)), kind


def _notes(style: HouseStyle) -> list[Sentence]:
    made = []
    for colour in dict.fromkeys((style.colour, style.accent)):
        if colour and not theme.readable(colour, theme.DARK):
            made.append(
                Sentence(
                    "{colour} can't be read on a dark screen; there the kit's own colour stands "
                    "in its place.",
                    colour=colour,
                )
            )
    return made
