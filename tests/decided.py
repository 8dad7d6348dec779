"""Decisions as they are found in a home after years."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from readiness.kit import Kit, uuid7
from readiness.paths import Home


def done_in_2020(home: Path, measure: str) -> None:
    """The board decided on the measure with yes, and it was told done on 1 January 2020."""
    kit = Kit(Home(home))
    where = measure.partition("@")[2]
    located = where if where in {one.id for one in kit.locations()} else ""
    kit.decisions.decide(measure, located, "yes", "board", "agreed")
    kit.decisions.progress(measure, "done")
    held = next(one for one in kit.store.revisions(kind="progress") if one.key == measure)
    then = replace(held, id=uuid7(), at="2020-01-01T09:00:00Z", replaces=(held.id,))
    kit.store.add([then])
    kit.close_store()
