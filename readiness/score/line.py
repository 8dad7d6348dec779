"""What a location's internet line must deliver.

Target = max(40; 300 from 50 beds; demand) Mbit/s, with
demand = 1.3 x (4 V + 1 D + 2 K + 2 G): V simultaneous video calls, D active staff
devices, K continuous camera streams, G simultaneous guests. 40 and 300: English
care-home guidance (W14); 4 Mbit/s a call: Teams, 2018 (W47); 30 % margin: W43; the
rest is our choice.
"""

from __future__ import annotations

from fractions import Fraction

from readiness.model.location import Location

_FLOOR = Fraction(40)
_FROM_50_BEDS = Fraction(300)
_MARGIN = Fraction(13, 10)


def line_target(location: Location) -> tuple[Fraction, bool]:
    """The target in Mbit/s that the known facts give, and whether they are complete.

    With facts missing the target is the least that it can be.
    """
    facts = {
        "video_calls": 4,
        "active_devices": 1,
        "camera_streams": 2,
        "guests": 2,
    }
    given = {name: getattr(location, name) for name in facts}
    demand = _MARGIN * sum((given[name] or 0) * per for name, per in facts.items())
    beds = _FROM_50_BEDS if (location.beds or 0) >= 50 else _FLOOR
    complete = None not in given.values() and location.beds is not None
    return max(_FLOOR, beds, demand), complete
