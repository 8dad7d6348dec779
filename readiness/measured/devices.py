"""What other devices measured at a spot, kept beside the laptop's own figure."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from readiness.language import active
from readiness.measure.measurement import Figure
from readiness.measured.repeats import laptop_figure
from readiness.model.content import Catalogue
from readiness.model.given import Given
from readiness.model.revision import Answer, Unknown
from readiness.model.sentence import Sentence, refuse
from readiness.model.subject import Subject
from readiness.model.visit import Visit

if TYPE_CHECKING:
    from readiness.measure.device.pairing import DeviceFigures
    from readiness.measure.measurement import Measurement

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


def is_worse(device: Decimal, laptop: Decimal | None) -> bool:
    """Whether another device's Mbit/s are so far under the laptop's that it must be told."""
    return laptop is not None and device < _CLEARLY_WORSE * laptop


def cross_checks(visit: Visit, question: str, spot: Subject) -> list[dict[str, Any]]:
    """What other devices measured of this so far, oldest first."""
    rows: list[dict[str, Any]] = []
    for held in visit.about(question, spot):
        rows += [row for row in held.instrument.get("cross_checks", ()) if row not in rows]
    return rows


def kept_checks(
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
