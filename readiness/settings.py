"""Settings of this laptop: a small JSON file in the home folder."""

from __future__ import annotations

import json
import re
import secrets
from dataclasses import dataclass, replace
from pathlib import Path

from readiness.measure.contact import address
from readiness.model.sentence import refuse
from readiness.plain import plain
from readiness.shelf import write_whole

KEYS = ("language", "assessor", "server", "outside", "content")
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,15}")


@dataclass(frozen=True)
class Settings:
    """`language`: nl, en or empty (the system's). `assessor`: a code, no name.
    `server`: address of the measuring server inside the building, `outside`: of one
    on the internet; empty when none. `content`: the folder
    that is laid over the shipped content, empty when none. `laptop`: a random
    code made once, so that figures of two laptops can be told apart."""

    language: str = ""
    assessor: str = ""
    server: str = ""
    outside: str = ""
    content: str = ""
    laptop: str = ""

    def with_(self, key: str, value: str) -> Settings:
        """The settings with one changed.

        Raises:
            Refused: unknown key, or a value that doesn't fit it.
        """
        value = value.strip()
        if key not in KEYS:
            raise refuse(
                "There is no setting '{key}'; expected one of {keys}.",
                key=key[:40],
                keys=", ".join(KEYS),
            )
        if key == "language" and value not in ("", "nl", "en"):
            raise refuse(
                "language: '{value}' can't be used; expected nl, en, or nothing for the system's.",
                value=value[:40],
            )
        if key == "assessor" and value and not _CODE.fullmatch(value):
            raise refuse(
                "assessor: '{value}' can't be used; expected a code of at most 16 letters, "
                "digits, dots or dashes, no name.",
                value=value[:40],
            )
        if key in ("server", "outside") and value:
            value = str(address.parse(value))
        if key == "content" and value:
            if plain(value) != value:
                raise refuse("content: this name of a folder holds characters that can't be used.")
            # Wherever the next command is given, it is the same folder.
            value = str(Path(value).expanduser().absolute())
        return replace(self, **{key: value})


def load(file: Path) -> Settings:
    """The stored settings; defaults where there is no file.

    Raises:
        Refused: the file isn't readable as settings.
    """
    try:
        text = file.read_text(encoding="utf-8")
        stored = json.loads(text) if text.strip() else {}
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError):
        stored = None
    if not isinstance(stored, dict) or not all(isinstance(v, str) for v in stored.values()):
        raise refuse(
            "{file} can't be read as settings; mend it, or delete it to start with the defaults.",
            file=file,
        )
    settings = Settings(laptop=stored.get("laptop", ""))
    for key in KEYS:
        settings = settings.with_(key, stored.get(key, ""))
    return settings


def save(file: Path, settings: Settings) -> None:
    """Writes the settings whole or not at all."""
    try:
        values = {key: getattr(settings, key) for key in (*KEYS, "laptop")}
        write_whole(file, json.dumps(values, indent=2, sort_keys=True).encode())
    except OSError as error:
        raise refuse(
            "{file} can't be written ({why}); choose a folder that you may write with --home.",
            file=file,
            why=error.strerror or error,
        ) from None


def with_laptop(file: Path) -> Settings:
    """The settings, with a laptop code made and kept at the first use."""
    settings = load(file)
    if not settings.laptop:
        settings = replace(settings, laptop=f"L-{secrets.token_hex(3)}")
        save(file, settings)
    return settings
