"""The location report as plain data: what `report --format json` writes.

Its `assessment` is what `assess --json` prints, with exact numbers; `report` is the view that
all other formats are written from, in the reader's words.
"""

from __future__ import annotations

import json
from dataclasses import asdict, replace

from pydantic import BaseModel, ConfigDict

from readiness.language import Language
from readiness.model.assessment import Assessment
from readiness.model.content import Catalogue
from readiness.model.printed.assessment import AssessmentDocument, document
from readiness.report.location.view import LocationView


class LocationReport(BaseModel):
    """One visit: everything that follows from it, and everything its report says."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    assessment: AssessmentDocument
    report: LocationView


def plain_data(view: LocationView) -> LocationView:
    """The view without the bytes of floor plans: those belong to documents that are looked at."""
    if view.wifi is None:
        return view
    plans = tuple(replace(plan, picture="") for plan in view.wifi.plans)
    return replace(view, wifi=replace(view.wifi, plans=plans))


def write(
    view: LocationView, assessment: Assessment, catalogue: Catalogue, language: Language
) -> bytes:
    """The JSON file, as `readiness schema report` describes it."""
    made = {
        "assessment": document(assessment, catalogue, language).model_dump(
            mode="json", by_alias=True
        ),
        "report": asdict(plain_data(view)),
    }
    return (json.dumps(made, indent=2, ensure_ascii=False) + "\n").encode()
