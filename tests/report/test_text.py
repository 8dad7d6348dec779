"""The text report: the same essence in lines that fit a terminal."""

from __future__ import annotations

from dataclasses import replace

import pytest

from readiness.model.content import Catalogue
from readiness.report import text
from readiness.report.formats import FORMATS

from . import house


@pytest.mark.parametrize("width", [80, 100])
@pytest.mark.parametrize("language", ["en", "nl"])
def test_no_line_is_wider_than_asked(catalogue: Catalogue, width: int, language: str) -> None:
    long = house.observation(catalogue, "devices.carried", "location", "2", "counted", "y" * 10_000)
    location = replace(house.LINDEHOF, name="z" * 300)
    visit = house.visit(catalogue, long, location=location)
    lines = text.write(house.view(catalogue, visit, language), width).split("\n")
    assert max(len(line) for line in lines) <= width


def test_it_says_verdicts_reasons_and_remedies(catalogue: Catalogue) -> None:
    written = text.write(house.view(catalogue, house.visit(catalogue)))
    assert "✗ not yet: Nurse call and voice over Wi-Fi (in use)" in written
    assert "  Seen: 8 of 12 spots good enough, 95% is needed\n" in written
    assert "  Remedy: Add or replace access points\n" in written
    assert "\nScore        52.8 (24.6–81.1)." in written
    assert written.index("Verdict per technology") < written.index("Hard stops\n===")


def test_a_note_that_looks_like_a_value_stays_a_note(catalogue: Catalogue) -> None:
    note = house.observation(catalogue, "devices.carried", "location", "2", "counted", "False")
    written = text.write(house.view(catalogue, house.visit(catalogue, note)))
    assert "Note: False" in written
    assert "True" not in written


def test_no_control_character_reaches_the_terminal(catalogue: Catalogue) -> None:
    visit = replace(house.visit(catalogue), assessor="\x1b]0;owned\x07\x9b31m\u202eA")
    written = text.write(house.view(catalogue, visit))
    assert "\ufffd]0;owned\ufffd\ufffd31m\ufffdA" in written
    assert all(ord(c) >= 32 or c == "\n" for c in written)


def test_each_format_writes_bytes(catalogue: Catalogue) -> None:
    view = house.view(catalogue, house.empty_visit(catalogue))
    assert (FORMATS["html"].suffix, FORMATS["text"].suffix) == (".html", ".txt")
    assert FORMATS["html"].write(view).startswith(b"<!DOCTYPE html>")
    assert b"draft: visit still open" in FORMATS["text"].write(view)
