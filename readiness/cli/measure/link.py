"""`readiness measure link`: what this laptop knows of its Wi-Fi link."""

from __future__ import annotations

import sys
import threading
from typing import TYPE_CHECKING, Annotated

import typer

from readiness.cli.desk import Exit, complain, language, print_json, stop
from readiness.language import _

if TYPE_CHECKING:
    from readiness.measure.radio.link import WifiLink

_PAUSE_S = 0.5

# The facts in the order in which they are shown, and their units.
_UNITS = {
    "ssid": "", "signal_dbm": "dBm", "noise_dbm": "dBm", "snr_db": "dB", "band_ghz": "GHz",
    "channel": "", "width_mhz": "MHz", "frequency_mhz": "MHz", "rx_mbps": "Mbit/s",
    "tx_mbps": "Mbit/s", "phy": "", "security": "", "bssid": "",
}  # fmt: skip


def _labels() -> dict[str, str]:
    return {
        "ssid": _("network"),
        "signal_dbm": _("signal"),
        "noise_dbm": _("noise"),
        "snr_db": _("signal above noise"),
        "band_ghz": _("band"),
        "channel": _("channel"),
        "width_mhz": _("channel width"),
        "frequency_mhz": _("frequency"),
        "rx_mbps": _("receive rate"),
        "tx_mbps": _("send rate"),
        "phy": _("kind of Wi-Fi"),
        "security": _("security"),
        "bssid": _("access point"),
    }


def add(app: typer.Typer) -> None:
    """`measure link`."""

    @app.command("link", help=_("What this laptop knows of its Wi-Fi link; stores nothing."))
    def link(
        as_json: Annotated[bool, typer.Option("--json", help=_("Print JSON."))] = False,
        live: Annotated[
            bool, typer.Option("--live", help=_("Show the signal until Ctrl-C."))
        ] = False,
    ) -> None:
        from readiness.measure.wifi import reader

        if as_json and live:
            raise stop(_("Give --json or --live, not both."), Exit.USAGE)
        halt = threading.Event()
        try:
            found = _follow(halt) if live else reader().read(halt)
        except KeyboardInterrupt:
            raise stop(_("Stopped."), Exit.OK) from None
        if as_json:
            print_json(as_document(found))
        elif not live:
            tell(found)
        if found.connected is not True:
            raise stop(_missing(found), Exit.LACKING)


def _follow(halt: threading.Event) -> WifiLink:
    """Shows the signal until Ctrl-C or until there is none; the last link."""
    from readiness.measure.wifi import reader

    source = reader()
    if not source.live:
        complain(_("On this laptop a reading takes seconds; the signal follows slowly."))
    terminal = sys.stdout.isatty()
    while (found := source.read(halt)).connected is True:
        signal, ratio = (_words(found, fact) for fact in ("signal_dbm", "snr_db"))
        line = _("signal") + f" {signal}  " + _("signal above noise") + f" {ratio}"
        typer.echo(f"\r\x1b[K{line[:78]}" if terminal else line, nl=not terminal)
        halt.wait(_PAUSE_S)
    if terminal:
        typer.echo("")
    return found


def tell(link: WifiLink) -> None:
    """Every fact, one a line, on stdout; where there is none, why."""
    if link.connected is not True:
        return
    for fact, label in _labels().items():
        typer.echo(f"{label:22} {_words(link, fact)}")


def as_document(link: WifiLink) -> dict[str, object]:
    """What `--json` prints of a link."""
    from readiness.measure.measurement import Unavailable

    facts = {
        fact: {"unavailable": language().say(value.reason)}
        if isinstance(value := getattr(link, fact), Unavailable)
        else value
        for fact in ("connected", *_UNITS)
    }
    return {"how": link.how, **facts, "signal_at_least": link.signal_at_least}


def _words(link: WifiLink, fact: str) -> str:
    from decimal import Decimal

    from readiness.measure.measurement import Unavailable

    value = getattr(link, fact)
    if isinstance(value, Unavailable):
        return f"– {language().say(value.reason)}"
    if isinstance(value, str):
        return value
    shown = f"{language().decimal(Decimal(str(value)))} {_UNITS[fact]}".rstrip()
    more = fact in ("signal_dbm", "snr_db") and link.signal_at_least
    return _("{value} or more", value=shown) if more else shown


def _missing(link: WifiLink) -> str:
    """Why there is no link; a link that isn't there gives that reason for every fact."""
    from readiness.measure.measurement import Unavailable

    for value in (link.connected, link.signal_dbm):
        if isinstance(value, Unavailable):
            return language().say(value.reason)
    return _("There is no Wi-Fi link.")
