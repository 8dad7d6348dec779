"""The building of a fictional location: its places, and what the radio gives at each of them."""

from __future__ import annotations

import random
from collections.abc import Mapping
from decimal import Decimal

from readiness.demo.portraits import Portrait
from readiness.model.room_list import Place, place
from readiness.model.subject import Subject

# Under this quality a laptop finds no network at all.
_NO_NETWORK = 0.1
# How much of the quality is lost between the first and the last room of a ward.
_ALONG_THE_CORRIDOR = 0.12
_WARD_PLACES = (("living-room", "Huiskamer"), ("bathroom", "Badkamer"), ("corridor", "Gang"))
_GROUND_PLACES = (
    ("team-post", "Teampost"),
    ("medicine-room", "Medicijnkamer"),
    ("lift", "Lift"),
    ("stairs", "Trap"),
    ("garden", "Tuindeur"),
    ("exit", "Hoofdingang"),
)
_OFFICE = (("team-post", "Teamkamer"), ("other", "Balie"), ("other", "Overlegkamer"))


def places(portrait: Portrait) -> tuple[Place, ...]:
    """Every place in walking order; home care has an office only."""
    if portrait.kind == "home-care":
        return tuple(place("0", portrait.wards[0], zone, name) for zone, name in _OFFICE)
    found = []
    for floor in range(portrait.floors):
        for number, ward in enumerate(portrait.wards):
            first = 100 * floor + 1 + number * portrait.rooms_a_ward
            found += [
                place(str(floor), ward, "client-room", f"{room:03d}")
                for room in range(first, first + portrait.rooms_a_ward)
            ]
            found += [place(str(floor), ward, zone, name) for zone, name in _WARD_PLACES]
        if not floor:
            found += [place("0", portrait.wards[0], zone, name) for zone, name in _GROUND_PLACES]
    return tuple(found)


def radio(
    portrait: Portrait, later: bool, spot: Subject, dice: random.Random
) -> Mapping[str, Decimal] | None:
    """The figures at a spot by the question's name; None where there is no network."""
    _floor, ward, zone, name = spot.place
    wards = portrait.later_wifi if later else portrait.wifi
    best = wards[min(portrait.wards.index(ward), len(wards) - 1)]
    if zone == "client-room":
        along = (int(name) - 1) % 100 % portrait.rooms_a_ward / portrait.rooms_a_ward
        best -= along * _ALONG_THE_CORRIDOR
    elif zone in ("garden", "lift"):
        best -= 0.15
    quality = min(1.0, best + dice.gauss(0, 0.03))
    if quality < _NO_NETWORK:
        return None
    weak = 1 - quality
    download = max(0.4, 95 * quality**1.7 * dice.uniform(0.75, 1.2))
    signal = min(-38, round(-46 - 38 * weak + dice.gauss(0, 2)))
    figures = {
        "download": download,
        "upload": max(0.2, download * dice.uniform(0.35, 0.6)),
        "latency": 8 + 110 * weak**2 * dice.uniform(0.6, 1.4),
        "jitter": 2 + 40 * weak**2 * dice.uniform(0.6, 1.4),
        "loss": max(0.0, (0.5 - quality) * dice.uniform(2, 8)),
        "signal": signal,
        "snr": max(5, min(60, signal + 92 + dice.gauss(0, 1.5))),
    }
    return {name: Decimal(str(round(figure, 1))) for name, figure in figures.items()}


def reception(quality: float, dice: random.Random) -> Decimal:
    """Mobile reception in dBm."""
    return Decimal(round(-78 - 38 * (1 - quality) + dice.gauss(0, 3)))
