"""How ids are written. Chance and the clock are the caller's."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from uuid import UUID

# Without 0, 1, i, l and o, which are taken for each other when read aloud.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
# How many letters of chance an id ends with.
TAIL = 6
NOISE_BYTES = 10
_NO_ORGANISATION = "organisation"
_SIGN = 8


def revision_id(milliseconds: int, noise: bytes) -> str:
    """A UUID version 7 (RFC 9562): sorts by the millisecond it was made in.

    `noise`: NOISE_BYTES of chance, some bits of which make room for the version.
    """
    number = (milliseconds << 80) | int.from_bytes(noise, "big")
    number = number & ~(0xF << 76) | (0x7 << 76)
    number = number & ~(0x3 << 62) | (0x2 << 62)
    return str(UUID(int=number))


def slug(name: str) -> str:
    """A name in small letters, digits and hyphens, at most 40."""
    return _plain(name)[:40].strip("-") or "location"


def organisation_id(name: str) -> str:
    """The id of an organisation, or `organisation` where a location names none.

    One that is written in two ways, with and without a capital, is one. Two must never be taken
    for one, which would pay once for both: where letters and hyphens don't say all of the name,
    a few signs after them tell it from others that look alike.
    """
    if not name:
        return _NO_ORGANISATION
    plain, whole = _plain(name), " ".join(name.casefold().split())
    if plain == whole.replace(" ", "-") and plain != _NO_ORGANISATION:
        return plain
    sign = hashlib.sha256(whole.encode()).hexdigest()[:_SIGN]
    return f"{plain}-{sign}" if plain else sign


def _plain(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
