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


# These take the time that a measurement takes and must not disturb each other: one after the
# other in one process, which mostly waits, while the rest runs in two beside it. A machine
# that does something else for a moment is not what they are about, so each has three goes.
MEASURING = (
    "tests/measure/", "tests/tui/test_terminal", "tests/tui/test_walking", "tests/tui/test_doctor",
    "tests/tui/test_second_device", "tests/cli/test_measure", "tests/cli/test_doctor",
    "tests/cli/test_second_device", "tests/cli/test_walk",
)  # fmt: skip


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.nodeid.startswith(MEASURING):
            item.add_marker(pytest.mark.xdist_group("measuring"))
            item.add_marker(pytest.mark.flaky(reruns=2))
