"""What a walk comes to: figures from the silences, and what makes them doubtful."""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from readiness.measure.measurement import Figure, State, Unavailable, figure
from readiness.measure.ping import latency
from readiness.measure.walk.silence import Silences
from readiness.measure.walk.stream import Stream
from readiness.measure.walk.walked import MOST_GAPS, Gap, Note, Roam, Walk
from readiness.model.sentence import Sentence

LEAST_WALK_S = 60.0
SHORT_S = 300.0
_NEAR_S = 30.0
_LEAST_ANSWERS = 10

SHORTER = Sentence(
    "The walk was shorter than five minutes; a longer walk may find a longer gap."
).template
OVER_WEB = Sentence(
    "The measuring server has no UDP echo, so web requests were timed. TCP sends again what was "
    "lost, so short gaps look longer than they are. Walk with `readiness measure peer` as the "
    "server to know them within 20 ms."
).template
STALLED = Sentence(
    "The laptop itself slept or stood still during the walk; that time was left out. Close other "
    "programs, keep the lid open and walk again if it was long."
).template
NEVER_BACK = Sentence(
    "The connection did not come back before the walk ended, so the gap is this long or longer. "
    "If the measuring server was switched off, walk again."
).template
SERVER_GONE = Sentence(
    "The measuring server stopped during the walk; the walk counts until then."
).template

FEW_ANSWERS = Sentence("Fewer than 10 probes were answered, too few for this figure. Walk again.")


class Verdict(NamedTuple):
    """What a walk comes to; without a reason there is a figure."""

    state: State
    reason: Sentence | None
    server_gone: bool


def result(
    silences: Silences,
    stream: Stream,
    roams: tuple[Roam, ...] | Unavailable,
    notes: tuple[Note, ...],
    seconds: float,
    verdict: Verdict,
    instrument: dict[str, str | int | float | list[str]],
) -> Walk:
    """The walk. `instrument` gets the seconds, the laptop's stalls and the warnings added."""
    longest = silences.longest
    warnings = instrument["warnings"]
    assert isinstance(warnings, list)
    warnings += [STALLED] * (silences.stalls > 0)
    warnings += [OVER_WEB] * stream.kind.startswith("http")
    instrument["seconds"] = round(seconds, 1)
    if silences.stalls:
        instrument["stalls"] = silences.stalls
        instrument["stalled_s"] = round(silences.left_out_s, 1)
    state, reason, server_gone = verdict
    if reason is None:
        warnings += [SHORTER] * (seconds < SHORT_S - 1)
        warnings += [SERVER_GONE] * server_gone
        warnings += [NEVER_BACK] * longest.at_least
    times = [ms for _, ms in stream.replies]
    few = Unavailable(FEW_ANSWERS)
    return Walk(
        state=state,
        reason=reason,
        longest=Unavailable(reason)
        if reason is not None
        else Figure(Decimal(longest.ms), "ms", stream.kind, at_least=longest.at_least),
        latency=figure(latency.median(times), "ms", stream.kind)
        if len(times) >= _LEAST_ANSWERS
        else few,
        latency_p95=figure(latency.percentile_95(times), "ms", stream.kind)
        if len(times) >= _LEAST_ANSWERS
        else few,
        gaps=kept(silences.gaps, notes),
        roams=roams,
        notes=notes,
        seconds=round(seconds, 1),
        sent=stream.sent,
        answered=stream.answered,
        instrument=instrument,
    )


def kept(gaps: Sequence[Gap], notes: Sequence[Note]) -> tuple[Gap, ...]:
    """At most 500, the longest, in order of time, each with the note nearest to it."""
    most = heapq.nlargest(MOST_GAPS, gaps, key=lambda gap: gap.ms)
    return tuple(
        replace(gap, note=_nearest(gap, notes)) for gap in sorted(most, key=lambda gap: gap.at_s)
    )


def _nearest(gap: Gap, notes: Sequence[Note]) -> str:
    """A note made during the gap is the nearest there is."""
    end = gap.at_s + gap.ms / 1000

    def away(note: Note) -> float:
        return max(gap.at_s - note.at_s, note.at_s - end, 0.0)

    near = min(notes, key=away, default=None)
    return near.text if near is not None and away(near) <= _NEAR_S else ""


def verdict_on(seconds: float, least_s: float, gone: str | None) -> Verdict:
    """Whether so much of a walk is enough; `gone` is a server's address that refused to the
    end."""
    if seconds >= least_s:
        return Verdict("measured", None, gone is not None)
    if gone is not None:
        why = Sentence(
            "{server} stopped answering after {seconds} s and refuses connections: the server was "
            "switched off, not the network. Start it and walk at least a minute.",
            server=gone,
            seconds=round(seconds),
        )
    else:
        why = Sentence(
            "The walk was stopped after {seconds} s, too short for a figure. Walk at least a "
            "minute, better five.",
            seconds=round(seconds),
        )
    return Verdict("interrupted", why, gone is not None)
