"""A walk test in words, for screens and commands alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness.language import _, active, clock
from readiness.terms import HEARD_MS

if TYPE_CHECKING:
    from readiness.measure.measurement import Figure, Unavailable
    from readiness.measure.walk.walked import Event, Walk


def event_line(event: Event) -> str:
    """A gap, a change of access point or a note, with its symbol and its time."""
    from readiness.measure.walk.walked import Gap, Roam

    if isinstance(event, Gap):
        said = _("silent for {ms} ms", ms=event.ms)
        return f"{clock(event.at_s)}  ✗ {said}"
    if isinstance(event, Roam):
        said = _("access point {old} → {new}", old=event.old, new=event.new)
        return f"{clock(event.at_s)}  ◆ {said}"
    return f"{clock(event.at_s)}  ✎ {event.text}"


def figures(walk: Walk) -> list[tuple[str, str]]:
    """What the walk came to: names and values, each a line."""
    from readiness.measure.measurement import Unavailable

    lines = [
        (_("longest gap"), _longest(walk)),
        (_("gaps over {ms} ms", ms=HEARD_MS), str(sum(gap.ms > HEARD_MS for gap in walk.gaps))),
        (
            _("changes of access point"),
            f"– {active().say(walk.roams.reason)}"
            if isinstance(walk.roams, Unavailable)
            else str(len(walk.roams)),
        ),
        (_("delay"), _amount(walk.latency)),
        (_("delay, p95"), _amount(walk.latency_p95)),
        (
            _("answered"),
            _("{answered} of {sent} probes", answered=walk.answered, sent=walk.sent),
        ),
        (_("walked"), clock(walk.seconds)),
    ]
    # Nothing was walked where no server was found.
    return lines if walk.sent else lines[:1]


def _longest(walk: Walk) -> str:
    """The figure with its place; without one the gap that was seen so far, if any."""
    from readiness.measure.measurement import Unavailable

    gap = walk.longest_gap
    place = "" if gap is None else f" ({', '.join(filter(None, (clock(gap.at_s), gap.note)))})"
    if not isinstance(walk.longest, Unavailable):
        return _amount(walk.longest) + place
    if gap is not None:
        return _("no figure; {ms} ms was seen", ms=gap.ms) + place
    # The reason is told above it.
    return "–" if walk.longest.reason == walk.reason else _amount(walk.longest)


def _amount(found: Figure | Unavailable) -> str:
    from readiness.measure.measurement import Unavailable

    if isinstance(found, Unavailable):
        return f"– {active().say(found.reason)}"
    value = f"{active().decimal(found.value)} {active().unit(found.unit)}"
    return _("{value} or more", value=value) if found.at_least else value
