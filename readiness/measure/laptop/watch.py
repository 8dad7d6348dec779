"""The laptop is watched while it measures: whatever of its own makes the figures doubtful."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from typing import Literal

from readiness.measure.laptop import adapter, power, traffic
from readiness.measure.laptop.adapter import Adapter
from readiness.measure.laptop.load import Load
from readiness.measure.laptop.power import Power
from readiness.model.sentence import Sentence

# Kept with the figures as they are, and put into words where they are shown.
CABLE_TOO = Sentence(
    "A network cable is plugged in as well; unplug it to be sure of the Wi-Fi figure."
).template
OVER_CABLE = Sentence("This was measured over a cable, not over Wi-Fi.").template
SAME_LAPTOP = Sentence(
    "The measuring server runs on this laptop; this says nothing about the network."
).template
BUSY = Sentence("The laptop was more than 80 % busy; the figures may be too low.").template
PINNED = Sentence(
    "This program needed a whole processor core; the laptop, not the network, may be the limit."
).template
SAVING = Sentence(
    "The laptop is saving power; the figures may be too low. Switch the saver off, or plug the "
    "laptop in, and measure again."
).template
RADIO_SAVING = Sentence(
    "Power saving of the Wi-Fi adapter is on; delay and jitter may come out too high."
).template
THROUGH_VPN = Sentence(
    "This was measured through a VPN: the figures are those of the VPN, not of the Wi-Fi. "
    "Switch the VPN off and measure again."
).template
VPN_BESIDE = Sentence(
    "A VPN is on for the other traffic of this laptop and may take a part of the link. "
    "Switch it off to be sure of the figures."
).template
OTHER_TRAFFIC = Sentence(
    "Other programs used the network during the run; the figures may be too low. Close what "
    "synchronises or streams and measure again."
).template
STOOD_STILL = Sentence(
    "The laptop slept or stood still during the run, or its clock was set; measure again."
).template
WRONG_NETWORK = Sentence(
    "The laptop is on another network than the staff network of this location; the figures are "
    "not those of the staff. Connect to the staff network and measure again."
).template
LOOKS_LIKE_GUEST = Sentence(
    "The network's name looks like that of a guest network; make sure that this is the network "
    "that the staff works on."
).template

# Looks come once a second; a look that comes so late means that nothing ran meanwhile.
_LATEST_LOOK_S = 5.0
_CLOCK_JUMP_S = 3.0
_GUEST = re.compile(r"guest|gast(?!ro|hof)|visitor|bezoek|public|hotspot", re.IGNORECASE)

Network = Literal["staff", "other", "looks-like-guest", "unknown"]


class Laptop:
    """One run's watch; nothing of it raises, and what can't be read warns of nothing.

    `clock` and `wall` are seconds of the monotonic and of the wall clock.
    """

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        wall: Callable[[], float] = time.time,
    ) -> None:
        self._clock, self._wall = clock, wall
        self._load = Load()
        self._traffic = traffic.Traffic()
        self._route: Adapter | None = None
        self._power = Power()
        self._found: list[str] = []
        self._looked = (clock(), wall())

    def begin(self, route: Adapter | None, own_bytes: int = 0) -> None:
        """The run goes over this adapter from now on; at most 0.5 s.

        May be called again when a run goes on to another server. `own_bytes` as for `look`.
        """
        self._end_traffic()
        self._route = route
        wifi = route.name if route is not None and route.kind == "wifi" else None
        self._power = power.read(wifi)
        self._found += warnings_of_route(route, adapter.adapters(), adapter.default_route())
        self._found += warnings_of_power(self._power)
        self._traffic = traffic.Traffic()
        self._looked = (self._clock(), self._wall())
        self.look(own_bytes)

    def look(self, own_bytes: int) -> None:
        """About once a second, with the bytes that the run itself moved so far, both ways."""
        now, wall = self._clock(), self._wall()
        before, wall_before = self._looked
        jumped = abs((wall - wall_before) - (now - before)) > _CLOCK_JUMP_S
        if jumped or now - before > _LATEST_LOOK_S:
            self._found.append(STOOD_STILL)
        self._looked = (now, wall)
        self._load.look()
        if self._route is not None and self._route.kind not in ("loopback", "vpn"):
            self._traffic.look(now, traffic.counted(self._route.name), own_bytes)

    def warnings(self) -> list[str]:
        """English sentences without values, each once: what was seen until now."""
        self._load.end()
        self._end_traffic()
        load = [BUSY] if "busy" in self._load.verdicts else []
        load += [PINNED] if "pinned" in self._load.verdicts else []
        return list(dict.fromkeys(self._found + load))

    def _end_traffic(self) -> None:
        # Not while it runs: what waits in the system's buffers makes single seconds deceptive.
        if self._traffic.other:
            self._found.append(OTHER_TRAFFIC)

    def facts(self) -> dict[str, str | int | float]:
        """What is kept with the figures of the laptop itself, as far as it was told."""
        known: dict[str, str | int | float] = {"cpu_percent": round(self._load.highest)}
        told = {
            "on_battery": self._power.on_battery,
            "power_saver": self._power.saver,
            "wifi_power_save": self._power.radio_saver,
        }
        return known | {key: int(value) for key, value in told.items() if value is not None}


def warnings_of_route(
    route: Adapter | None, known: tuple[Adapter, ...], default: Adapter | None
) -> list[str]:
    """What makes a Wi-Fi figure over this route doubtful; `default` is the way out."""
    if route is None:
        return []
    if route.kind == "loopback":
        return [SAME_LAPTOP]
    if route.kind == "vpn":
        return [THROUGH_VPN]
    found = [OVER_CABLE] if route.kind == "cable" else []
    if route.kind == "wifi" and any(a.kind == "cable" and a.name != route.name for a in known):
        found.append(CABLE_TOO)
    return [*found, VPN_BESIDE] if default is not None and default.kind == "vpn" else found


def warnings_of_power(state: Power) -> list[str]:
    """Only a saver that is on is a warning; running on the battery is not."""
    return [SAVING] * (state.saver is True) + [RADIO_SAVING] * (state.radio_saver is True)


def network(ssid: str | None, staff_ssid: str) -> Network:
    """Which network this is; `ssid` is None when the laptop can't read it.

    `staff_ssid` is the location's fact, empty when it wasn't told. Case and surrounding
    blanks don't count: people type the name from memory.
    """
    name, staff = _bare(ssid or ""), _bare(staff_ssid)
    if not name:
        return "unknown"
    if staff:
        return "staff" if name == staff else "other"
    return "looks-like-guest" if _GUEST.search(name) else "unknown"


def wrong_network(ssid: str | None, staff_ssid: str) -> str | None:
    """The warning for this network; None when it is right, or nothing is known."""
    warned: dict[Network, str] = {"other": WRONG_NETWORK, "looks-like-guest": LOOKS_LIKE_GUEST}
    return warned.get(network(ssid, staff_ssid))


def _bare(name: str) -> str:
    return name.strip().casefold()
