"""What a walk test hands out: moments while it goes on, and one walk at the end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from readiness.measure.measurement import Figure, State, Unavailable
from readiness.model.sentence import Sentence

LEAST_GAP_MS = 50
MOST_GAPS = 500
MOST_NOTES = 500
LONGEST_NOTE = 80


@dataclass(frozen=True)
class Gap:
    """A silence of `ms`, counted from the last answer, `at_s` seconds after the start.

    `note` is the note nearest in time, empty when none was made within 30 s. `at_least`: the
    answers had not come back when the walk ended.
    """

    at_s: float
    ms: int
    note: str = ""
    at_least: bool = False


@dataclass(frozen=True)
class Note:
    """What the person noted on the way."""

    at_s: float
    text: str


@dataclass(frozen=True)
class Roam:
    """A change of access point; they are called "1", "2" … in the order they were met.

    Their hardware addresses can be looked up to a street, so they never leave the probe.
    """

    at_s: float
    old: str
    new: str


Event = Gap | Note | Roam


@dataclass(frozen=True)
class WalkMoment:
    """A moment of a walk, for the screen.

    `latency_ms` is the slowest answer since the moment before, None when none came;
    `silent_ms` how long the present silence lasts; `longest_ms` the longest gap so far, the
    present one included. `signal_dbm` and `access_point` where the laptop tells them live.
    `events` came up since the moment before, each once. `looking`: still looking for the server.
    """

    at_s: float
    left_s: float
    latency_ms: float | None = None
    silent_ms: int = 0
    longest_ms: int = 0
    signal_dbm: int | float | None = None
    access_point: str = ""
    events: tuple[Event, ...] = ()
    looking: bool = False


@dataclass(frozen=True)
class Walk:
    """The outcome of a walk.

    `reason` is None only when `state` is "measured", and then `longest` (ms) is a figure.
    `gaps` are those of 50 ms and more in order of time, the 500 longest when there are more.
    `roams` say why they aren't there when the laptop doesn't tell its access point. `seconds`
    were walked, without those in which the laptop itself stood still. `sent` counts the probes
    whose fate is known, `answered` those of them that were answered within a second.
    `latency` (median) and `latency_p95` are of these. `instrument` can be written as JSON.
    """

    state: State
    reason: Sentence | None
    longest: Figure | Unavailable
    latency: Figure | Unavailable
    latency_p95: Figure | Unavailable
    gaps: tuple[Gap, ...] = ()
    roams: tuple[Roam, ...] | Unavailable = ()
    notes: tuple[Note, ...] = ()
    seconds: float = 0.0
    sent: int = 0
    answered: int = 0
    instrument: Mapping[str, str | int | float | list[str]] = field(default_factory=dict)

    @property
    def longest_gap(self) -> Gap | None:
        """The gap that `longest` is, where it's long enough to be listed."""
        return max(self.gaps, key=lambda gap: gap.ms, default=None)
