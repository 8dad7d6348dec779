"""What an assessor would have found at a fictional location: all answers of one visit."""

from __future__ import annotations

import random
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from readiness.demo import building
from readiness.demo.answering import answer, couplings, near, ratio, where
from readiness.demo.portraits import Portrait, quality
from readiness.model.catalogue import (
    MatrixQuestion,
    NumberQuestion,
    Question,
    RatioQuestion,
    TimedLogQuestion,
)
from readiness.model.content import Catalogue
from readiness.model.given import Given
from readiness.model.location import Location
from readiness.model.revision import Answer, Known, NotApplicable, Unknown
from readiness.model.spot_plan import plan
from readiness.model.subject import LOCATION, SHIFTS, Subject
from readiness.model.value import NoLink, Number, Ratio, Timed
from readiness.score.line import line_target
from readiness.score.scene import names

_REASONS = (
    "de applicatiebeheerder was er niet",
    "de lijst was zoek",
    "niemand wist het",
    "geen tijd meer",
)
# Of a hundred test alarms or calls none is lost above this quality.
_NONE_LOST = 0.8
_SERVER = "meetpunt.demo.invalid:8989"
_ALARMS = 20


def answers(
    catalogue: Catalogue, portrait: Portrait, location: Location, later: bool, dice: random.Random
) -> Iterator[Given]:
    """Every answer, in the order of the catalogue."""
    spots = [one.spot for one in plan(location).spots]
    if portrait.kind == "home-care":
        spots = [one.spot for one in location.places]
    if portrait.unasked:
        spots = spots[:4]
    radio = {spot: building.radio(portrait, later, spot, dice) for spot in spots}
    calls = _calls(catalogue, portrait, later, dice)
    chosen = (*location.in_use, *location.wanted)
    for question in catalogue.questions.values():
        if question.is_derived or not _asked(catalogue, portrait, location, question):
            continue
        good = quality(portrait, later, question.id, question.check, question.domain)
        if question.asked_of != "spot" and dice.random() < portrait.unasked:
            continue
        if question.asked_of == "spot":
            found = _on_spots(question, radio, good, dice)
        elif question.asked_of in ("call", "alarm"):
            found = calls
            if question.asked_of == "alarm":
                found = _alarms(location, good, catalogue, dice)
        elif dice.random() < portrait.unknown:
            found = [(LOCATION, Unknown(dice.choice(_REASONS)))]
        elif question.id == "helpdesk.answered-share" and calls:
            taken = sum(_in_time(told) for _, told in calls)
            found = [(LOCATION, Known(Ratio(taken, len(calls))))]
        else:
            # Nobody's answer changes where nothing changed; other people are asked each time.
            steady = random.Random(f"{location.id}/{question.id}")  # noqa: S311
            chance = dice if question.asked_of == "person" else steady
            found = list(_told(question, location, chosen, good, chance))
        note = portrait.remarks.get(question.id, "")
        for number, (subject, told) in enumerate(found):
            measured = question.methods[0] == "measured" and isinstance(told, Known)
            yield Given(
                question=question.id,
                subject=subject,
                answer=told,
                method=question.methods[0] if isinstance(told, Known) else None,
                note="" if number else note,
                instrument=_instrument(question, dice) if measured else None,
            )


def _asked(
    catalogue: Catalogue, portrait: Portrait, location: Location, question: Question
) -> bool:
    rule = question.applies_if
    if rule.kinds and location.kind not in rule.kinds:
        return False
    if question.core or portrait.extended:
        return True
    chosen = (*location.in_use, *location.wanted)
    return any(names(catalogue, technology, question.id) for technology in chosen)


def _on_spots(
    question: Question,
    radio: dict[Subject, Any],
    good: float,
    dice: random.Random,
) -> list[tuple[Subject, Answer]]:
    name = question.id.partition(".")[2]
    found: list[tuple[Subject, Answer]] = []
    for spot, figures in radio.items():
        if name == "mobile-reception":
            found.append((spot, Known(Number(building.reception(good, dice)))))
        elif figures is None:
            found.append((spot, Known(NoLink())))
        elif name in figures:
            found.append((spot, Known(Number(figures[name]))))
    return found


def _told(
    question: Question,
    location: Location,
    chosen: tuple[str, ...],
    good: float,
    dice: random.Random,
) -> Iterator[tuple[Subject, Answer]]:
    """Answers about people, technologies, pairs of systems, shifts and the location itself."""
    if question.asked_of == "person":
        least = question.least if isinstance(question.least, int) else 3
        for number in range(1, least + dice.randint(1, 3)):
            yield (
                Subject("person", str(number)),
                Known(answer(question, near(good, dice, 0.12), dice)),
            )
    elif question.asked_of == "technology":
        # As many of them have it as the quality says; the first ones do.
        have = round(near(good, dice) * len(chosen))
        for number, technology in enumerate(chosen):
            yield Subject("technology", technology), Known(Ratio(int(number < have), 1))
    elif isinstance(question, MatrixQuestion):
        for pair in couplings(question, dict.fromkeys(location.in_use)):
            yield Subject("pair", pair), Known(answer(question, good, dice))
    elif question.id == "devices.per-carer" and isinstance(question, RatioQuestion):
        for shift in SHIFTS:
            carers = location.carers(shift)
            if carers:
                yield Subject("shift", shift), Known(ratio(question, near(good, dice), carers))
    elif isinstance(question, NumberQuestion) and question.target == "line":
        target, _complete = line_target(location)
        mbps = where(question.curve, near(good, dice)) * float(target)
        yield LOCATION, Known(Number(Decimal(str(round(mbps, 1)))))
    else:
        # Of people at least five were asked; things are counted in larger numbers.
        people = question.methods[0] == "interview"
        total = dice.randint(5, 8) if people else dice.randint(18, 45)
        yield LOCATION, Known(answer(question, near(good, dice), dice, total))


def _calls(
    catalogue: Catalogue, portrait: Portrait, later: bool, dice: random.Random
) -> list[tuple[Subject, Answer]]:
    """Test calls to the helpdesk: two by day, one at each other moment."""
    question = catalogue.questions["helpdesk.pick-up-time"]
    assert isinstance(question, TimedLogQuestion)
    good = quality(portrait, later, question.id, "helpdesk.reachability", "helpdesk")
    found: list[tuple[Subject, Answer]] = []
    for number, moment in enumerate(("day", "day", "evening", "night", "weekend"), 1):
        seconds = where(question.curve, near(good, dice)) * dice.uniform(0.6, 1.4)
        missed = moment == "night" and good < _NONE_LOST - 0.2
        told = Timed(None if missed else Decimal(round(seconds)), moment)
        found.append((Subject("call", str(number)), Known(told)))
    return found


def _in_time(told: Answer) -> bool:
    if not (isinstance(told, Known) and isinstance(told.value, Timed)):
        return False
    return told.value.seconds is not None


def _alarms(
    location: Location, good: float, catalogue: Catalogue, dice: random.Random
) -> list[tuple[Subject, Answer]]:
    """Twenty test alarms, some of them lost; none where nothing gives alarms."""
    question = catalogue.questions["coupling.alarm-test"]
    assert isinstance(question, TimedLogQuestion)
    if not any(t.alarm for t in catalogue.technologies.values() if t.id in location.in_use):
        return [(LOCATION, NotApplicable("er is nog niets dat alarm geeft"))]
    lost = 0 if good >= _NONE_LOST else 1 if good >= 0.5 else 3
    gone = set(dice.sample(range(_ALARMS), lost))
    found: list[tuple[Subject, Answer]] = []
    for number in range(_ALARMS):
        seconds = where(question.curve, near(good, dice)) * dice.uniform(0.7, 1.3)
        told = Timed(None if number in gone else Decimal(str(round(seconds, 1))))
        found.append((Subject("alarm", str(number + 1)), Known(told)))
    return found


def _instrument(question: Question, dice: random.Random) -> dict[str, Any]:
    """What a measurement says of itself; the server's name can't exist (RFC 2606)."""
    if question.asked_of != "spot":
        return {"probe": question.id.partition(".")[2], "fictional": True, "warnings": []}
    return {
        "probe": "spot",
        "fictional": True,
        "server": _SERVER,
        "protocol": "librespeed",
        "adapter": "wlan0",
        "adapter_kind": "wifi",
        "streams": 4,
        "quick": 0,
        "seconds": round(dice.uniform(16.5, 18.5), 2),
        "warnings": [],
    }
