"""The project calendar: when each measure starts, so that teams and ICT can carry it.

Measures are placed one by one: what is needed now first, then conditions, then what is nice,
each in the order given, each as early as there is room. Room is bounded by three things, all
our choice but the second and third, which S002 names: the days ICT has in a quarter, the
change projects at a team at once, and the influenza peak of January and February, in which
nothing big begins or runs. Nothing here looks at a clock: the same measures from the same day
give the same calendar.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from readiness.model.assessment import NeedClass
from readiness.model.sentence import NOTHING, Numeral, Sentence

CLASSES: tuple[NeedClass, ...] = ("need-now", "need-condition", "nice")
PEAK = (1, 2)
_BEFORE_THE_PEAK = 12
_WEEKS_A_MONTH = Fraction(52, 12)


@dataclass(frozen=True)
class Pace:
    """How much can be carried, all to be edited: ICT's working days in a quarter, change
    projects at a team at once, from how many days of effort a measure is big, and how many
    years ahead are planned."""

    ict_days: Decimal = Decimal(15)
    most_projects: int = 3
    big_days: Decimal = Decimal(10)
    years: int = 3


@dataclass(frozen=True)
class Work:
    """One measure to plan: `days` of effort, `lead_weeks` from the decision until it is there.

    `ict`: the days are ICT's. `change_project`: it asks the care team to work otherwise.
    """

    id: str
    class_: NeedClass
    days: Decimal
    lead_weeks: Decimal
    ict: bool
    change_project: bool

    @property
    def months(self) -> int:
        """The lead time in whole months, at least one."""
        return max(1, -(-Fraction(self.lead_weeks) // _WEEKS_A_MONTH))


@dataclass(frozen=True)
class Planned:
    """A measure with its place. `start` and `end` are its first and last day.

    `months` are the months in which it is worked on, by their first day, with ICT's days in
    each; a big measure pauses in January and February. `why` says in one sentence why it starts
    when it does, `longer` (or nothing) why it takes longer than its lead time.
    """

    work: Work
    start: date
    end: date
    months: tuple[tuple[date, Fraction], ...]
    big: bool
    why: Sentence
    longer: Sentence = NOTHING


@dataclass(frozen=True)
class Unplanned:
    """A measure that the planned years have no room for, and what would make room."""

    work: Work
    why: Sentence


@dataclass(frozen=True)
class ProjectCalendar:
    """All measures, each either planned or not, in the order in which they were placed."""

    start: date
    pace: Pace
    planned: tuple[Planned, ...]
    unplanned: tuple[Unplanned, ...]

    def quarters(self) -> tuple[tuple[int, int], ...]:
        """Year and number of every quarter from the first to the last that is used."""
        first = _month(self.start) // 3
        last = max((_month(one.end) // 3 for one in self.planned), default=first)
        return tuple((index // 4, index % 4 + 1) for index in range(first, last + 1))


def quarter(day: date) -> Sentence:
    """The quarter of a day in words."""
    return Sentence(
        "quarter {number} of {year}", number=(day.month - 1) // 3 + 1, year=str(day.year)
    )


def is_big(work: Work, pace: Pace) -> bool:
    """Whether it must stay out of January and February: it touches the care team, or takes
    more than `big_days` days (our choice)."""
    return work.change_project or work.days > pace.big_days


def project_calendar(
    works: Iterable[Work], start: date, pace: Pace | None = None
) -> ProjectCalendar:
    """The calendar from the first whole month on or after `start`."""
    pace = pace or Pace()
    first = _month(start) + (start.day > 1)
    board = _Board(pace, first)
    given = list(works)
    for class_ in CLASSES:
        gate = board.gate
        for work in given:
            if work.class_ == class_:
                board.place(work, gate)
    return ProjectCalendar(
        start=_day(first),
        pace=pace,
        planned=tuple(board.planned),
        unplanned=tuple(board.unplanned),
    )


@dataclass
class _Board:
    """What was placed so far: ICT's days and the team's projects by month."""

    pace: Pace
    first: int
    days: dict[int, Fraction] = field(default_factory=dict)
    projects: dict[int, int] = field(default_factory=dict)
    planned: list[Planned] = field(default_factory=list)
    unplanned: list[Unplanned] = field(default_factory=list)

    @property
    def gate(self) -> int:
        """The first month of the next class: its quarter is that of the last start before it."""
        last = max((_month(one.start) // 3 * 3 for one in self.planned), default=self.first)
        return max(self.first, last)

    @property
    def a_month(self) -> Fraction:
        return Fraction(self.pace.ict_days) / 3

    def room(self, month: int) -> Fraction:
        return self.a_month - self.days.get(month, Fraction(0))

    def place(self, work: Work, gate: int) -> None:
        end = self.first + 12 * self.pace.years
        blocked = "" if gate == self.first else "class"
        for start in range(gate, end):
            found = self._at(work, start, end)
            if not isinstance(found, str):
                self._keep(work, start, found, self._why(blocked, start))
                return
            blocked = found
        self.unplanned.append(Unplanned(work, self._no_room()))

    def _at(self, work: Work, start: int, end: int) -> dict[int, Fraction] | str:
        """ICT's days by month when it starts here, or what stands in the way."""
        big = is_big(work, self.pace)
        number = start % 12 + 1
        if big and (number in PEAK or (number == _BEFORE_THE_PEAK and work.months > 1)):
            return "peak"
        months = list(_open_months(start, end, big))
        period = months[: work.months]
        if len(period) < work.months:
            return "end"
        taken: dict[int, Fraction] = dict.fromkeys(period, Fraction(0))
        if work.ict:
            left = Fraction(work.days)
            if left and self.room(start) <= 0:
                return "ict"
            # Alone it would fit in its lead time: then it waits until it does.
            patient = left <= self.a_month * work.months
            for month in period if patient else months:
                if left <= 0:
                    break
                share = min(left, max(Fraction(0), self.room(month)))
                taken[month] = share
                left -= share
            if left > 0:
                return "ict"
        if work.change_project:
            span = range(start, max(taken) + 1)
            if any(self.projects.get(m, 0) >= self.pace.most_projects for m in span):
                return "team"
        return taken

    def _keep(self, work: Work, start: int, taken: dict[int, Fraction], why: Sentence) -> None:
        last = max(taken)
        for month, days in taken.items():
            self.days[month] = self.days.get(month, Fraction(0)) + days
        if work.change_project:
            for month in range(start, last + 1):
                self.projects[month] = self.projects.get(month, 0) + 1
        longer = NOTHING
        if len(taken) > work.months:
            longer = Sentence(
                "It takes longer than its lead time, because ICT has {days} days a quarter for it "
                "and it asks {effort}.",
                days=_numeral(self.pace.ict_days),
                effort=_numeral(work.days),
            )
        self.planned.append(
            Planned(
                work=work,
                start=_day(start),
                end=_day(last + 1) - timedelta(days=1),
                months=tuple((_day(month), days) for month, days in sorted(taken.items())),
                big=is_big(work, self.pace),
                why=why,
                longer=longer,
            )
        )

    def _why(self, blocked: str, start: int) -> Sentence:
        day = _day(start)
        match blocked:
            case "class":
                return Sentence(
                    "Starts in {quarter}: by then everything that comes first has begun.",
                    quarter=quarter(day),
                )
            case "team":
                return Sentence(
                    "Starts in {quarter}: any earlier, more than {most} projects would run at the "
                    "team at once.",
                    quarter=quarter(day),
                    most=self.pace.most_projects,
                )
            case "ict":
                return Sentence(
                    "Starts in {quarter}: until then ICT's days are taken ({days} a quarter).",
                    quarter=quarter(day),
                    days=_numeral(self.pace.ict_days),
                )
            case "peak":
                return Sentence(
                    "Starts on 1 March {year}, after the influenza peak: nothing big begins or "
                    "runs in January and February.",
                    year=str(day.year),
                )
        return Sentence("Starts at once, in {quarter}: there is room for it.", quarter=quarter(day))

    def _no_room(self) -> Sentence:
        return Sentence(
            "No room within {years} years, with {days} days of ICT a quarter and {most} projects "
            "at a team at once. More days, or fewer measures, make room.",
            years=self.pace.years,
            days=_numeral(self.pace.ict_days),
            most=self.pace.most_projects,
        )


def _open_months(start: int, end: int, big: bool) -> Iterator[int]:
    return (m for m in range(start, end) if not (big and m % 12 + 1 in PEAK))


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


def _day(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)


def _numeral(amount: Decimal) -> Numeral:
    return Numeral(f"{amount.normalize():f}")
