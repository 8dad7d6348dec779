"""The internet line, as an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness.language import active
from readiness.measure.measurement import Figure
from readiness.measured.repeats import kept_earlier, laptop_figure
from readiness.model.content import Catalogue
from readiness.model.given import Given
from readiness.model.revision import Answer, Known, Unknown
from readiness.model.subject import LOCATION
from readiness.model.value import Number
from readiness.model.visit import Visit

if TYPE_CHECKING:
    from readiness.measure.measurement import Measurement

LINE_CAPACITY = "network.line-capacity"


def line_answers(catalogue: Catalogue, visit: Visit, measurement: Measurement) -> list[Given]:
    """The answer that a measurement of the internet line gives: its download.

    None where an earlier one is better: a figure that couldn't be had replaces none, and a
    lower bound doesn't replace a greater one.
    """
    if LINE_CAPACITY not in catalogue.questions:
        return []
    figure = measurement.figures["download"]
    held = laptop_figure(visit, LINE_CAPACITY, LOCATION)
    answer: Answer
    if isinstance(figure, Figure):
        if figure.at_least and held is not None and held >= figure.value:
            return []
        answer = Known(Number(figure.value))
    else:
        if held is not None:
            return []
        answer = Unknown(active().say(figure.reason))
    how = {"how": figure.how, "at_least": figure.at_least} if isinstance(figure, Figure) else {}
    return [
        Given(
            question=LINE_CAPACITY,
            subject=LOCATION,
            answer=answer,
            method="measured",
            note="" if measurement.reason is None else active().say(measurement.reason),
            instrument=dict(measurement.instrument)
            | {"samples": list(measurement.samples)}
            | how
            | kept_earlier(visit, LINE_CAPACITY, LOCATION),
        )
    ]
