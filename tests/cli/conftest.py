"""A laptop with one location and one open visit."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.console import Console


@pytest.fixture
def console(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Console:
    return Console(home, monkeypatch, capsys)


@pytest.fixture
def location(console: Console) -> str:
    return console.fine(
        "location", "add", "De Lindehof", "--kind", "residential", "--beds", "40",
        "--client-rooms", "2", "--in-use", "nurse-call", "--wanted", "video-care",
    ).last  # fmt: skip


@pytest.fixture
def visit(console: Console, location: str) -> str:
    return console.fine("visit", "start", location, "--date", "2026-03-02").last


@pytest.fixture
def demo(console: Console) -> Console:
    """Six fictional locations."""
    console.fine("demo", "--locations", "6")
    return console
