"""What a repair is said to open is what judging the repaired visit again shows."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from readiness.kit import Kit
from readiness.office.compared import compared
from readiness.paths import Home
from readiness.plan.repairs import faults, repaired_visit
from readiness.score.assess import assess

Opened = set[tuple[str, str, str]]


@pytest.mark.parametrize("seed", [1, 5])
def test_at_every_location_of_the_demo_and_for_every_remedy(tmp_path: Path, seed: int) -> None:
    kit = Kit(Home(tmp_path))
    kit.add_demo(12, seed)
    made = compared(kit, date(2026, 6, 1))
    claimed: Opened = {
        (lever.remedy, reach.technology, place)
        for lever in made.comparison.levers
        for reach in lever.opens
        for place in (*reach.in_use, *reach.wanted, *reach.neither)
    }
    unsure: Opened = {
        (lever.remedy, reach.technology, place)
        for lever in made.comparison.levers
        for reach in lever.opens
        for place in reach.then_unknown
    }
    shown: Opened = set()
    undecided: Opened = set()
    for place in made.comparison.places:
        visit = kit.visit(place.visit.visit)
        before = assess(made.catalogue, visit)
        found = faults(made.catalogue, before)
        for remedy in {made.catalogue.questions[fault.question].remedies[0] for fault in found}:
            after = assess(made.catalogue, repaired_visit(made.catalogue, visit, found, [remedy]))
            shown |= {
                (remedy, old.technology, place.location.id)
                for old, new in zip(before.verdicts, after.verdicts, strict=True)
                if old.state == "not-yet" and new.state != "not-yet"
            }
            undecided |= {
                (remedy, new.technology, place.location.id)
                for new in after.verdicts
                if new.state == "undecided"
            }
    kit.close_store()
    assert len(claimed) > 40
    assert claimed == shown
    assert claimed & undecided <= unsure
