"""What is said above and under the table of spots."""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction
from typing import TYPE_CHECKING

from readiness import answers
from readiness.language import _, active
from readiness.model import spot_plan
from readiness.model.answer import NO_LINK
from readiness.model.earlier import earlier
from readiness.model.spot_plan import SpotPlan
from readiness.model.subject import Subject
from readiness.model.visit import Visit

if TYPE_CHECKING:
    from readiness.kit import Kit

_MOST_EARLIER = 3


def about(kit: Kit, visit: Visit, plan: SpotPlan, left: SpotPlan) -> str:
    """The server, the rooms that are covered, and what is left of the plan."""
    server = kit.settings.server or _("none set (s sets it)")
    return "\n".join(
        [_("server: {server}", server=server), *_coverage(kit, visit), *_left(plan, left)]
    )


def _coverage(kit: Kit, visit: Visit) -> list[str]:
    """How many client rooms have an adequate connection, as far as that is known."""
    rooms = kit.assess(visit).outcomes.get("network.room-coverage")
    if rooms is None:
        return []
    name = active().text(kit.catalogue_of(visit).questions[rooms.question].prompt)
    seen = active().say(rooms.actual)
    state = active().interval(rooms.low, rooms.high) if rooms.known else active().say(rooms.reason)
    return [f"{name} {seen} · {state}" if seen else f"{name} {state}"]


def _left(plan: SpotPlan, left: SpotPlan) -> list[str]:
    """How much of the plan is left; without a plan how to get one."""
    if not plan.spots:
        return [
            _(
                "No room list, so no spots are proposed: fill in the rooms of the location (e on "
                "its screen)."
            )
        ]
    lines = [active().say(spot_plan.in_words(plan, left))]
    if left.unlisted:
        places = [f"{active().zone(one.zone)} {one.where}".strip() for one in left.unlisted]
        lines.append(_("Not on the room list: {places} (n adds).", places=", ".join(places)))
    return lines


def in_full(visit: Visit, plan: SpotPlan, spot: Subject) -> str:
    """A spot in full, why it is proposed, and what was measured there before."""
    parts = [answers.spot(active(), spot)]
    parts += [active().say(one.why) for one in plan.spots if one.spot == spot]
    before = _earlier(visit, spot)
    if before:
        parts.append(_("earlier: {figures}", figures="; ".join(before)))
    return " · ".join(parts)


def _earlier(visit: Visit, spot: Subject) -> list[str]:
    """What a repeated spot had before, newest first: 48.2 Mbit/s on 3 Nov 2026 14:02."""
    told = []
    for one in earlier(visit, "network.download", spot)[: -_MOST_EARLIER - 1 : -1]:
        at = datetime.fromisoformat(one.at).astimezone()
        moment = f"{active().day(at.date())} {at:%H:%M}"
        if one.value == NO_LINK:
            told.append(_("no network on {moment}", moment=moment))
        else:
            speed = active().number(Fraction(one.value))
            told.append(_("{speed} Mbit/s on {moment}", speed=speed, moment=moment))
    return told
