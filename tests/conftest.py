"""What every test shares: English words, a home of its own, no settings from outside."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from readiness import language


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.delenv("READINESS_HOME", raising=False)
    monkeypatch.delenv("READINESS_CONTENT", raising=False)
    monkeypatch.delenv("READINESS_LANGUAGE", raising=False)
    language.use("en")
    yield
    language.use("en")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The folder of one laptop; it doesn't exist yet."""
    return tmp_path / "home"
