"""The calendar of a plan: big work is dark only where there is big work."""

from __future__ import annotations

import re
from datetime import date

import pytest

from readiness.language import Language
from readiness.plan.told.document import PlanDocument
from readiness.report.blocks import Picture, Table
from readiness.report.pictures.calendar import Bar
from readiness.report.plan import calendar
from readiness.report.plan.told import Told
from tests.builders import catalogue
from tests.report.plans import four_houses, planned

# Big work from the third quarter of 2026 to the second of 2027; all the rest in the second
# quarter of 2026 and the first of 2027.
BIG = range(2, 6)


@pytest.fixture(scope="module")
def plan() -> PlanDocument:
    """Many measures of one kind, of which the first is big."""
    made = planned(four_houses(), 60_000)
    one = next(one for one in made.bought if one.location)
    many = [
        one.model_copy(update={"id": f"{one.remedy}@{n}", "start": at, "ready": at, "big": False})
        for n, at in enumerate([1, 4] * 12)
    ]
    big = one.model_copy(update={"start": BIG[0], "ready": BIG[-1], "big": True})
    return made.model_copy(update={"bought": [big, *many]})


@pytest.fixture
def bars(plan: PlanDocument, monkeypatch: pytest.MonkeyPatch) -> list[Bar]:
    drawn: list[Bar] = []
    draw = calendar.calendar

    def keep(*given: object) -> Picture:
        drawn.extend(next(one for one in given if isinstance(one, list) and _bars(one)))
        return draw(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(calendar, "calendar", keep)
    calendar.section(Told(plan, catalogue(), Language("en")))
    return drawn


def _bars(given: list[object]) -> bool:
    return isinstance(given[0], Bar)


def test_the_big_ones_of_a_kind_have_a_bar_of_their_own(bars: list[Bar]) -> None:
    heavy, light = bars
    assert (heavy.heavy, light.heavy) == (True, False)
    assert re.fullmatch(r"◆ .* \(1×\)", heavy.label)
    assert re.fullmatch(r"[^◆]* \(24×\)", light.label)
    assert (light.start, light.end) == (date(2026, 4, 1), date(2027, 3, 31))
    assert {day.month for day in light.months} == {1, 2, 3, 4, 5, 6}


def test_nothing_big_is_worked_on_in_january_and_february(bars: list[Bar]) -> None:
    heavy = bars[0]
    assert (heavy.start, heavy.end) == (date(2026, 7, 1), date(2027, 6, 30))
    assert sorted(heavy.months) == [
        *(date(2026, month, 1) for month in range(7, 13)),
        *(date(2027, month, 1) for month in range(4, 7)),
    ]
    assert heavy.pauses


def test_the_counts_by_quarter_leave_out_the_pause(plan: PlanDocument) -> None:
    found = calendar.section(Told(plan, catalogue(), Language("en")))
    assert found is not None
    picture, quarters, _said = found.blocks
    assert isinstance(picture, Picture)
    assert isinstance(quarters, Table)
    assert [[cell.text for cell in row] for row in quarters.rows] == [
        ["Q2 2026", "12", "12", "12"],
        ["Q3 2026", "1", "1", "0"],
        ["Q4 2026", "0", "1", "0"],
        ["Q1 2027", "12", "12", "12"],
        ["Q2 2027", "0", "1", "1"],
    ]
    assert "the big ones apart" in picture.description
    assert "A dashed part is a pause." in picture.description


def test_what_is_worked_on_throughout_has_no_pause() -> None:
    made = planned(four_houses(), 8_000)
    found = calendar.section(Told(made, catalogue(), Language("en")))
    assert found is not None
    picture = found.blocks[0]
    assert isinstance(picture, Picture)
    assert "A dashed part" not in picture.description
