"""What must be repaired, in which class and order."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction as F

import pytest

from tests.builders import GOOD_ROOM, NO_NETWORK, judged, rooms, said, unknown


def needs(*given: object, **facts: object) -> dict:
    return {need.remedy: need for need in judged(*given, **facts).needs}


@pytest.mark.parametrize(
    ("given", "facts", "remedy", "class_"),
    [
        # removes a hard stop
        (said("devices.temp-ready", "1"), {}, "accounts-from-hr", "need-now"),
        # a must of a technology in use, of a wanted one, of neither
        (
            said("network.power-backup", "10"),
            {"in_use": ("nurse-call",)},
            "power-supply",
            "need-now",
        ),
        (
            said("network.power-backup", "10"),
            {"wanted": ("nurse-call",)},
            "power-supply",
            "need-condition",
        ),
        (said("network.power-backup", "10"), {}, "power-supply", "nice"),
        # legal or continuity: SEC-01, 02, 03, 05
        (said("safety.outage-procedure", "1"), {}, "outage-procedure", "need-now"),
        (said("safety.offline-overview", "1"), {}, "outage-procedure", "need-now"),
        (said("safety.nen7510", "2"), {}, "nen7510-assessment", "need-now"),
        # a weak outcome alone
        (said("applications.card", "1"), {}, "application-card", "nice"),
    ],
)
def test_the_classes(given: object, facts: dict, remedy: str, class_: str) -> None:
    assert needs(given, **facts)[remedy].class_ == class_


def test_neither_a_pass_nor_an_unknown_is_a_need() -> None:
    assert needs(said("applications.card", "3"), unknown("safety.nen7510")) == {}


def test_a_pass_that_fails_a_must_is_a_need() -> None:
    # 0.9 a carer scores 80, but eTDR asks 1.0.
    found = needs(said("devices.per-carer", "9/10"), wanted=("medication-record",))
    assert found["devices"].class_ == "need-condition"


def test_people_cost_and_weight() -> None:
    # Power supply: (800 + 2500) / 2 x 3 = 4950 euro; 1 day x 3 x 8 h x 65 = 1560 euro.
    # People: 40 beds + 9 carers in the weekend, the busiest. One must opened.
    found = needs(
        said("network.power-backup", "10"),
        in_use=("nurse-call",),
        beds=40,
        carers_day=8,
        carers_weekend=9,
        carers_night=2,
    )["power-supply"]
    assert found.people == 49
    assert (found.cost_low, found.cost_mid, found.cost_high) == (2400, 4950, 7500)
    assert found.days_mid == Decimal(3)
    assert found.hard_stops_lifted == 0
    assert found.weight == F(found.musts_opened * 49, 6510)


def test_needs_come_by_class_and_then_by_weight() -> None:
    given = [
        rooms((10, GOOD_ROOM), (10, NO_NETWORK)),  # hard stop and failed musts
        said("safety.nen7510", "2"),
        said("applications.card", "1"),
        said("network.segmentation", "0"),
    ]
    found = judged(given, client_rooms=20, beds=20, carers_day=4, wanted=("nurse-call",)).needs
    classes = [need.class_ for need in found]
    assert classes == sorted(classes, key=["need-now", "need-condition", "nice"].index)
    for class_ in set(classes):
        weights = [need.weight for need in found if need.class_ == class_]
        assert weights == sorted(weights, reverse=True)
    assert next(n for n in found if n.remedy == "segment-network").class_ == "need-condition"


def test_a_raised_hard_stop_counts_as_lifted_by_its_remedy() -> None:
    found = needs(said("safety.outage-procedure", "0"), beds=10)["outage-procedure"]
    assert found.hard_stops_lifted == 1
    assert found.class_ == "need-now"


def test_the_class_never_enters_a_score() -> None:
    given = said("network.power-backup", "10")
    wished = judged(given, wanted=("nurse-call",)).outcomes["network.power-backup"]
    used = judged(given, in_use=("nurse-call",)).outcomes["network.power-backup"]
    assert wished.point == used.point == F(100, 3)
