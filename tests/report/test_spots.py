"""The spots of a report: in walking order, with what a repeat replaced."""

from __future__ import annotations

from readiness.model.content import Catalogue
from readiness.report.location.spots import Spots
from tests.builders import a_visit, said

from . import house


def spots(catalogue: Catalogue, language: str, *given: object, **facts: object) -> Spots:
    found = house.view(catalogue, a_visit(*given, **facts), language).spots
    assert found is not None
    return found


def test_a_repeat_is_told_with_the_figures_before_it(catalogue: Catalogue) -> None:
    earlier = [
        {"at": "no time", "value": "1"},
        {"at": "2026-11-03", "value": "fast"},
        "nonsense",
        {"at": "2026-11-03T13:02:00+00:00", "value": "48.2", "how": "http-multi-6"},
        {"at": "2026-11-03T13:40:00+00:00", "value": "no-link", "how": ""},
    ]
    where = "spot:1/North/client-room/101"
    once = said("network.download", "12", "spot:1/North/client-room/102")
    again = said("network.download", "40", where, instrument={"earlier": earlier})
    assert spots(catalogue, "en", once, again).notes[-1] == (
        "Measured again; the last measurement counts. Download in Mbit/s before that: "
        "101 (client room, floor 1, North) 48.2 (3 Nov 2026), no link (3 Nov 2026)."
    )
    assert (
        spots(catalogue, "nl", once, again)
        .notes[-1]
        .endswith("101 (cliëntkamer, etage 1, North) 48,2 (03-11-2026), geen netwerk (03-11-2026).")
    )
    assert not any("Measured again" in note for note in spots(catalogue, "en", once).notes)


def test_spots_stand_in_walking_order(catalogue: Catalogue) -> None:
    rooms = ("2/N/client-room/9", "1/N/client-room/20", "1/N/client-room/3")
    given = [said("network.download", "12", f"spot:{room}") for room in sorted(rooms)]
    listed = spots(catalogue, "en", given, rooms=rooms)
    assert [row.name for row in listed.rows] == ["9", "20", "3"]
    assert [row.name for row in spots(catalogue, "en", given).rows] == ["3", "20", "9"]
