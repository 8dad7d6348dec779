"""The measuring screens of a visit: of a spot, and of the internet line."""

from __future__ import annotations

from readiness import answers, terms
from readiness.kit import Kit
from readiness.language import _, active
from readiness.measure.line.probe import line_probe
from readiness.measure.spot.run import FULL, QUICK
from readiness.measure.spot.runs import RUNS, SpotRuns
from readiness.model.subject import Subject
from readiness.model.visit import Visit
from readiness.tui.screens.measuring import MeasuringScreen


def spot_screen(kit: Kit, visit: Visit, spot: Subject, quick: bool) -> MeasuringScreen:
    """Three runs against each measuring server that is set, or one quick look."""
    servers = kit.servers()
    probe = SpotRuns(
        servers,
        1 if quick else RUNS,
        QUICK if quick else FULL,
        staff_ssid=visit.location.ssid,
    )
    told = [f"{terms.side(active(), side)} {server}" for side, server in servers.items()]
    return MeasuringScreen(probe, answers.spot(active(), spot), " · ".join(told))


def line_screen(kit: Kit) -> MeasuringScreen:
    """The server outside, or speedtest.net where none is set."""
    outside = kit.settings.outside
    title = _("Internet line of the location: best with a cable to the router")
    return MeasuringScreen(line_probe(outside), title, outside or "speedtest.net")
