"""A spot's measurement, as answers: which questions it answers, and with what."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from readiness.language import active
from readiness.measure.measurement import Figure, Unavailable
from readiness.measured.devices import kept_checks
from readiness.measured.repeats import kept_earlier
from readiness.model.catalogue import NumberQuestion
from readiness.model.content import Catalogue
from readiness.model.given import Given
from readiness.model.revision import Answer, Known, Observation, Unknown
from readiness.model.sentence import Sentence
from readiness.model.subject import Subject
from readiness.model.value import NoLink, Number
from readiness.model.visit import Visit

if TYPE_CHECKING:
    from readiness.measure.measurement import Measurement

LOST_LATER = Sentence(
    "The connection was lost in a later measurement here; the figure is that of an earlier one."
)


def spot_answers(
    catalogue: Catalogue, visit: Visit, spot: Subject, measurement: Measurement
) -> list[Given]:
    """The answers that a spot's measurement gives, one for each figure of the catalogue.

    A figure that couldn't be had never replaces one that could: it is left out, but that the
    connection was lost is kept with the earlier figure.
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
            held = [h for h in visit.about(question.id, spot) if isinstance(h.answer, Known)]
            if len(held) == 1 and measurement.state == "interrupted":
                given.append(_lost_later(held[0], measurement))
            if held:
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
                instrument=instrument(measurement, figure, with_samples=name == "download")
                | kept_earlier(visit, question.id, spot)
                | kept_checks(visit, question.id, spot, measurement),
            )
        )
    return given


def instrument(
    measurement: Measurement, figure: Figure | Unavailable | None, *, with_samples: bool
) -> dict[str, Any]:
    """What a figure was measured with, as it is kept: JSON values only."""
    kept: dict[str, Any] = dict(measurement.instrument)
    if with_samples:
        kept["samples"] = list(measurement.samples)
    if isinstance(figure, Figure):
        kept["how"] = figure.how
        if figure.at_least:
            kept["at_least"] = True
        if figure.low is not None and figure.high is not None:
            kept["low"], kept["high"] = str(figure.low), str(figure.high)
    if measurement.outside is not None:
        kept["outside"] = _side(measurement.outside)
    return kept


def _side(outside: Measurement) -> dict[str, Any]:
    """What the server outside said, beside the figure of the one inside."""
    told = ("server", "protocol", "warnings", "runs")
    return {
        "state": outside.state,
        "reason": "" if outside.reason is None else active().say(outside.reason),
        "figures": {
            key: str(figure.value)
            for key, figure in outside.figures.items()
            if isinstance(figure, Figure)
        },
    } | {key: outside.instrument[key] for key in told if key in outside.instrument}


def _lost_later(held: Observation, measurement: Measurement) -> Given:
    """The figure as it was, with the later loss of the connection kept beside it."""
    lost = {
        "at": str(measurement.instrument.get("started", "")),
        "reason": "" if measurement.reason is None else active().say(measurement.reason),
    }
    kept = dict(held.instrument)
    kept["interruptions"] = [*kept.get("interruptions", ()), lost]
    kept["warnings"] = list(dict.fromkeys([*kept.get("warnings", ()), LOST_LATER.template]))
    return Given(held.question, held.subject, held.answer, held.method, held.note, kept)


def no_link_answers(catalogue: Catalogue, visit: Visit, spot: Subject) -> list[Given]:
    """The answers of a spot where a person found no network at all."""
    return [
        Given(
            question=question.id,
            subject=spot,
            answer=Known(NoLink()),
            method="measured" if "measured" in question.methods else None,
            instrument=kept_earlier(visit, question.id, spot),
        )
        for question in catalogue.questions.values()
        if question.asked_of == "spot"
        and isinstance(question, NumberQuestion)
        and question.no_link is not None
    ]


def no_link_beside(
    catalogue: Catalogue, visit: Visit, given: Given
) -> tuple[list[Given], list[str]]:
    """What "no network" at a spot says besides the question it was said of: the other answers, as
    the screen gives them, and the questions that have another answer, which stays.

    Both are empty where `given` says something else. An answer that says only that it isn't known
    makes way; one that is there already isn't given again.
    """
    beside: list[Given] = []
    other: list[str] = []
    if given.answer != Known(NoLink()):
        return beside, other
    for one in no_link_answers(catalogue, visit, given.subject):
        held = [h.answer for h in visit.about(one.question, given.subject)]
        if one.question == given.question or one.answer in held:
            continue
        if all(isinstance(answer, Unknown) for answer in held):
            beside.append(replace(one, note=given.note))
        else:
            other.append(one.question)
    return beside, other
