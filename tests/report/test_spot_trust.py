"""What a report says of how far the figures of the spots can be trusted."""

from __future__ import annotations

from typing import Any

from readiness.model.content import Catalogue
from tests.builders import a_visit, said

from . import house


def room(number: int, value: str, **instrument: Any) -> Any:
    return said(
        "network.download", value, f"spot:1/North/client-room/{number}", instrument=instrument
    )


def notes(catalogue: Catalogue, *given: object, language: str = "en") -> str:
    found = house.view(catalogue, a_visit(*given), language).spots
    assert found is not None
    return "\n".join(found.notes)


def test_wifi_or_line_is_counted_over_the_spots(catalogue: Catalogue) -> None:
    given = [
        room(1, "90", bottleneck={"download": "line", "upload": "wifi"}),
        room(2, "80", bottleneck={"download": "line"}),
        room(3, "9", bottleneck={"download": "wifi"}),
    ]
    told = notes(catalogue, *given)
    assert (
        "Wi-Fi or line, download: at 2 spots the internet line holds it down on the way to outside "
        "(1 (client room, floor 1, North); 2 (client room, floor 1, North))."
    ) in told
    assert "Wi-Fi or line, download: at 1 spots the Wi-Fi holds it down" in told
    assert "Wi-Fi or line, upload: at 1 spots the Wi-Fi" in told
    assert "de internetlijn de grens" in notes(catalogue, *given, language="nl")


def test_a_lower_bound_is_marked_and_explained(catalogue: Catalogue) -> None:
    given = room(1, "94", at_least=True)
    view = house.view(catalogue, a_visit(given), "en").spots
    assert view is not None
    assert view.rows[0].figures[0] == "≥ 94"
    assert any(note.startswith("≥ means") for note in view.notes)


def test_runs_that_differ_widely_are_named(catalogue: Catalogue) -> None:
    told = notes(catalogue, room(1, "40", low="12", high="48"), room(2, "40", low="38", high="44"))
    assert "1 (client room, floor 1, North) 12–48 Mbit/s" in told
    assert "38–44" not in told


def test_many_spots_with_the_same_best_figure_show_a_limit_that_is_not_theirs(
    catalogue: Catalogue,
) -> None:
    same = [room(number, str(94 + number / 10)) for number in range(4)]
    assert "The best 4 spots all got about 94.3 Mbit/s" in notes(catalogue, *same)
    varied = [room(number, str(40 + 10 * number)) for number in range(4)]
    assert "all got about" not in notes(catalogue, *varied)


def test_a_later_loss_and_other_devices_are_told(catalogue: Catalogue) -> None:
    told = notes(
        catalogue,
        room(1, "48", interruptions=[{"at": "", "reason": "Interrupted"}]),
        room(2, "48", cross_checks=[{"device": "phone", "download": 31.5}]),
    )
    assert "The connection was lost in a later measurement at: 1 (client room" in told
    assert "2 (client room, floor 1, North): phone 31.5 Mbit/s" in told


def test_an_instrument_of_any_shape_says_nothing(catalogue: Catalogue) -> None:
    wrong = room(
        1, "48", bottleneck=["x"], low="NaN", high="nine", cross_checks=[3, {"download": "x"}],
        interruptions="x", outside=[1], at_least="yes",
    )  # fmt: skip
    assert notes(catalogue, wrong) == notes(catalogue, room(1, "48"))
