"""Several runs at one spot, against a server inside and one outside, as one measurement.

A single run can be lucky or unlucky: the median of three is kept and the spread is told.
Lost probes are counted together, since a median would hide a loss that two runs didn't see.
"""

from __future__ import annotations

import threading
from collections.abc import Generator, Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from typing import Any

from readiness.measure.measurement import (
    FIGURES,
    MOST_SAMPLES,
    Figure,
    Measurement,
    Sample,
    Side,
    Unavailable,
)
from readiness.measure.probe import Probe
from readiness.measure.radio.link import Reader
from readiness.measure.spot.result import loss
from readiness.measure.spot.run import FULL, Lengths, SpotProbe
from readiness.measure.spot.sides import both
from readiness.model.sentence import Sentence

RUNS = 3
# A run that is so far from the median is named: our choice.
_WILD_SHARE = 0.5
_RATES = ("download", "upload")

ODD_RUN = (
    Sentence("Run 1 differed wildly from the others; the median is kept. Look at the spread."),
    Sentence("Run 2 differed wildly from the others; the median is kept. Look at the spread."),
    Sentence("Run 3 differed wildly from the others; the median is kept. Look at the spread."),
)
FEWER_RUNS = Sentence(
    "Not all runs could be made; the figures are of fewer runs than planned."
).template
LOST_BETWEEN = Sentence(
    "The connection was lost between two runs, so there is no figure. Measure again; if it is "
    "lost again, the network here is unreliable."
)


class SpotRuns(Probe):
    """Measures a spot `runs` times against each server; `servers` as a person wrote them.

    The figures are those of the inside server, or of the outside one where it is the only
    one. A run that is interrupted, or finds no link, ends the measuring against its server.
    """

    def __init__(
        self,
        servers: Mapping[Side, str],
        runs: int = RUNS,
        lengths: Lengths = FULL,
        *,
        reader: Reader | None = None,
        staff_ssid: str = "",
    ) -> None:
        self._servers = {side: server for side, server in servers.items() if server}
        self._runs = runs
        self._probe = {
            side: SpotProbe(server, lengths, reader=reader, staff_ssid=staff_ssid)
            for side, server in self._servers.items()
        } or {"inside": SpotProbe(None, lengths, reader=reader)}

    def run(self, stop: threading.Event) -> Generator[Sample | Measurement, None, None]:
        """As `Probe.run`, within 60 s a server."""
        found: dict[Side, list[Measurement]] = {}
        total = len(self._probe) * self._runs
        for order, (side, probe) in enumerate(self._probe.items()):
            made = found[side] = []
            for number in range(self._runs):
                with closing(probe.run(stop)) as events:
                    for event in events:
                        if isinstance(event, Measurement):
                            made.append(event)
                        else:
                            done = order * self._runs + number + event.progress
                            yield replace(event, run=number + 1, side=side, progress=done / total)
                if len(made) <= number:  # stopped
                    return
                if made[-1].state != "measured":
                    break
        combined = {side: combine(made, self._runs) for side, made in found.items()}
        yield both(combined)


def combine(runs: list[Measurement], planned: int) -> Measurement:
    """One measurement from the runs against one server, in their order; at least one."""
    last, good = runs[-1], [run for run in runs if run.state == "measured"]
    if len(runs) == 1:
        return last
    instrument = _instrument(runs)
    samples = list(_samples(runs))
    if last.state in ("interrupted", "no-link"):
        reason = last.reason if last.state == "interrupted" else LOST_BETWEEN
        figures: dict[str, Figure | Unavailable] = dict.fromkeys(
            FIGURES, Unavailable(reason or LOST_BETWEEN)
        )
        return Measurement("interrupted", reason, figures, instrument, samples)
    keys = dict.fromkeys(key for run in good for key in run.figures)
    figures = {key: _middle(key, [run.figures[key] for run in good if key in run.figures])
               for key in keys}  # fmt: skip
    sent = sum(run.instrument.get("probes", 0) for run in good)
    if sent and isinstance(seen := figures.get("loss"), Figure):
        lost = sum(run.instrument.get("probes_lost", 0) for run in good)
        figures["loss"] = loss(lost, sent, seen.how.rpartition("-")[0])
    warnings = instrument["warnings"]
    warnings += [ODD_RUN[number].template for number in _odd(good)]
    if len(good) < planned:
        warnings.append(FEWER_RUNS)
    return Measurement("measured", None, figures, instrument, samples)


def _middle(key: str, figures: list[Figure | Unavailable]) -> Figure | Unavailable:
    """The median with its spread; of two in the middle the worse one."""
    known = [figure for figure in figures if isinstance(figure, Figure)]
    if not known:
        return figures[0]
    # Worst first, so that the lower middle is the worse one.
    known.sort(key=lambda figure: figure.value, reverse=not _more_is_better(key))
    middle = known[(len(known) - 1) // 2]
    values = [figure.value for figure in known]
    return replace(middle, low=min(values), high=max(values))


def _more_is_better(key: str) -> bool:
    return key.startswith(_RATES) or key in ("signal", "snr")


def _odd(runs: list[Measurement]) -> list[int]:
    """Runs, from 0, of which a throughput is far from the median of at least three."""
    found = set()
    for key in _RATES:
        values = [float(f.value) if isinstance(f := run.figures.get(key), Figure) else None
                  for run in runs]  # fmt: skip
        known = sorted(value for value in values if value is not None)
        if len(known) >= RUNS:
            middle = known[len(known) // 2]
            for number, value in enumerate(values[:RUNS]):
                if value is not None and abs(value - middle) > _WILD_SHARE * middle:
                    found.add(number)
    return sorted(found)


def _instrument(runs: list[Measurement]) -> dict[str, Any]:
    """The first run's, with all warnings, and a record of each run."""
    warnings = dict.fromkeys(w for run in runs for w in run.instrument.get("warnings", []))
    return dict(runs[0].instrument) | {
        "seconds": round(sum(run.instrument.get("seconds", 0) for run in runs), 2),
        "warnings": list(warnings),
        "runs": [
            {"state": run.state, "started": run.instrument.get("started", "")}
            | {key: str(f.value) for key, f in run.figures.items() if isinstance(f, Figure)}
            for run in runs
        ],
    }


def _samples(runs: list[Measurement]) -> Iterator[tuple[str, float, float | None, float | None]]:
    """The samples of all runs one after the other, at most `MOST_SAMPLES`."""
    begun, step = 0.0, len(runs)
    for run in runs:
        for phase, at, mbps, ms in run.samples[::step][: MOST_SAMPLES // step]:
            yield phase, round(begun + at, 2), mbps, ms
        begun += float(run.instrument.get("seconds", 0))
