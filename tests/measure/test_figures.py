"""How figures come from what was counted, and how a server's address is read."""

from __future__ import annotations

from decimal import Decimal

import pytest

from readiness.measure.contact.address import parse
from readiness.measure.measurement import figure
from readiness.measure.ping.latency import jitter, percentile_95
from readiness.measure.spot.meter import Meter
from readiness.model.sentence import Refused


def test_jitter_is_the_estimate_of_rfc_3550() -> None:
    assert jitter([10.0, 10.0, 10.0]) == 0
    assert jitter([10.0, 26.0]) == 1.0
    assert jitter([10.0, 26.0, 10.0]) == 1.9375
    assert jitter([]) == jitter([5.0]) == 0


def test_percentile_is_the_value_that_95_percent_do_not_exceed() -> None:
    assert percentile_95([float(n) for n in range(1, 101)]) == 95.0
    assert percentile_95([7.0]) == 7.0


def test_figures_are_rounded_half_up_to_their_resolution() -> None:
    assert figure(48.0005, "Mbit/s", "x").value == Decimal("48.001")
    assert figure(1.005, "ms", "x").value == Decimal("1.01")
    assert figure(0.5, "percent", "x").value == Decimal("0.500")


def test_a_rate_counts_only_what_came_in_its_window() -> None:
    meter = Meter()
    for second, total in enumerate([0, 50_000, 1_050_000, 2_050_000, 2_050_001]):
        meter.mark(float(second), total)
    assert meter.rate(1.0, 3.0) == 8.0
    assert meter.rate(3.5, 9.0) is None


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("192.168.1.5", "http://192.168.1.5:8989/"),
        ("192.168.1.5:80", "http://192.168.1.5:80/"),
        (" http://meetpunt/speed ", "http://meetpunt:80/speed/"),
        ("https://meetpunt.example/", "https://meetpunt.example:443/"),
        ("https://h:8443/a/index.html", "https://h:8443/a/"),
        ("http://[fd00::2]:8989/", "http://[fd00::2]:8989/"),
        ("http://h/?x=1#y", "http://h:80/"),
    ],
)
def test_an_address_is_read_as_written(text: str, url: str) -> None:
    assert str(parse(text)) == url


@pytest.mark.parametrize("text", ["", "http://", "gopher://h/", "h:notaport", "http://a b/"])
def test_what_is_no_address_is_refused_in_words(text: str) -> None:
    with pytest.raises(Refused, match="measuring server"):
        parse(text)
