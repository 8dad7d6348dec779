"""The report of a plan as files, from the plan, its document and the content behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from readiness.language import Language
from readiness.plan.told.beside import beside, of_document
from readiness.report.formats import FORMATS
from readiness.report.plan.document import Former, plan_report

if TYPE_CHECKING:
    from readiness.model.content import Catalogue
    from readiness.plan.told.beside import Shape
    from readiness.plan.told.document import PlanDocument
    from readiness.report.blocks import Document, HouseStyle

# `json` is the documented plan itself, as `plan --json` prints it.
NAMES = (*FORMATS, "json")


@dataclass(frozen=True)
class Asked:
    """A report that is asked for: of which plan, in which language, made when by what.

    `former`: the plan to set beside it, as it was read from its file.
    """

    plan: PlanDocument
    catalogue: Catalogue
    language: Language
    made_at: datetime
    version: str
    house: HouseStyle | None = None
    former: tuple[PlanDocument, Shape] | None = None

    def document(self, whole: bool = True) -> Document:
        """Everything the report says; or, not `whole`, what fits a terminal."""
        former = None
        if self.former is not None:
            plan, shape = self.former
            former = Former(plan, beside(shape, of_document(self.plan)))
        return plan_report(
            self.plan,
            self.catalogue,
            self.language,
            self.made_at,
            self.version,
            self.house,
            former,
            whole,
        )


def short(asked: Asked) -> str:
    """The plan on a screen to a screen and a half."""
    return FORMATS["text"].write(asked.document(whole=False)).decode()


def files(asked: Asked, names: list[str]) -> dict[str, bytes]:
    """The files of these formats, by name."""
    document = asked.document() if set(names) - {"json"} else None
    made = {}
    for name in names:
        if document is None or name == "json":
            suffix, content = ".json", asked.plan.model_dump_json(indent=2).encode() + b"\n"
        else:
            suffix, content = FORMATS[name].suffix, FORMATS[name].write(document)
        made[f"readiness-plan-{asked.plan.day}{suffix}"] = content
    return made
