"""How the Wi-Fi is spot by spot: adequate or not, where, with the plan of a floor if given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from readiness.model.catalogue import RatioQuestion
from readiness.model.revision import Known
from readiness.model.spot_plan import in_walking_order
from readiness.model.subject import Subject
from readiness.model.value import NoLink, Number
from readiness.report.location import spot_trust
from readiness.report.location.spots import Spots, columns
from readiness.report.words import Words
from readiness.score.rooms import adequate
from readiness.score.scene import Scene
from readiness.terms import Mark

_DOWN = "network.download"


@dataclass(frozen=True)
class PlanPicture:
    """The picture of a floor: png or jpeg, with its size in pixels."""

    kind: str
    content: bytes
    width: int
    height: int


@dataclass(frozen=True)
class WifiSpot:
    """`mark`: adequate, weak, no-link or unknown. `x`, `y` in percent, empty if not placed."""

    floor: str
    ward: str
    zone: str
    name: str
    mark: Mark
    figure: str
    x: str
    y: str


@dataclass(frozen=True)
class FloorPlanView:
    """A floor with its picture; `content` is base64, empty in plain data."""

    floor: str
    kind: str
    width: int
    height: int
    picture: str


@dataclass(frozen=True)
class Wifi:
    """`rule`: what adequate means. `legend`: every mark in use. `worst`: in words."""

    spots: tuple[WifiSpot, ...]
    legend: tuple[Mark, ...]
    rule: str
    counted: str
    worst: tuple[str, ...]
    plans: tuple[FloorPlanView, ...]


def wifi(words: Words, table: Spots | None, plans: Mapping[str, PlanPicture]) -> Wifi | None:
    """The spots of the visit as a picture shows them; None without any."""
    question = next(
        (q for q in words.catalogue.questions.values() if getattr(q, "derived", "")), None
    )
    if table is None or not isinstance(question, RatioQuestion):
        return None
    scene = Scene(words.catalogue, words.visit, words.observations, words.visit.date)
    places = {
        o.subject
        for id_ in columns(words)
        for o in words.observations.get(id_, ())
        if o.subject.kind == "spot"
    }
    marks = _marks(words)
    placed = words.visit.location.placed
    spots = []
    for place in in_walking_order(words.visit.location, places):
        floor, ward, zone, name = place.place
        at = placed.get(place)
        spots.append(
            WifiSpot(
                floor=floor,
                ward=ward,
                zone=words.language.zone(zone),
                name=name,
                mark=marks[_state(words, scene, question, place)],
                figure=_figure(words, place),
                x="" if at is None else str(at.x),
                y="" if at is None else str(at.y),
            )
        )
    states = [spot.mark.state for spot in spots]
    return Wifi(
        spots=tuple(spots),
        legend=tuple(mark for state, mark in marks.items() if state in states),
        rule=_rule(words, question),
        counted=words.language.word(
            "Measured spots: {total}. Adequate: {good}; too weak: {weak}; no network: {none}; "
            "not known: {unknown}.",
            total=len(spots),
            good=states.count("adequate"),
            weak=states.count("weak"),
            none=states.count("no-link"),
            unknown=states.count("unknown"),
        ),
        worst=_worst(words, [s for s in spots if s.mark.state in ("weak", "no-link")]),
        plans=tuple(_plans(spots, plans)),
    )


def _plans(spots: list[WifiSpot], plans: Mapping[str, PlanPicture]) -> list[FloorPlanView]:
    """The floors with a picture on which a measured spot was placed."""
    from base64 import b64encode

    shown = {spot.floor for spot in spots if spot.x}
    return [
        FloorPlanView(floor, plan.kind, plan.width, plan.height, b64encode(plan.content).decode())
        for floor, plan in plans.items()
        if floor in shown
    ]


def _marks(words: Words) -> dict[str, Mark]:
    word = words.language.word
    return {
        "adequate": Mark("adequate", "✓", word("adequate")),
        "weak": Mark("weak", "✗", word("too weak")),
        "no-link": Mark("no-link", "⊘", word("no network")),
        "unknown": Mark("unknown", "?", word("not known yet")),
    }


def _state(words: Words, scene: Scene, question: RatioQuestion, place: Subject) -> str:
    if any(
        o.answer == Known(NoLink()) for id_ in columns(words) for o in words.visit.about(id_, place)
    ):
        return "no-link"
    return {True: "adequate", False: "weak", None: "unknown"}[adequate(scene, question, place)]


def _figure(words: Words, place: Subject) -> str:
    """Download in Mbit/s in a few signs."""
    for observation in words.visit.about(_DOWN, place):
        match observation.answer:
            case Known(Number(amount)):
                return spot_trust.bound(observation) + words.amount(round(amount, 1))
            case Known(NoLink()):
                return "0"
    return ""


def _rule(words: Words, question: RatioQuestion) -> str:
    """The tests of adequate in one line."""
    told = []
    headings = columns(words)
    for test in question.adequate:
        name = headings.get(test.question, test.question)
        if test.at_least is not None:
            told.append(f"{name} ≥ {words.amount(test.at_least)}")
        if test.at_most is not None:
            told.append(f"{name} ≤ {words.amount(test.at_most)}")
    return words.language.word(
        "Adequate means: {tests} (our choice). The figure is the download in Mbit/s.",
        tests="; ".join(told),
    )


def _worst(words: Words, weak: list[WifiSpot]) -> tuple[str, ...]:
    """Where it is weak, ward by ward."""
    wards: dict[tuple[str, str], list[WifiSpot]] = {}
    for spot in weak:
        wards.setdefault((spot.floor, spot.ward), []).append(spot)
    return tuple(
        words.language.word(
            "Floor {floor}, {ward}: {spots}",
            floor=floor,
            ward=ward,
            spots="; ".join(f"{s.name} ({s.zone}, {s.mark.word})" for s in found),
        )
        for (floor, ward), found in wards.items()
    )
