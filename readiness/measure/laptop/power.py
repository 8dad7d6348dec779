"""Whether the laptop or its Wi-Fi radio is saving power, which holds figures down.

Running on the battery alone is no reason to doubt a figure: an assessor walks through a
building on one. A saver that is switched on is.
"""

from __future__ import annotations

import re
import socket
import struct
import sys
import threading
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import psutil

from readiness.measure.radio import tool

# A child that is asked for a setting answers in some 0.02 s; a run must end within 0.5 s.
_PATIENCE_S = 0.3
_PROFILE = Path("/sys/firmware/acpi/platform_profile")
_STATUS = struct.Struct("<4B2I")  # SYSTEM_POWER_STATUS of winbase.h
_NETLINK_REQUEST = 1


@dataclass(frozen=True)
class Power:
    """How the laptop is powered; None where the system doesn't tell.

    `saver`: the whole laptop was told to save power; `radio_saver`: the Wi-Fi adapter naps
    between packets.
    """

    on_battery: bool | None = None
    saver: bool | None = None
    radio_saver: bool | None = None


def read(wifi: str | None) -> Power:
    """The state now, `radio_saver` for the adapter of this name; in 0.5 s, and never raises."""
    return Power(_on_battery(), _saver(), _radio_saver(wifi) if wifi else None)


def parse_power_status(data: bytes) -> bool | None:
    """Battery saver from Windows' SYSTEM_POWER_STATUS (12 bytes); its fourth byte is 1 when on.

    Windows 10 and newer; what reads otherwise comes from an older Windows.
    """
    if len(data) < _STATUS.size:
        return None
    flag = int(_STATUS.unpack_from(data)[3])
    return bool(flag) if flag in (0, 1) else None


def parse_pmset(text: str) -> bool | None:
    """Low power mode from `pmset -g` of macOS 12 and newer; None where it isn't listed."""
    found = re.search(r"^\s*lowpowermode\s+([01])\b", text, re.MULTILINE)
    return found[1] == "1" if found else None


def parse_profile(text: str) -> bool | None:
    """Power saving from Linux' `platform_profile`: low-power, or quiet, which also throttles.

    Source: Documentation/ABI/testing/sysfs-platform_profile of the kernel.
    """
    word = text.strip()
    return word in ("low-power", "quiet") if word else None


def parse_iw_power(text: str) -> bool | None:
    """From `iw dev NAME get power_save`: "Power save: on"."""
    found = re.search(r"Power save:\s*(on|off)\b", text)
    return found[1] == "on" if found else None


def _on_battery() -> bool | None:
    try:
        battery = psutil.sensors_battery()
    except Exception:  # drivers report absurd things, and psutil stumbles over some
        return None
    return None if battery is None else battery.power_plugged is False


def _saver() -> bool | None:
    if sys.platform == "win32":
        import ctypes

        status = ctypes.create_string_buffer(_STATUS.size)
        told = ctypes.windll.kernel32.GetSystemPowerStatus(status)
        return parse_power_status(status.raw) if told else None
    if sys.platform == "darwin":
        return parse_pmset(_said("/usr/bin/pmset", "-g"))
    try:
        return parse_profile(_PROFILE.read_text(encoding="ascii", errors="replace"))
    except OSError:  # most desktops and many laptops have none
        return None


def _radio_saver(name: str) -> bool | None:
    if not sys.platform.startswith("linux"):
        return None
    told = parse_iw_power(_said("iw", "dev", name, "get", "power_save"))
    return _nl80211_power_save(name) if told is None else told


def _nl80211_power_save(name: str) -> bool | None:
    """The kernel's own answer; needs no rights and no tool."""
    try:
        # Loaded only here: it takes 0.2 s, and has no types.
        nl80211 = import_module("pyroute2.netlink.nl80211")
        question = nl80211.nl80211cmd()
        question["cmd"] = nl80211.NL80211_NAMES["NL80211_CMD_GET_POWER_SAVE"]
        question["attrs"] = [["NL80211_ATTR_IFINDEX", socket.if_nametoindex(name)]]
        with import_module("pyroute2").IW() as kernel:
            (answer, *_) = kernel.nlm_request(
                question, msg_type=kernel.prid, msg_flags=_NETLINK_REQUEST
            )
        state = str(answer.get_attr("NL80211_ATTR_PS_STATE"))  # four bytes as hex
        return state.startswith("01") if re.match("0[01]", state) else None
    except Exception:  # no Wi-Fi, no nl80211, no such adapter: it isn't told
        return None


def _said(*command: str) -> str:
    """What a small tool of the system prints; nothing when it isn't there or is slow."""
    answer = tool.ask(command, threading.Event(), _PATIENCE_S)
    return "" if answer is None else answer.output.decode("utf-8", "replace")
