"""One run on the measuring screen: `... URL OUT` writes its figures and ends."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from textual.app import App

from readiness.measure.measurement import Figure, Measurement, Sample
from readiness.measure.spot.runs import SpotRuns
from readiness.tui.screens.measuring import MeasuringScreen


class OneRun(App[Measurement | None]):
    """The product's screen, dismissed as soon as it has its measurement."""

    def on_mount(self) -> None:
        url = sys.argv[1]
        self._screen = MeasuringScreen(SpotRuns({"inside": url}, runs=1), "bench", url)
        self.push_screen(self._screen, self.exit)

    def on_measuring_screen_sampled(self, message: MeasuringScreen.Sampled) -> None:
        if not isinstance(message.event, Sample):
            self._screen.dismiss(message.event)


def main() -> None:
    found = OneRun().run()
    assert found is not None
    rates = {k: float(f.value) for k, f in found.figures.items() if isinstance(f, Figure)}
    Path(sys.argv[2]).write_text(json.dumps(rates), encoding="utf-8")
    print("-- measured --", flush=True)


if __name__ == "__main__":
    main()
