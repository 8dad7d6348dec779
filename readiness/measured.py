"""What was measured, as answers: which questions a measurement answers, and with what."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from readiness.language import active, clock
from readiness.measure.measurement import Figure, Unavailable
from readiness.model.answer import NO_LINK, plain
from readiness.model.catalogue import NumberQuestion
from readiness.model.content import Catalogue
from readiness.model.earlier import Earlier, earlier
from readiness.model.given import LONGEST_NOTE, Given
from readiness.model.revision import Answer, Known, Unknown
from readiness.model.sentence import Sentence, refuse
from readiness.model.subject import LOCATION, Subject
from readiness.model.value import NoLink, Number
from readiness.model.visit import Visit

if TYPE_CHECKING:
    from readiness.measure.device.pairing import DeviceFigures
    from readiness.measure.measurement import Measurement
    from readiness.measure.walk.walked import Walk

# A spot that is measured over and over stays readable.
MOST_EARLIER = 10


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
                | ({"how": figure.how} if isinstance(figure, Figure) else {})
                | _earlier(visit, question.id, spot)
                | _checked(visit, question.id, spot, measurement),
            )
        )
    return given


def no_link_answers(catalogue: Catalogue, visit: Visit, spot: Subject) -> list[Given]:
    """The answers of a spot where a person found no network at all."""
    return [
        Given(
            question=question.id,
            subject=spot,
            answer=Known(NoLink()),
            method="measured",
            instrument=_earlier(visit, question.id, spot),
        )
        for question in catalogue.questions.values()
        if isinstance(question, NumberQuestion) and question.no_link is not None
    ]


def _earlier(visit: Visit, question: str, spot: Subject) -> dict[str, list[dict[str, str]]]:
    """What was measured of this before, newest last: a repeat keeps what it replaces."""
    kept = earlier(visit, question, spot)
    for held in visit.about(question, spot):
        if held.method == "measured" and isinstance(held.answer, Known):
            value = held.answer.value
            amount = plain(value.amount) if isinstance(value, Number) else NO_LINK
            kept.append(Earlier(held.at, amount, str(held.instrument.get("how", ""))))
    rows = [one._asdict() for one in kept[-MOST_EARLIER:]]
    return {"earlier": rows} if rows else {}


def _checked(
    visit: Visit, question: str, spot: Subject, measurement: Measurement
) -> dict[str, list[Any]]:
    """What other devices measured here stays beside a repeat, and is judged beside it anew."""
    rows = cross_checks(visit, question, spot)
    if not rows:
        return {}
    name = question.partition(".")[2]
    figure = measurement.figures.get(name)
    laptop = figure.value if isinstance(figure, Figure) else None
    worse = any(is_worse(Decimal(str(row[name])), laptop) for row in rows)
    given = measurement.instrument.get("warnings", ())
    warnings = [*(given if isinstance(given, list) else ()), *([WORSE_DEVICE.template] * worse)]
    return {"cross_checks": rows} | ({"warnings": warnings} if worse else {})


CROSS_CHECKED = ("network.download", "network.upload")
# Our choice: two devices side by side differ by a fifth without any cause.
_CLEARLY_WORSE = Decimal("0.7")
WORSE_DEVICE = Sentence(
    "Another device receives clearly worse here than this laptop, so the verdict on this spot may "
    "be too rosy."
)
_ONLY_DEVICE = Sentence(
    "Only another device was measured here, so the laptop's own figure is not known. Measure this "
    "spot with the laptop."
)


def cross_check_answers(
    catalogue: Catalogue, visit: Visit, spot: Subject, figures: DeviceFigures
) -> list[Given]:
    """The answers of a spot as they are, with what another device measured kept beside them.

    Raises:
        Refused: two laptops left different figures there; a person has to choose first.
    """
    row: dict[str, Any] = {
        "device": figures.device,
        "download": float(figures.download),
        "upload": float(figures.upload),
        "latency": None if figures.latency is None else float(figures.latency),
        "at": figures.at,
        "how": figures.how,
    }
    own = {"network.download": figures.download, "network.upload": figures.upload}
    given = []
    for id_ in CROSS_CHECKED:
        if id_ not in catalogue.questions:
            continue
        held = visit.about(id_, spot)
        if any(one.answer != held[0].answer for one in held):
            raise refuse(
                "{spot} has different figures for {question}; choose one of them first, then "
                "measure with the other device again.",
                spot=spot,
                question=id_,
            )
        instrument = dict(held[-1].instrument) if held else {}
        instrument["cross_checks"] = [*cross_checks(visit, id_, spot), row]
        answer: Answer = held[-1].answer if held else Unknown(active().say(_ONLY_DEVICE))
        if is_worse(own[id_], laptop_figure(visit, id_, spot)):
            warnings = list(instrument.get("warnings", ()))
            if WORSE_DEVICE.template not in warnings:
                instrument["warnings"] = [*warnings, WORSE_DEVICE.template]
        given.append(
            Given(
                question=id_,
                subject=spot,
                answer=answer,
                method=held[-1].method if held else "measured",
                note=held[-1].note if held else "",
                instrument=instrument,
            )
        )
    return given


def laptop_figure(visit: Visit, question: str, spot: Subject) -> Decimal | None:
    """The laptop's own number at a spot; None where there is none."""
    for held in visit.about(question, spot):
        if isinstance(held.answer, Known) and isinstance(held.answer.value, Number):
            return held.answer.value.amount
    return None


def is_worse(device: Decimal, laptop: Decimal | None) -> bool:
    """Whether another device's Mbit/s are so far under the laptop's that it must be told."""
    return laptop is not None and device < _CLEARLY_WORSE * laptop


def cross_checks(visit: Visit, question: str, spot: Subject) -> list[dict[str, Any]]:
    """What other devices measured of this so far, oldest first."""
    rows: list[dict[str, Any]] = []
    for held in visit.about(question, spot):
        rows += [row for row in held.instrument.get("cross_checks", ()) if row not in rows]
    return rows


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
            | _earlier(visit, LINE_CAPACITY, LOCATION),
        )
    ]


ROAMING_GAP = "network.roaming-gap"


def walk_answers(catalogue: Catalogue, visit: Visit, walk: Walk) -> list[Given]:
    """The answer that a walk gives: the longest gap.

    None where an earlier one is better, or where a person stopped before there was a walk.
    """
    not_begun = walk.state == "interrupted" and not walk.sent
    if not_begun or ROAMING_GAP not in catalogue.questions:
        return []
    answer: Answer
    if isinstance(walk.longest, Figure):
        answer = Known(Number(walk.longest.value))
    else:
        answer = Unknown(active().say(walk.longest.reason))
        if any(isinstance(held.answer, Known) for held in visit.about(ROAMING_GAP, LOCATION)):
            return []
    said = [f"{clock(note.at_s)} {note.text}" for note in walk.notes]
    return [
        Given(
            question=ROAMING_GAP,
            subject=LOCATION,
            answer=answer,
            method="measured",
            note="; ".join(said)[:LONGEST_NOTE],
            instrument=dict(walk.instrument) | {"walk": _of_walk(walk)},
        )
    ]


def _of_walk(walk: Walk) -> dict[str, Any]:
    """What is kept of a walk: rows of [seconds since the start, …], and what was counted."""
    longest = walk.longest_gap
    kept: dict[str, Any] = {
        "gaps": [[gap.at_s, gap.ms, gap.note] for gap in walk.gaps],
        "notes": [[note.at_s, note.text] for note in walk.notes],
        "sent": walk.sent,
        "answered": walk.answered,
        "at_least": isinstance(walk.longest, Figure) and walk.longest.at_least,
        "longest_near": longest.note if longest is not None else "",
    }
    for name, figure in (("latency", walk.latency), ("latency_p95", walk.latency_p95)):
        if isinstance(figure, Figure):
            kept[f"{name}_ms"] = float(figure.value)
    if isinstance(walk.roams, Unavailable):
        kept["roams_unknown"] = _kept_words(walk.roams.reason)
    else:
        kept["roams"] = [[roam.at_s, roam.old, roam.new] for roam in walk.roams]
    return kept


def _kept_words(reason: Sentence) -> str:
    """A sentence to keep: its template where that says it all, for any reader's language."""
    return active().say(reason) if reason.values else reason.template
