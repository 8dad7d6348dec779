"""The walk test in the report: one line, in both languages, whatever a bundle holds."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from readiness.model.content import Catalogue

from . import house
from .test_view import question

WALK = {
    "gaps": [[12.0, 60, ""], [80.5, 700, "lift"], [100.0, 151, ""], [120.0, 150, ""]],
    "notes": [[82.0, "lift"]],
    "roams": [[80.0, "1", "2"], [110.0, "2", "1"]],
    "longest_near": "lift",
    "at_least": False,
}


def remarks(catalogue: Catalogue, walk: Any, language: str = "en", value: str = "700") -> list[str]:
    observed = house.observation(catalogue, "network.roaming-gap", "location", value, "measured")
    observed = replace(observed, instrument={"seconds": 300.0, "walk": walk})
    visit = house.visit(catalogue)
    others = tuple(o for o in visit.observations if o.question != "network.roaming-gap")
    view = house.view(catalogue, replace(visit, observations=(*others, observed)), language)
    return [r for r in question(view, "network.roaming-gap").remarks if "5:00" in r]


def test_the_line_tells_gap_note_count_and_changes(catalogue: Catalogue) -> None:
    assert remarks(catalogue, WALK) == [
        "walk test of 5:00 minutes; longest gap 700 ms near “lift”; gaps over 150 ms: 2; "
        "changes of access point: 2"
    ]
    assert remarks(catalogue, WALK, "nl") == [
        "looptest van 5:00 minuten; langste onderbreking 700 ms bij “lift”; onderbrekingen langer "
        "dan 150 ms: 2; wisselingen van accesspoint: 2"
    ]


def test_without_access_points_it_says_why_in_the_readers_language(catalogue: Catalogue) -> None:
    why = (
        "This laptop can't tell while walking which access point it is on, so changes of access "
        "point aren't known."
    )
    walk = {"gaps": [], "roams_unknown": why, "at_least": True, "longest_near": ""}
    assert remarks(catalogue, walk) == [
        "walk test of 5:00 minutes; longest gap 700 ms or more; gaps over 150 ms: 0; "
        f"changes of access point not known: {why}"
    ]
    assert "kan tijdens het lopen niet" in remarks(catalogue, walk, "nl")[0]


@pytest.mark.parametrize(
    "walk",
    [{"gaps": 7}, {"gaps": [[], [1], "x", [1, "y"]]}, {"roams": "x", "longest_near": 3}, {}],
)
def test_what_looks_like_no_walk_breaks_nothing(catalogue: Catalogue, walk: Any) -> None:
    assert remarks(catalogue, walk) == [
        "walk test of 5:00 minutes; longest gap 700 ms; gaps over 150 ms: 0"
    ]


def test_no_walk_no_line(catalogue: Catalogue) -> None:
    assert remarks(catalogue, "a text") == []
    assert remarks(catalogue, None) == []
