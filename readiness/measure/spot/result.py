"""The figures of one run at a spot, gathered phase by phase."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from readiness.measure.contact.server import Server
from readiness.measure.measurement import (
    IDLE_LATENCY_P95,
    LOADED_LATENCY_P50,
    LOADED_LATENCY_P95,
    SINGLE_DOWNLOAD,
    Figure,
    NotMeasured,
    Unavailable,
    figure,
)
from readiness.measure.ping import latency
from readiness.measure.ping.latency import Pinger
from readiness.measure.spot import limits
from readiness.measure.spot.download import Download
from readiness.measure.spot.upload import Upload
from readiness.model.sentence import Sentence

_LEAST_ROUND_TRIPS = 10
_LEAST_LOADED = 20
# One connection alone gets less than this share of what all get together: our choice.
_LOSSY_SHARE = Decimal("0.5")
# What one connection gets beyond this nobody notices, and the laptop may be its limit.
_NOTICED_MBPS = Decimal(200)
# On a longer way one connection needs longer than it has to get up to speed.
_LONG_WAY_MS = 80
_PERCENT = Decimal("0.001")

NO_ECHO = Sentence(
    "This server answers web requests only, and those show no loss, so packet loss stays "
    "unknown. Measure against readiness measure peer on a second laptop to know it."
)
ECHO_BLOCKED = Sentence(
    "The measuring point's UDP echo gave no answer while its web port did, so packet loss stays "
    "unknown. Let the firewall pass UDP to the same port and measure again."
)
THROUGH_PROXY = Sentence(
    "The way to this server leads through a proxy, which passes no echo, so packet loss stays "
    "unknown. Measure against a server inside the building to know it."
)
FEW_REPLIES = Sentence(
    "Fewer than 10 probes were answered, too few for this figure. Measure again."
)
NOTHING_CAME = Sentence(
    "No data came through although the server answered probes, so this figure stays unknown. "
    "Check whether something in between blocks large transfers."
)
LOSSY = Sentence(
    "One connection alone got less than half of what six got together: packets are lost on the "
    "way. Programs that use one connection will feel slower than the figure says."
).template


class Result:
    """Collects figures; each phase adds its own. `limits` says what else was the limit."""

    def __init__(self, streams: int) -> None:
        self._streams = streams
        self._figures: dict[str, Figure | Unavailable] = {}
        self._loaded: dict[str, list[float]] = {}
        self._refusal: NotMeasured | None = None
        self._kind = ""
        self.limits: list[str] = []

    @property
    def figures(self) -> Mapping[str, Figure | Unavailable]:
        """All figures, with the latency under load when there were enough probes.

        Of the two directions the one with the greater delay is told: a call needs both.
        """
        figures = dict(self._figures)
        enough = {way: ms for way, ms in self._loaded.items() if len(ms) >= _LEAST_LOADED}
        if enough:
            way, times = max(enough.items(), key=lambda of: latency.percentile_95(of[1]))
            how = f"{self._kind}-{way}-{len(times)}"
            figures[LOADED_LATENCY_P50] = figure(latency.median(times), "ms", how)
            figures[LOADED_LATENCY_P95] = figure(latency.percentile_95(times), "ms", how)
        return limits.marked(figures) if self.limits else figures

    @property
    def lossy(self) -> bool:
        """Whether the single stream, beside the many, says that packets are lost."""
        single, many = self._figures.get(SINGLE_DOWNLOAD), self._figures.get("download")
        way, loss = self._figures.get("latency"), self._figures.get("loss")
        if not (isinstance(single, Figure) and isinstance(many, Figure)):
            return False
        long = isinstance(way, Figure) and way.value > _LONG_WAY_MS
        if long and not (isinstance(loss, Figure) and loss.value > 0):
            return False
        return single.value < min(_LOSSY_SHARE * many.value, _NOTICED_MBPS)

    def idle(self, server: Server, pinger: Pinger) -> None:
        """Latency (median, p95), jitter and loss of the idle link."""
        self._kind = pinger.loaded_kind
        times = [ms for _, ms in list(pinger.log.replies)]
        how = f"{pinger.kind}-{pinger.log.sent}"
        if len(times) >= _LEAST_ROUND_TRIPS:
            self._figures["latency"] = figure(latency.median(times), "ms", how)
            self._figures["jitter"] = figure(latency.jitter(times), "ms", how)
            self._figures[IDLE_LATENCY_P95] = figure(latency.percentile_95(times), "ms", how)
        else:
            self._figures["latency"] = self._figures["jitter"] = Unavailable(FEW_REPLIES)
        self._figures["loss"] = (
            loss(pinger.idle_lost, pinger.idle_sent, pinger.kind)
            if pinger.idle_sent
            else Unavailable(
                THROUGH_PROXY if server.proxy else ECHO_BLOCKED if server.is_peer else NO_ECHO
            )
        )

    def single(self, load: Download, since: float, until: float) -> None:
        """The download over one connection, beside the others a sign of loss."""
        self._figures[SINGLE_DOWNLOAD] = self._rate(load, since, until, "http-single-1")

    def download(self, load: Download, pinger: Pinger, since: float, until: float) -> None:
        """The download over the window."""
        how = f"http-multi-{self._streams}"
        self._figures["download"] = self._rate(load, since, until, how)
        self._loaded["download"] = pinger.log.between(since, until)

    def upload(self, load: Upload, pinger: Pinger, since: float, until: float) -> None:
        """The upload over the window."""
        how = f"http-multi-{self._streams}-{load.label}"
        self._figures["upload"] = self._rate(load, since, until, how)
        self._loaded["upload"] = pinger.log.between(since, until)

    def bounded(self, server: Server, load: Upload) -> None:
        """Find out whether the server was the limit, from what it told before and meanwhile."""
        told = replace(
            server.told,
            cpu_percent=max(server.told.cpu_percent or 0.0, load.server_cpu),
            others=max(server.told.others, load.server_others),
        )
        self.limits += limits.of_server(told, self._figures)

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


def loss(lost: int, sent: int, kind: str) -> Figure:
    """The share of probes lost, in percent, with its 95 % interval (Wilson)."""
    low, high = latency.wilson_95(lost, sent)
    return replace(
        figure(100 * lost / sent, "percent", f"{kind}-{sent}"),
        low=_percent(low),
        high=_percent(high),
    )


def _percent(share: float) -> Decimal:
    return Decimal(repr(100 * share)).quantize(_PERCENT, rounding=ROUND_HALF_UP)
