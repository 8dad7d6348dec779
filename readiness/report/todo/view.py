"""The view model of the to-do list: one action a measure, with its place in the calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from readiness.model.assessment import NeedClass
from readiness.report.glossary import TermView
from readiness.report.location.unknowns import UnknownView

ROLES = ("location-manager", "ict", "organisation")


@dataclass(frozen=True)
class Action:
    """One measure to take. `why` says what it opens or lifts, `repairs` what was found.

    Costs and times are assumptions. `start` and `due` are None where the calendar has no room;
    `when` says in one sentence why it stands where it stands; `decided` what management decided
    on it and how far it is, and `mark` the same in a few words; both empty where it didn't.
    `months` are those it is worked on, by their first day. `uid` is the same in every list that
    names this measure here.
    """

    uid: str
    name: str
    explanation: str
    role: str
    who: str
    class_: NeedClass
    class_name: str
    why: tuple[str, ...]
    repairs: tuple[str, ...]
    scope: str
    cost: str
    yearly: str
    days: str
    lead: str
    quarter: str
    start: date | None
    due: date | None
    months: tuple[date, ...]
    big: bool
    when: str
    decided: str = ""
    mark: str = ""

    @property
    def label(self) -> str:
        """Its name, with the mark of what was decided: a list must not ask again for what is
        there, or for what was decided against."""
        return f"{self.name} ({self.mark})" if self.mark else self.name


@dataclass(frozen=True)
class CalendarView:
    """The project calendar's frame: its quarters in words, and the pace it was made with."""

    start: date
    quarters: tuple[tuple[tuple[int, int], str], ...]
    ict_days: str
    projects: int
    big_days: str
    years: int


@dataclass(frozen=True)
class TodoView:
    """Everything the to-do list shows, in the reader's language and safe to show.

    `actions` stand in the order of the calendar: by class, then by what does most. `note`
    says how sure it is that this is all, `cautions` what to know before reading.
    """

    language: str
    location: str
    organisation: str
    visit: str
    day: str
    made: str
    made_at: datetime
    fictional: bool
    draft: bool
    cautions: tuple[str, ...]
    actions: tuple[Action, ...]
    calendar: CalendarView
    unknowns: tuple[UnknownView, ...]
    note: str
    glossary: tuple[TermView, ...] = ()
    # How much of what was decided here is there; empty where nothing was.
    decided: str = ""

    def of(self, role: str, class_: NeedClass | None = None) -> tuple[Action, ...]:
        return tuple(a for a in self.actions if a.role == role and class_ in (None, a.class_))
