"""The view model of the report of one visit: plain display data for every format."""

from __future__ import annotations

from dataclasses import dataclass

from readiness.report.decided import DecidedView
from readiness.report.glossary import TermView
from readiness.report.location.benchmarks import BenchmarkView
from readiness.report.location.coupling import CouplingView
from readiness.report.location.domains import DomainView
from readiness.report.location.goals import GoalView
from readiness.report.location.hard_stops import HardStops
from readiness.report.location.method import Method
from readiness.report.location.needs import Needs
from readiness.report.location.questions import DomainQuestions
from readiness.report.location.since import Since
from readiness.report.location.spots import Spots
from readiness.report.location.summary import Summary
from readiness.report.location.technologies import TechnologyView
from readiness.report.location.themes import Themes
from readiness.report.location.title import Title
from readiness.report.location.unknowns import UnknownView
from readiness.report.location.wifi import Wifi


@dataclass(frozen=True)
class LocationView:
    """Everything a report of one visit shows, in the reader's language.

    Every text is safe to show: no control characters but the newline, no marks that
    turn the reading direction.
    """

    language: str
    title: Title
    summary: Summary
    since: Since | None
    technologies: tuple[TechnologyView, ...]
    hard_stops: HardStops
    needs: Needs
    goals: tuple[GoalView, ...]
    domains: tuple[DomainView, ...]
    wifi: Wifi | None
    spots: Spots | None
    coupling: CouplingView | None
    unknowns: tuple[UnknownView, ...]
    benchmarks: tuple[BenchmarkView, ...]
    themes: Themes
    questions: tuple[DomainQuestions, ...]
    method: Method
    # Where an organisation's own content asks less than what is shipped, in words.
    loosened: tuple[str, ...] = ()
    glossary: tuple[TermView, ...] = ()
    # What management decided on measures here, and how much of it is there.
    decisions: tuple[DecidedView, ...] = ()
    decided: str = ""
