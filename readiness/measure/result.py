"""The figures of a spot, gathered phase by phase."""

from __future__ import annotations

from collections.abc import Mapping

from readiness.measure import latency
from readiness.measure.download import Download
from readiness.measure.latency import Pinger
from readiness.measure.measurement import (
    LOADED_LATENCY,
    Figure,
    NotMeasured,
    Unavailable,
    figure,
)
from readiness.measure.server import Server
from readiness.measure.udp_ping import UdpPinger
from readiness.measure.upload import Upload
from readiness.model.sentence import Sentence

_LEAST_ROUND_TRIPS = 10
_LEAST_LOADED = 20

NO_UDP = Sentence(
    "A LibreSpeed server alone gives no loss figure, so packet loss stays unknown. "
    "Measure against readiness measure peer on a second laptop to know it."
)
UDP_BLOCKED = Sentence(
    "The measuring point's UDP echo gave no answer while its web port did, so packet loss stays "
    "unknown. Let the firewall pass UDP to the same port and measure again."
)
FEW_REPLIES = Sentence(
    "Fewer than 10 probes were answered, too few for this figure. Measure again."
)
NOTHING_CAME = Sentence(
    "No data came through although the server answered probes, so this figure stays unknown. "
    "Check whether something in between blocks large transfers."
)


class Result:
    """Collects figures; each phase adds its own."""

    def __init__(self, streams: int) -> None:
        self._streams = streams
        self._figures: dict[str, Figure | Unavailable] = {}
        self._loaded: list[float] = []
        self._refusal: NotMeasured | None = None
        self._kind = ""

    @property
    def figures(self) -> Mapping[str, Figure | Unavailable]:
        """All figures, with the latency under load when there were enough probes."""
        figures = dict(self._figures)
        if len(self._loaded) >= _LEAST_LOADED:
            how = f"{self._kind}-loaded-{len(self._loaded)}"
            figures[LOADED_LATENCY] = figure(latency.percentile_95(self._loaded), "ms", how)
        return figures

    def idle(self, server: Server, pinger: Pinger) -> None:
        """Latency (median), jitter and loss of the idle link."""
        self._kind = pinger.kind
        times = [ms for _, ms in list(pinger.log.replies)]
        how = f"{pinger.kind}-{pinger.log.sent}"
        if len(times) >= _LEAST_ROUND_TRIPS:
            self._figures["latency"] = figure(latency.median(times), "ms", how)
            self._figures["jitter"] = figure(latency.jitter(times), "ms", how)
        else:
            self._figures["latency"] = self._figures["jitter"] = Unavailable(FEW_REPLIES)
        if isinstance(pinger, UdpPinger):
            lost = 100 * pinger.idle_lost / pinger.idle_sent
            self._figures["loss"] = figure(lost, "percent", f"{pinger.kind}-{pinger.idle_sent}")
        else:
            self._figures["loss"] = Unavailable(UDP_BLOCKED if server.is_peer else NO_UDP)

    def download(self, load: Download, pinger: Pinger, since: float, until: float) -> None:
        """The download over the window."""
        how = f"http-multi-{self._streams}"
        self._figures["download"] = self._rate(load, since, until, how)
        self._loaded += pinger.log.between(since, until)

    def upload(self, load: Upload, pinger: Pinger, since: float, until: float) -> None:
        """The upload over the window."""
        how = f"http-multi-{self._streams}-{load.label}"
        self._figures["upload"] = self._rate(load, since, until, how)
        self._loaded += pinger.log.between(since, until)

    def check(self) -> None:
        """Raise NotMeasured when the server refused both directions."""
        both = (self._figures["download"], self._figures["upload"])
        if self._refusal is not None and not any(isinstance(one, Figure) for one in both):
            raise self._refusal

    def _rate(
        self, load: Download | Upload, since: float, until: float, how: str
    ) -> Figure | Unavailable:
        if load.refusal is not None:
            self._refusal = load.refusal
            return Unavailable(load.refusal.reason)
        rate = load.rate(since, until)
        return Unavailable(NOTHING_CAME) if rate is None else figure(rate, "Mbit/s", how)
