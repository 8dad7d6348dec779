"""What a location's internet line must deliver.

Target = max(40; 300 from 50 beds; demand) Mbit/s, with
demand = 1.3 x (4 V + 1 D + 2 K + 2 G): V simultaneous video calls, D active staff
devices, K continuous camera streams, G simultaneous guests. 40 and 300: English
care-home guidance (W14); 4 Mbit/s a call: Teams, 2018 (W47); 30 % margin: W43; the
rest is our choice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from readiness.model.location import Location

FROM_BEDS = 50
MARGIN = Fraction(13, 10)
# Mbit/s for each, by the location's fact.
EACH: Mapping[str, int] = {
    "video_calls": 4,
    "active_devices": 1,
    "camera_streams": 2,
    "guests": 2,
}
_FLOOR = Fraction(40)
_FROM_50_BEDS = Fraction(300)


@dataclass(frozen=True)
class LineNeed:
    """What the target is made of, in Mbit/s; it is the greatest of the three.

    `by_beds` is None where the location has under 50 beds. `missing` are the facts that aren't
    given: then demand and target are the least that they can be.
    """

    floor: Fraction
    by_beds: Fraction | None
    demand: Fraction
    missing: tuple[str, ...]

    @property
    def target(self) -> Fraction:
        """The Mbit/s that the line must deliver."""
        return max(self.floor, self.by_beds or self.floor, self.demand)


def line_need(location: Location) -> LineNeed:
    """The target that the known facts give, in its parts."""
    given = {name: getattr(location, name) for name in EACH}
    demand = MARGIN * sum((given[name] or 0) * per for name, per in EACH.items())
    facts = {**given, "beds": location.beds}
    return LineNeed(
        floor=_FLOOR,
        by_beds=_FROM_50_BEDS if (location.beds or 0) >= FROM_BEDS else None,
        demand=demand,
        missing=tuple(name for name, value in facts.items() if value is None),
    )


def line_target(location: Location) -> tuple[Fraction, bool]:
    """The target in Mbit/s that the known facts give, and whether they are complete.

    With facts missing the target is the least that it can be.
    """
    need = line_need(location)
    return need.target, not need.missing
