"""The Wi-Fi link of this laptop, read without admin rights."""

from __future__ import annotations

import sys
import threading

from readiness.measure.radio.link import Reader, WifiLink, without
from readiness.model.sentence import Sentence


class NoReader:
    """On a system for which there is no reader."""

    live = False

    def read(self, halt: threading.Event) -> WifiLink:
        """Nothing, and why."""
        return without(
            Sentence(
                "On this system the Wi-Fi link can't be read. Enter the signal that the "
                "controller shows."
            ),
            "none",
        )


def reader() -> Reader:
    """The reader for the system this runs on."""
    if sys.platform == "win32":
        from readiness.measure.wifi_windows import WindowsReader

        return WindowsReader()
    if sys.platform == "darwin":
        from readiness.measure.wifi_macos import MacReader

        return MacReader()
    if sys.platform.startswith("linux"):
        from readiness.measure.wifi_linux import LinuxReader

        return LinuxReader()
    return NoReader()
