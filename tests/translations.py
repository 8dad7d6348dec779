"""The Dutch catalogue: run it to bring new sentences into the `.po` file.

    python -m tests.translations

Every sentence that the program can say stands in the code as a literal English
template; babel finds them by the functions they are given to.
"""

from __future__ import annotations

from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

PACKAGE = Path(__file__).parents[1] / "readiness"
DUTCH = PACKAGE / "locale" / "nl" / "LC_MESSAGES" / "readiness.po"
KEYWORDS = {
    "_": None,
    "word": None,
    "Sentence": None,
    "refuse": None,
    "_no_link": None,
    "_unavailable": None,
}


def sentences() -> Catalog:
    """Every template in the code."""
    found = Catalog(project="readiness", charset="utf-8")
    for file, line, message, _comments, _context in extract_from_dir(
        str(PACKAGE), [("**.py", "python")], keywords=KEYWORDS
    ):
        if isinstance(message, str) and message.strip("{} \n") not in ("", "reason", "counts"):
            found.add(message, locations=[(file, line)])
    return found


def translated() -> Catalog:
    """The Dutch catalogue as it stands."""
    with DUTCH.open("rb") as stream:
        return read_po(stream, locale="nl")


if __name__ == "__main__":
    catalogue = translated() if DUTCH.exists() else Catalog(locale="nl", project="readiness")
    catalogue.update(sentences(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    DUTCH.parent.mkdir(parents=True, exist_ok=True)
    with DUTCH.open("wb") as stream:
        write_po(stream, catalogue, no_location=True, sort_output=True, width=100)
    missing = [m.id for m in catalogue if m.id and not m.string]
    print(f"{len(catalogue)} sentences, {len(missing)} without Dutch")
