"""Overlays for tests: folders with content of an organisation's own."""

from __future__ import annotations

from pathlib import Path

# A must that is easier, one that is left out, and one that became a should.
LOOSE_NURSE_CALL = """
[[must]]
question = "network.signal"
share = 0.8
clauses = [{ on = "value", at_least = -75 }]
condition = { nl = "een signaal van -75 dBm", en = "a signal of -75 dBm" }
reason = { nl = "Zo is het bij ons.", en = "That is how we do it." }
sources = ["OC"]
"""
QUESTION = """
[questions.generator]
set = "core"
kind = "scale"
unit = ""
methods = ["observed"]
remedies = ["outage-procedure"]
sources = ["OC"]
prompt = { nl = "Is er een noodaggregaat?", en = "Is there a generator?" }
help = { nl = "Ga kijken.", en = "Go and see." }
weak = { nl = "Nee.", en = "No." }
strong = { nl = "Ja.", en = "Yes." }
steps = [
  { score = 0, text = { nl = "nee", en = "no" } },
  { score = 100, text = { nl = "ja", en = "yes" } },
]
"""
TEXTS = """
[questions.outage-procedure]
prompt = { en = "Who does what in a power cut?" }
"""
PRICES = """
[assumptions]
hourly_rate = 90

[remedies.survey-retune]
once = { low = 1, high = 2 }
"""
BENCHMARK = """
[benchmarks.applications-per-carer]
number = 21
"""


def laid(folder: Path, **files: str) -> Path:
    """An overlay with these files; `__` in a name stands for `/`, `.toml` comes behind it."""
    for name, text in files.items():
        file = folder / f"{name.replace('__', '/').replace('_', '-')}.toml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    folder.mkdir(parents=True, exist_ok=True)
    return folder
