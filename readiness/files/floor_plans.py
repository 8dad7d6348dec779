"""Pictures of floors: read from a file, shrunk, stripped, and kept by what they hold.

A picture may be from anyone: it is decoded and drawn anew, so that nothing of the file but
its pixels is kept, no place or camera either.
"""

from __future__ import annotations

import hashlib
import warnings
from io import BytesIO
from pathlib import Path

from readiness.model.sentence import refuse
from readiness.paths import Home
from readiness.shelf import write_whole

# A plan on A3 at 200 dots an inch is 3300 wide; on paper and screen 1600 shows all of it.
LONGEST_SIDE = 1600
MOST_BYTES = 30_000_000
MOST_PIXELS = 80_000_000
_MOST_PNG = 700_000
_SHADES = " ·░▒▓"


def keep(home: Home, file: Path) -> str:
    """Keeps the picture in the home folder and gives the name it has there.

    Raises:
        Refused: no picture that can be used; the sentence says why.
    """
    content, kind = shrunk(_read(file), file.name)
    name = f"{hashlib.sha256(content).hexdigest()}.{kind}"
    kept = home.pictures / name
    if not kept.exists():
        write_whole(kept, content)
    return name


def load(home: Home, name: str) -> tuple[bytes, int, int] | None:
    """The kept picture with its width and height in pixels; None when it isn't there whole.

    A store from another laptop may name a picture that this one doesn't have.
    """
    from PIL import Image, UnidentifiedImageError

    try:
        content = (home.pictures / name).read_bytes()
    except OSError:
        return None
    if hashlib.sha256(content).hexdigest() != name.partition(".")[0]:
        return None
    try:
        with Image.open(BytesIO(content)) as picture:
            return content, picture.width, picture.height
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError):
        return None


def shades(home: Home, name: str, columns: int, rows: int) -> list[str]:
    """The kept picture as rows of signs, dark where it is dark; empty when it isn't there."""
    from PIL import Image, ImageOps

    kept = load(home, name)
    if kept is None:
        return []
    with Image.open(BytesIO(kept[0])) as picture:
        # Thin lines vanish in a mean: the darkest of each cell is what counts.
        large = picture.convert("L").resize((columns * 4, rows * 4), Image.Resampling.BOX)
        grey = ImageOps.autocontrast(large).tobytes()
    wide = columns * 4
    made = []
    for row in range(rows):
        cells = []
        for column in range(columns):
            found = [
                grey[(row * 4 + down) * wide + column * 4 + right]
                for down in range(4)
                for right in range(4)
            ]
            mean = (sum(found) / len(found) + min(found)) / 2
            cells.append(_SHADES[min(len(_SHADES) - 1, int((255 - mean) / 256 * len(_SHADES)))])
        made.append("".join(cells))
    return made


def shrunk(content: bytes, name: str) -> tuple[bytes, str]:
    """The picture drawn anew, at most 1600 pixels a side: its bytes, and png or jpg.

    Raises:
        Refused: no picture that can be used.
    """
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(content), formats=("PNG", "JPEG")) as opened:
                if opened.width * opened.height > MOST_PIXELS:
                    raise refuse(
                        "{file} has more than {most} million pixels; save it smaller and give "
                        "it again.",
                        file=name,
                        most=MOST_PIXELS // 1_000_000,
                    )
                # Photos lie on their side until this is applied; then the note of it goes too.
                turned = ImageOps.exif_transpose(opened)
                turned.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
                # See-through parts of a plan are paper.
                paper = Image.new("RGB", turned.size, "white")
                seen = turned.convert("RGBA")
                paper.paste(seen, mask=seen.getchannel("A"))
    except (
        UnidentifiedImageError,
        OSError,
        ValueError,
        SyntaxError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
    ):
        raise refuse(
            "{file} is no picture that can be read; expected a PNG or JPEG.", file=name
        ) from None
    drawn = BytesIO()
    paper.save(drawn, "PNG", optimize=True)
    if drawn.tell() <= _MOST_PNG:
        return drawn.getvalue(), "png"
    photo = BytesIO()
    paper.save(photo, "JPEG", quality=82, optimize=True)
    return photo.getvalue(), "jpg"


def _read(file: Path) -> bytes:
    if file.suffix.lower() in (".svg", ".svgz"):
        raise refuse(
            "{file}: an SVG can hold more than a drawing, so it isn't taken as a floor plan; "
            "export it as PNG and give that.",
            file=file.name,
        )
    try:
        if file.stat().st_size > MOST_BYTES:
            raise refuse(
                "{file} is larger than {most} MB; save it smaller and give it again.",
                file=file.name,
                most=MOST_BYTES // 1_000_000,
            )
        return file.read_bytes()
    except OSError as error:
        raise refuse(
            "{file} can't be read ({why}); nothing was changed.",
            file=file,
            why=error.strerror or error,
        ) from None
