"""What every test shares: English words, a home of its own, no settings from outside."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
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


# These take the time that a measurement takes, and mostly wait: two rows of them, each one after
# the other in one process, beside the processes that work; before these where that is allowed.
# In one row stands what needs the machine for itself to fill a link. A machine that does something
# else for a moment is not what they are about, so each has three goes, and time between them for
# that moment to pass.
WAITING = (
    "tests/measure/test_ping", "tests/measure/test_second_device", "tests/measure/test_silence",
    "tests/measure/test_stop", "tests/measure/test_trouble", "tests/measure/test_walk",
    "tests/tui/test_terminal", "tests/tui/test_walking", "tests/tui/test_second_device",
    "tests/cli/test_doctor", "tests/cli/test_second_device", "tests/cli/test_walk",
)  # fmt: skip
FILLING = ("tests/measure/", "tests/tui/test_doctor", "tests/cli/test_measure")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.nodeid.startswith((*WAITING, *FILLING)):
            row = "waiting" if item.nodeid.startswith(WAITING) else "filling"
            item.add_marker(pytest.mark.xdist_group(row))
            item.add_marker(pytest.mark.flaky(reruns=2, reruns_delay=8))


@pytest.fixture(autouse=True, scope="module")
def _measuring_goes_first(request: pytest.FixtureRequest) -> Iterator[None]:
    if not request.node.nodeid.startswith((*WAITING, *FILLING)) or sys.platform == "win32":
        yield
        return
    usual = os.getpriority(os.PRIO_PROCESS, 0)
    with suppress(PermissionError):
        os.setpriority(os.PRIO_PROCESS, 0, usual - 10)
    yield
    os.setpriority(os.PRIO_PROCESS, 0, usual)
