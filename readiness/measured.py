"""What was measured, as answers: which questions a measurement answers, and with what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness.language import active
from readiness.measure.measurement import Figure, Unavailable
from readiness.model.catalogue import NumberQuestion
from readiness.model.content import Catalogue
from readiness.model.given import Given
from readiness.model.revision import Answer, Known, Unknown
from readiness.model.subject import Subject
from readiness.model.value import NoLink, Number
from readiness.model.visit import Visit

if TYPE_CHECKING:
    from readiness.measure.measurement import Measurement


def spot_answers(
    catalogue: Catalogue, visit: Visit, spot: Subject, measurement: Measurement
) -> list[Given]:
    """The answers that a spot's measurement gives, one for each figure of the catalogue.

    A figure that couldn't be had never replaces one that could: it is left out.
    """
    given = []
    for question in catalogue.questions.values():
        if question.asked_of != "spot" or not isinstance(question, NumberQuestion):
            continue
        name = question.id.partition(".")[2]
        figure = measurement.figures.get(name)
        answer: Answer
        if measurement.state == "no-link" and question.no_link is not None:
            answer = Known(NoLink())
        elif isinstance(figure, Figure):
            answer = Known(Number(figure.value))
        elif isinstance(figure, Unavailable):
            answer = Unknown(active().say(figure.reason))
            if any(isinstance(held.answer, Known) for held in visit.about(question.id, spot)):
                continue
        else:
            continue
        given.append(
            Given(
                question=question.id,
                subject=spot,
                answer=answer,
                method="measured",
                note="" if measurement.reason is None else active().say(measurement.reason),
                instrument=dict(measurement.instrument)
                | ({"samples": list(measurement.samples)} if name == "download" else {})
                | ({"how": figure.how} if isinstance(figure, Figure) else {}),
            )
        )
    return given
