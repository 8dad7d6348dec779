"""Fictional locations to plan for, on a day that stays the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from readiness.kit import Kit
from readiness.paths import Home
from readiness.tui.screens import plan_work
from tests.tui.planning.today import Today


@pytest.fixture(autouse=True)
def on_2_march_2026(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan_work, "date", Today)


@pytest.fixture
def demo(home: Path) -> Path:
    """Twelve fictional locations."""
    kit = Kit(Home(home))
    kit.add_demo(12, 1)
    kit.close_store()
    return home
