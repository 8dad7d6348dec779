"""A PNG logo: a real one, of a sensible size, without anything beside the picture."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from readiness.house.logo import BadLogo

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_LARGEST_SIDE = 4000
_MOST_PIXELS = 4_000_000
# Samples a pixel by colour type, and the bit depths that go with it (PNG, table 11.1).
_SAMPLES = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
# Where and by whom it was made, and what else travels in a PNG, stays out of a report.
_KEPT = (b"IHDR", b"PLTE", b"tRNS", b"gAMA", b"sRGB", b"pHYs", b"IDAT", b"IEND")
# First pixel and step of the seven passes of an interlaced picture, across and down.
_PASSES = ((0, 8, 0, 8), (4, 8, 0, 8), (0, 4, 4, 8), (2, 4, 0, 4), (0, 2, 2, 4), (1, 2, 0, 2),
           (0, 1, 1, 2))  # fmt: skip


def checked(data: bytes) -> bytes:
    """The same picture, its times, texts and other riders left out.

    Raises:
        BadLogo: it's no PNG, is broken, or has too many pixels.
    """
    if not data.startswith(_SIGNATURE):
        raise BadLogo("this is no PNG picture, whatever its name says")
    chunks = list(_chunks(data))
    kinds = [kind for kind, _ in chunks]
    if kinds[:1] != [b"IHDR"] or kinds[-1:] != [b"IEND"] or b"IDAT" not in kinds:
        raise _broken()
    header = chunks[0][1]
    if len(header) != 13:
        raise _broken()
    width, height = int.from_bytes(header[:4]), int.from_bytes(header[4:8])
    depth, colour, interlaced = header[8], header[9], header[12]
    if depth not in _DEPTHS.get(colour, ()) or header[10:12] != b"\0\0" or interlaced > 1:
        raise _broken()
    if not (0 < width <= _LARGEST_SIDE and 0 < height <= _LARGEST_SIDE) or (
        width * height > _MOST_PIXELS
    ):
        raise BadLogo(
            f"{width} by {height} pixels; expected at most {_LARGEST_SIDE} a side and "
            f"{_MOST_PIXELS // 1_000_000} million in all"
        )
    bits = depth * _SAMPLES[colour]
    size = sum(_size(w, h, bits) for w, h in _sizes(width, height, bool(interlaced)))
    _check_pixels(b"".join(body for kind, body in chunks if kind == b"IDAT"), size)
    return _SIGNATURE + b"".join(_chunk(kind, body) for kind, body in chunks if kind in _KEPT)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_SIGNATURE)
    while at < len(data):
        length, kind = int.from_bytes(data[at : at + 4]), data[at + 4 : at + 8]
        body, end = data[at + 8 : at + 8 + length], at + 12 + length
        if end > len(data) or not kind.isalpha():
            raise _broken()
        if data[end - 4 : end] != zlib.crc32(kind + body).to_bytes(4):
            raise _broken()
        yield kind, body
        at = end
        if kind == b"IEND":
            break
    if at != len(data):
        raise BadLogo("there is something else behind the picture in this file; save it anew")


def _chunk(kind: bytes, body: bytes) -> bytes:
    return len(body).to_bytes(4) + kind + body + zlib.crc32(kind + body).to_bytes(4)


def _sizes(width: int, height: int, interlaced: bool) -> Iterator[tuple[int, int]]:
    if not interlaced:
        yield width, height
        return
    for x, dx, y, dy in _PASSES:
        yield max(0, -((x - width) // dx)), max(0, -((y - height) // dy))


def _size(width: int, height: int, bits: int) -> int:
    """Bytes of so many rows, each with its filter byte in front."""
    return height * (1 + (width * bits + 7) // 8) if width else 0


def _check_pixels(packed: bytes, size: int) -> None:
    """As many bytes as the header says: no fewer, and not a gigabyte more."""
    stream = zlib.decompressobj()
    try:
        found = len(stream.decompress(packed, size + 1))
    except zlib.error:
        raise _broken() from None
    if found != size:
        raise _broken()


def _broken() -> BadLogo:
    return BadLogo("this PNG picture is broken; save it anew")
