"""A plan that was written earlier, read back to be set beside a new one.

The file comes from whoever gives it: its size is limited, everything in it is held against the
documented shape, and what doesn't fit is one sentence.
"""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from readiness.model.sentence import of_system, refuse
from readiness.plan.told.beside import Shape, of_document
from readiness.plan.told.document import PlanDocument

# A plan for 3,000 locations is some 60 million bytes.
MOST_BYTES = 128 * 1024 * 1024


def read(file: Path) -> tuple[PlanDocument, Shape]:
    """The plan in the file, and its shape to compare.

    Raises:
        Refused: it can't be read, or holds no plan.
    """
    try:
        with file.open("rb") as stream:
            content = stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise refuse(
            "The former plan {file} can't be read ({reason}), so nothing was planned. Give the "
            "JSON file of a plan that was written earlier.",
            file=str(file)[:200],
            reason=of_system(error),
        ) from None
    if len(content) > MOST_BYTES:
        raise refuse(
            "The former plan {file} is larger than {most} million bytes; no plan is, so nothing "
            "was planned.",
            file=str(file)[:200],
            most=MOST_BYTES // 1_000_000,
        )
    try:
        document = PlanDocument.model_validate_json(content)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise refuse(
            "{file} holds no plan that can be compared{where}: give the JSON file that "
            "`readiness plan --to DIR --format json` or `--json` wrote.",
            file=str(file)[:200],
            where=f" ({where[:80]})" if where else "",
        ) from None
    return document, of_document(document)
