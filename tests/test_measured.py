"""What becomes of a measurement in a visit: kept, beside what was there, never in its place."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from readiness.kit import Kit
from readiness.measure.measurement import FIGURES, Figure, Measurement, State, Unavailable
from readiness.measured.spot import LOST_LATER
from readiness.model.revision import Known, Observation, Unknown
from readiness.model.sentence import Sentence
from readiness.model.subject import parse
from readiness.model.value import Number
from readiness.paths import Home

ROOM = parse("spot:1/North/client-room/101")
WHY = Sentence("Interrupted after 3.2 s.")


def made(state: State = "measured", rate: str = "48.2", **more: Any) -> Measurement:
    if state != "measured":
        return Measurement(state, WHY, dict.fromkeys(FIGURES, Unavailable(WHY)),
                           {"started": "2026-11-03T13:02:00+00:00"})  # fmt: skip
    figures: dict[str, Figure | Unavailable] = {
        **{name: Figure(Decimal(1), unit, "x") for name, unit in FIGURES.items()},
        "download": Figure(Decimal(rate), "Mbit/s", "http-multi-6", **more),
        "signal": Unavailable(Sentence("No Wi-Fi.")),
    }
    return Measurement("measured", None, figures, {"server": "s"}, [("download", 1.0, 48.0, None)])


@pytest.fixture
def kit(home: Path) -> Any:
    opened = Kit(Home(home))
    place = opened.add_location({"name": "Huis"})
    from datetime import date

    opened.visit_of = opened.start_visit(place, date(2026, 3, 2))  # type: ignore[attr-defined]
    yield opened
    opened.close_store()


def record(kit: Any, measurement: Measurement) -> bool:
    kept: bool = kit.record_measurement(kit.visit(kit.visit_of), ROOM, measurement)
    return kept


def held(kit: Any, question: str) -> Observation:
    (found,) = kit.visit(kit.visit_of).about(question, ROOM)
    assert isinstance(found, Observation)
    return found


def test_a_lost_connection_is_stored_with_its_reason_and_never_as_a_number(kit: Any) -> None:
    assert record(kit, made("interrupted"))
    assert held(kit, "network.download").answer == Unknown("Interrupted after 3.2 s.")


def test_a_connection_lost_later_leaves_the_figure_and_is_kept_beside_it(kit: Any) -> None:
    record(kit, made())
    assert not record(kit, made("interrupted"))
    found = held(kit, "network.download")
    assert found.answer == Known(Number(Decimal("48.2")))
    assert found.instrument["interruptions"] == [
        {"at": "2026-11-03T13:02:00+00:00", "reason": "Interrupted after 3.2 s."}
    ]
    assert LOST_LATER.template in found.instrument["warnings"]
    record(kit, made("interrupted"))
    assert len(held(kit, "network.download").instrument["interruptions"]) == 2


def test_a_server_that_is_off_changes_nothing(kit: Any) -> None:
    record(kit, made())
    before = held(kit, "network.download")
    assert not record(kit, made("unavailable"))
    assert held(kit, "network.download") == before


def test_a_figure_keeps_its_spread_and_that_it_is_a_bound(kit: Any) -> None:
    record(kit, made(low=Decimal(40), high=Decimal(50), at_least=True))
    kept = held(kit, "network.download").instrument
    assert (kept["low"], kept["high"], kept["at_least"]) == ("40", "50", True)
    assert kept["samples"] == [["download", 1.0, 48.0, None]]
    assert held(kit, "network.signal").answer == Unknown("No Wi-Fi.")


def test_a_repeat_keeps_the_earlier_figure(kit: Any) -> None:
    record(kit, made())
    assert record(kit, made(rate="12"))
    found = held(kit, "network.download")
    assert found.answer == Known(Number(Decimal(12)))
    assert [row["value"] for row in found.instrument["earlier"]] == ["48.2"]


def test_what_the_server_outside_said_is_kept_beside_the_figure(kit: Any) -> None:
    from dataclasses import replace

    record(kit, replace(made(), outside=made(rate="9.5")))
    kept = held(kit, "network.download").instrument["outside"]
    assert kept == {
        "state": "measured", "reason": "", "server": "s",
        "figures": {"download": "9.5", "upload": "1", "latency": "1", "jitter": "1", "loss": "1"},
    }  # fmt: skip
