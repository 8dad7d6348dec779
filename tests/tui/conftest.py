"""A home folder with a location and an open visit, and the app on it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from readiness import language
from readiness.kit import Kit
from readiness.paths import Home


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("READINESS_LANGUAGE", "en")
    language.use("en")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def visit_id(home: Path) -> str:
    """An open visit to a location of 12 client rooms, bed sensors wanted."""
    kit = Kit(Home(home))
    location = kit.add_location(
        {
            "name": "De Linde",
            "organisation": "Zorggroep",
            "beds": "24",
            "client_rooms": "12",
            "carers_day": "6",
            "carers_night": "2",
            "active_devices": "10",
            "video_calls": "1",
            "camera_streams": "0",
            "guests": "10",
            "in_use": "mobile-record",
            "wanted": "bed-sensor",
        }
    )
    made = kit.start_visit(location, date(2026, 3, 2))
    kit.close_store()
    return made
