"""Whether other laptops could reach this one when it is the measuring server."""

from __future__ import annotations

import re
import socket
import sys
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path

from readiness.measure.contact.address import PEER_PORT
from readiness.measure.doctor.finding import Finding
from readiness.measure.radio import tool
from readiness.model.sentence import Sentence

_PATIENCE_S = 2.0
_UFW = Path("/etc/ufw/ufw.conf")
_MACOS = "/usr/libexec/ApplicationFirewall/socketfilterfw"
_POLICY = r"SYSTEM\CurrentControlSet\Services\SharedAccess\Parameters\FirewallPolicy"
_PROFILES = ("DomainProfile", "StandardProfile", "PublicProfile")

_OPEN = Sentence(
    "Let an administrator open TCP and UDP port {port} for incoming traffic, or use a LibreSpeed "
    "server of the organisation. Guest networks often keep laptops apart as well.",
    port=PEER_PORT,
)


def being_a_peer(halt: threading.Event) -> Iterator[Finding]:
    """Whether the port is free and a firewall stands before it."""
    taken = _why_taken()
    if taken:
        yield Finding(
            "peer",
            "partly",
            Sentence("Port {port} can't be used now: {why}.", port=PEER_PORT, why=taken),
            Sentence(
                "If that isn't the measuring server itself, stop the program that uses it, or "
                "choose another port with --port."
            ),
        )
        return
    match _stands(halt):
        case True:
            says = Sentence("A firewall is on, which may keep other laptops out.")
            yield Finding("peer", "partly", says, _OPEN)
        case False:
            says = Sentence("Port {port} is free and no firewall is on.", port=PEER_PORT)
            yield Finding("peer", "yes", says)
        case None:
            says = Sentence(
                "Port {port} is free; whether a firewall is on can't be seen without rights.",
                port=PEER_PORT,
            )
            try_it = Sentence(
                "Start `readiness measure peer` and open its address in another laptop's browser."
            )
            yield Finding("peer", "partly", says, try_it)


def parse_ufw(text: str) -> bool:
    """Whether ufw's own file says that it is on."""
    return bool(re.search(r"^\s*ENABLED\s*=\s*[\"']?yes", text, re.MULTILINE | re.IGNORECASE))


def parse_macos(text: str) -> bool | None:
    """From `socketfilterfw --getglobalstate`: "Firewall is enabled. (State = 1)"."""
    found = re.search(r"State = ([0-2])", text)
    return found[1] != "0" if found else None


def judge_windows(enabled: Mapping[str, int | None]) -> bool | None:
    """From EnableFirewall of each profile: on when any is, as the one in use isn't told."""
    known = [value for value in enabled.values() if value is not None]
    return any(known) if known else None


def _stands(halt: threading.Event) -> bool | None:
    """Whether a firewall is on; None when that can't be seen."""
    if sys.platform == "win32":
        return judge_windows(_windows_profiles())
    if sys.platform == "darwin":
        answer = tool.ask((_MACOS, "--getglobalstate"), halt, _PATIENCE_S)
        return None if answer is None else parse_macos(answer.output.decode("utf-8", "replace"))
    try:
        if parse_ufw(_UFW.read_text(encoding="utf-8", errors="replace")):
            return True
    except OSError:
        pass
    answer = tool.ask(("firewall-cmd", "--state"), halt, _PATIENCE_S)
    # Other rules (nftables) are shown to root only, so "none" is never known here.
    return True if answer is not None and answer.code == 0 else None


def _windows_profiles() -> dict[str, int | None]:
    found: dict[str, int | None] = dict.fromkeys(_PROFILES)
    if sys.platform == "win32":
        import winreg

        for profile in _PROFILES:
            try:
                with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, rf"{_POLICY}\{profile}") as key:
                    value, _ = winreg.QueryValueEx(key, "EnableFirewall")
                    found[profile] = int(value)
            except (OSError, ValueError):  # a policy that hides it
                continue
    return found


def _why_taken() -> str:
    """Why the port can't be listened at; empty when it can."""
    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
        try:
            with socket.socket(socket.AF_INET, kind) as sock:
                if sys.platform != "win32" and kind == socket.SOCK_STREAM:
                    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                sock.bind(("", PEER_PORT))
        except OSError as error:
            return error.strerror or str(error)
    return ""
