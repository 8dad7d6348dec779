"""Every document that the program prints as JSON, by name: one line each.

`readiness schema NAME` prints its JSON schema. A test runs every command that has `--json`
and holds what it prints against its line here.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from pydantic import BaseModel


class Schema(NamedTuple):
    """`command` is what prints it with `--json`; empty for a format of a report."""

    command: tuple[str, ...]
    model: str


_PRINTED = "readiness.model.printed"
SCHEMAS: dict[str, Schema] = {
    "location-list": Schema(("location", "list"), f"{_PRINTED}.locations:LocationList"),
    "location-show": Schema(("location", "show"), f"{_PRINTED}.locations:LocationShown"),
    "visit-list": Schema(("visit", "list"), f"{_PRINTED}.visits:VisitList"),
    "visit-show": Schema(("visit", "show"), f"{_PRINTED}.visits:VisitShown"),
    "visit-remarks": Schema(("visit", "remarks"), f"{_PRINTED}.visits:RemarkList"),
    "measure-plan": Schema(("measure", "plan"), f"{_PRINTED}.measurements:PlanShown"),
    "measure-spot": Schema(("measure", "spot"), f"{_PRINTED}.measurements:MeasurementShown"),
    "measure-device": Schema(("measure", "device"), f"{_PRINTED}.measurements:DevicesShown"),
    "measure-walk": Schema(("measure", "walk"), f"{_PRINTED}.measurements:WalkShown"),
    "measure-line": Schema(("measure", "line"), f"{_PRINTED}.measurements:LineShown"),
    "measure-link": Schema(("measure", "link"), f"{_PRINTED}.measurements:LinkShown"),
    "doctor": Schema(("doctor",), "readiness.model.findings:DoctorDocument"),
    "assessment": Schema(("assess",), "readiness.model.printed.assessment:AssessmentDocument"),
    "report": Schema((), "readiness.report.location.data:LocationReport"),
    "comparison": Schema(("compare",), "readiness.compare.document:ComparisonDocument"),
    "plan": Schema(("plan",), "readiness.plan.told.document:PlanDocument"),
    "plan-decisions": Schema(
        ("plan", "decisions"), "readiness.plan.told.document:DecisionsDocument"
    ),
    "content-list": Schema(("content", "list"), f"{_PRINTED}.contents:ContentList"),
    "content-show": Schema(("content", "show"), f"{_PRINTED}.contents:ContentShown"),
    "settings-show": Schema(("settings", "show"), f"{_PRINTED}.settings:SettingsShown"),
}


def model(name: str) -> type[BaseModel]:
    """The document behind a name of `SCHEMAS`."""
    module, _, class_ = SCHEMAS[name].model.partition(":")
    found: type[BaseModel] = getattr(import_module(module), class_)
    return found


def schema(name: str) -> dict[str, Any]:
    """Its JSON schema, as the document is printed (amounts of the content are texts)."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **model(name).model_json_schema(by_alias=True, mode="serialization"),
    }
