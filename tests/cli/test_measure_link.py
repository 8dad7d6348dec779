"""`readiness measure link`: every fact or why it's missing, and exit code 5 without a link."""

from __future__ import annotations

import threading

import pytest

from readiness.measure import wifi
from readiness.measure.radio.link import WifiLink
from readiness.measure.wifi_linux import parse_iw_link, parse_nmcli
from tests.cli.console import Console
from tests.measure.wifi_samples import sample


class Answers:
    """A reader that gives these links one by one, and the last one for ever."""

    live = True

    def __init__(self, *links: WifiLink) -> None:
        self.links = list(links)

    def read(self, halt: threading.Event) -> WifiLink:
        return self.links.pop(0) if len(self.links) > 1 else self.links[0]


def put(monkeypatch: pytest.MonkeyPatch, *links: WifiLink) -> None:
    answers = Answers(*links)
    monkeypatch.setattr(wifi, "reader", lambda: answers)


LINK = parse_iw_link(sample("iw_vht.txt"))
GONE = parse_iw_link("Not connected.")


def test_every_fact_stands_on_a_line(console: Console, monkeypatch: pytest.MonkeyPatch) -> None:
    put(monkeypatch, LINK)
    lines = console.fine("measure", "link").out.splitlines()
    assert len(lines) == 13
    assert "network                Café: tuin" in lines
    assert "signal                 -52 dBm" in lines
    assert "band                   5 GHz" in lines
    assert "access point           02:00:5e:30:00:a1" in lines
    assert any(line.startswith("noise") and "driver doesn't tell" in line for line in lines)
    dutch = console("measure", "link", language="nl").out
    assert "zendsnelheid           866,7 Mbit/s" in dutch


def test_a_lower_bound_is_shown_as_one(console: Console, monkeypatch: pytest.MonkeyPatch) -> None:
    put(monkeypatch, parse_nmcli(sample("nmcli.txt")))
    assert "-64 dBm or more" in console.fine("measure", "link").out


def test_json_holds_the_values_and_the_reasons(
    console: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(monkeypatch, LINK)
    document = console.fine("measure", "link", "--json").json
    assert (document["how"], document["connected"], document["signal_dbm"]) == ("iw", True, -52)
    assert "driver" in document["noise_dbm"]["unavailable"]
    put(monkeypatch, GONE)
    done = console("measure", "link", "--json")
    assert (done.code, done.json["connected"]) == (5, False)


def test_without_a_link_the_environment_is_lacking(
    console: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(monkeypatch, GONE)
    done = console("measure", "link")
    assert (done.code, done.out) == (5, "")
    assert "isn't connected to Wi-Fi" in done.err


def test_live_follows_the_signal_until_it_is_gone(
    console: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(monkeypatch, LINK, LINK, GONE)
    done = console("measure", "link", "--live")
    assert done.code == 5
    assert done.out.count("signal -52 dBm") == 2
    assert console("measure", "link", "--live", "--json").code == 2


def test_nothing_of_the_link_is_stored(console: Console, monkeypatch: pytest.MonkeyPatch) -> None:
    put(monkeypatch, LINK)
    console.fine("measure", "link")
    assert not [value for value in console.content().values() if b"02:00:5e" in value]
