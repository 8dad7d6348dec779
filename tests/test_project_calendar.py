"""The project calendar: what always holds, and one calendar by hand."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from readiness.report.todo.project_calendar import (
    Pace,
    Planned,
    ProjectCalendar,
    Work,
    project_calendar,
)

CLASSES = ("need-now", "need-condition", "nice")


def work(id_: str, **more: Any) -> Work:
    """A small measure of ICT that is needed now, unless said otherwise."""
    plain: dict[str, Any] = {
        "class_": "need-now", "days": Decimal(2), "lead_weeks": Decimal(4), "ict": True,
        "change_project": False,
    }  # fmt: skip
    return Work(id=id_, **plain | more)


def project(id_: str, **more: Any) -> Work:
    return work(id_, **{"ict": False, "change_project": True, "lead_weeks": Decimal(13)} | more)


@st.composite
def some_works(draw: st.DrawFn) -> list[Work]:
    count = draw(st.integers(0, 14))
    return [
        Work(
            id=f"w{number}",
            class_=draw(st.sampled_from(CLASSES)),
            days=draw(st.decimals(0, 60, places=1)),
            lead_weeks=Decimal(draw(st.integers(0, 60))),
            ict=draw(st.booleans()),
            change_project=draw(st.booleans()),
        )
        for number in range(count)
    ]


days = st.dates(date(2025, 1, 1), date(2028, 12, 31))
paces = st.builds(
    Pace,
    ict_days=st.sampled_from([Decimal("0.5"), Decimal(5), Decimal(15), Decimal(40)]),
    most_projects=st.integers(1, 4),
    big_days=st.sampled_from([Decimal(3), Decimal(10)]),
)


def every_day(planned: Planned) -> list[date]:
    return [
        planned.start + timedelta(days=n) for n in range((planned.end - planned.start).days + 1)
    ]


@settings(max_examples=150, deadline=None)
@given(some_works(), days, paces)
def test_never_more_projects_at_a_team_at_once_than_it_can_carry(
    works: list[Work], start: date, pace: Pace
) -> None:
    running: dict[date, int] = defaultdict(int)
    for planned in project_calendar(works, start, pace).planned:
        if planned.work.change_project:
            for day in every_day(planned):
                running[day] += 1
    assert max(running.values(), default=0) <= pace.most_projects


@settings(max_examples=150, deadline=None)
@given(some_works(), days, paces)
def test_nothing_big_begins_or_runs_in_january_and_february(
    works: list[Work], start: date, pace: Pace
) -> None:
    for planned in project_calendar(works, start, pace).planned:
        if planned.work.change_project or planned.work.days > pace.big_days:
            assert planned.big
            assert planned.start.month not in (1, 2)
            assert planned.end.month not in (1, 2)
            assert not [m for m, _days in planned.months if m.month in (1, 2)]


@settings(max_examples=150, deadline=None)
@given(some_works(), days, paces)
def test_ict_never_gets_more_days_in_a_quarter_than_it_has_and_every_day_is_planned(
    works: list[Work], start: date, pace: Pace
) -> None:
    taken: dict[tuple[int, int], Fraction] = defaultdict(Fraction)
    for planned in project_calendar(works, start, pace).planned:
        for month, ict_days in planned.months:
            taken[month.year, (month.month - 1) // 3] += ict_days
        wanted = planned.work.days if planned.work.ict else 0
        assert sum(ict_days for _month, ict_days in planned.months) == Fraction(wanted)
    assert all(found <= Fraction(pace.ict_days) for found in taken.values())


@settings(max_examples=150, deadline=None)
@given(some_works(), days, paces)
def test_every_measure_is_planned_or_named_as_having_no_room(
    works: list[Work], start: date, pace: Pace
) -> None:
    made = project_calendar(works, start, pace)
    placed = [one.work.id for one in (*made.planned, *made.unplanned)]
    assert sorted(placed) == sorted(one.id for one in works)
    assert all(one.why.template for one in (*made.planned, *made.unplanned))


@settings(max_examples=150, deadline=None)
@given(some_works(), days, paces)
def test_nice_measures_begin_after_needed_ones_and_hinder_none_of_them(
    works: list[Work], start: date, pace: Pace
) -> None:
    made = project_calendar(works, start, pace)

    def quarters(class_: str) -> list[int]:
        return [
            p.start.year * 4 + (p.start.month - 1) // 3
            for p in made.planned
            if p.work.class_ == class_
        ]

    assert max(quarters("need-now"), default=0) <= min(quarters("nice"), default=99_999)
    needed = [one for one in works if one.class_ == "need-now"]
    alone = project_calendar(needed, start, pace).planned
    assert alone == tuple(p for p in made.planned if p.work.class_ == "need-now")


@settings(max_examples=50, deadline=None)
@given(some_works(), days, paces)
def test_the_same_measures_from_the_same_day_give_the_same_calendar(
    works: list[Work], start: date, pace: Pace
) -> None:
    assert project_calendar(works, start, pace) == project_calendar(list(works), start, pace)


@settings(max_examples=100, deadline=None)
@given(some_works(), days, paces)
def test_nothing_is_ready_before_its_lead_time_has_passed(
    works: list[Work], start: date, pace: Pace
) -> None:
    made = project_calendar(works, start, pace)
    for planned in made.planned:
        assert planned.start >= start
        # Months are counted as 52/12 weeks; the shortest run of them is two days shorter.
        assert (planned.end - planned.start).days + 3 >= 7 * int(planned.work.lead_weeks)


# -- one calendar by hand -------------------------------------------------------------


def spans(made: ProjectCalendar) -> dict[str, tuple[str, str]]:
    return {p.work.id: (p.start.isoformat(), p.end.isoformat()) for p in made.planned}


def whys(made: ProjectCalendar) -> dict[str, str]:
    return {p.work.id: str(p.why) for p in (*made.planned, *made.unplanned)}


def test_the_fourth_project_waits_until_the_first_three_are_done() -> None:
    made = project_calendar([project(f"p{n}") for n in range(1, 5)], date(2026, 3, 20))
    assert spans(made) == {
        "p1": ("2026-04-01", "2026-06-30"),
        "p2": ("2026-04-01", "2026-06-30"),
        "p3": ("2026-04-01", "2026-06-30"),
        "p4": ("2026-07-01", "2026-09-30"),
    }
    assert whys(made)["p1"] == "Starts at once, in quarter 2 of 2026: there is room for it."
    assert whys(made)["p4"] == (
        "Starts in quarter 3 of 2026: any earlier, more than 3 projects would run at the team "
        "at once."
    )


def test_a_project_of_november_pauses_in_the_influenza_peak() -> None:
    made = project_calendar([project("p")], date(2026, 11, 1))
    assert spans(made) == {"p": ("2026-11-01", "2027-03-31")}
    assert [month.isoformat() for month, _days in made.planned[0].months] == [
        "2026-11-01", "2026-12-01", "2027-03-01",
    ]  # fmt: skip


def test_nothing_big_begins_in_december_to_be_laid_down_at_once() -> None:
    made = project_calendar([project("p"), work("small")], date(2026, 12, 1))
    assert spans(made) == {
        "p": ("2027-03-01", "2027-05-31"),
        "small": ("2026-12-01", "2026-12-31"),
    }
    assert whys(made)["p"] == (
        "Starts on 1 March 2027, after the influenza peak: nothing big begins or runs in January "
        "and February."
    )


def test_a_measure_waits_until_ict_has_days_for_it() -> None:
    pace = Pace(ict_days=Decimal(6))
    works = [work("a", days=Decimal(6), lead_weeks=Decimal(13)), work("b")]
    made = project_calendar(works, date(2026, 4, 1), pace)
    assert spans(made) == {
        "a": ("2026-04-01", "2026-06-30"),
        "b": ("2026-07-01", "2026-07-31"),
    }
    assert whys(made)["b"] == (
        "Starts in quarter 3 of 2026: until then ICT's days are taken (6 a quarter)."
    )


def test_a_measure_too_large_for_its_lead_time_takes_longer_and_says_so() -> None:
    pace = Pace(ict_days=Decimal(6), big_days=Decimal(100))
    made = project_calendar([work("a", days=Decimal(10))], date(2026, 4, 1), pace)
    assert spans(made) == {"a": ("2026-04-01", "2026-08-31")}
    assert str(made.planned[0].longer) == (
        "It takes longer than its lead time, because ICT has 6 days a quarter for it and it asks "
        "10."
    )


def test_what_is_nice_begins_when_all_that_is_needed_has_begun() -> None:
    works = [work("nice", class_="nice"), *(project(f"p{n}") for n in range(4))]
    made = project_calendar(works, date(2026, 4, 1))
    assert spans(made)["nice"] == ("2026-07-01", "2026-07-31")
    assert whys(made)["nice"] == (
        "Starts in quarter 3 of 2026: by then everything that comes first has begun."
    )


def test_what_three_years_have_no_room_for_is_named_with_what_makes_room() -> None:
    made = project_calendar([work("huge", days=Decimal(500))], date(2026, 4, 1))
    assert made.planned == ()
    assert whys(made) == {
        "huge": "No room within 3 years, with 15 days of ICT a quarter and 3 projects at a team at "
        "once. More days, or fewer measures, make room."
    }
