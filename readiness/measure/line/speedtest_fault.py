"""Why the internet check gave nothing, out of what speedtest-cli said when it gave up."""

from __future__ import annotations

import errno
import re
import socket

from readiness.measure.laptop import adapter
from readiness.measure.line.speedtest_child import Stage
from readiness.measure.measurement import NotMeasured
from readiness.model.sentence import Sentence

HOST = "www.speedtest.net"

NOT_HERE = Sentence(
    "This laptop's installation can't start the internet check (speedtest-cli), so the internet "
    "line stays unknown. Set an outside measuring server in the settings instead."
)
NO_ADAPTER = Sentence(
    "This laptop has no network: no adapter is connected, so there is no internet here. Plug in "
    "a cable or connect to the Wi-Fi, and measure again."
)
NO_NAMES = Sentence(
    "The name {host} was not answered by any name server: there is no internet here. If other "
    "websites open, set an outside measuring server in the settings.",
    host=HOST,
)
UNKNOWN_NAME = Sentence(
    "The name {host} does not exist on this network, so the internet line stays unknown. A "
    "filter may block it; set an outside measuring server in the settings.",
    host=HOST,
)
SILENT = Sentence(
    "{host} did not answer within the time allowed: there is no internet here. If other "
    "websites open, a firewall blocks it; set an outside measuring server in the settings.",
    host=HOST,
)
NO_WAY = Sentence(
    "The laptop finds no way to {host}: there is no internet here. If other websites open, set "
    "an outside measuring server in the settings.",
    host=HOST,
)
BROKEN_OFF = Sentence(
    "{host} refused the connection or broke it off, so the internet line stays unknown. A "
    "firewall may block it; set an outside measuring server in the settings.",
    host=HOST,
)
UNTRUSTED = Sentence(
    "The certificate of {host} is not trusted by speedtest-cli: a sign-in page, a filter that "
    "opens secure traffic, or a laptop without certificates. The internet line stays unknown. "
    "Sign in to the network, or set an outside measuring server in the settings.",
    host=HOST,
)
NO_TLS = Sentence(
    "What answers as {host} does not speak TLS as this laptop does: a sign-in page or a filter. "
    "The internet line stays unknown. Sign in to the network and measure again.",
    host=HOST,
)
FORBIDDEN = Sentence(
    "{host} refuses this laptop (HTTP 403), so the internet line stays unknown. It may bar the "
    "organisation's internet address; set an outside measuring server in the settings.",
    host=HOST,
)
TOO_OFTEN = Sentence(
    "{host} was asked too often from here (HTTP 429), so the internet line stays unknown. "
    "Measure again in an hour, or set an outside measuring server in the settings.",
    host=HOST,
)
PROXY = Sentence(
    "The organisation's proxy asks for a name and a password (HTTP 407), so the internet line "
    "stays unknown. Sign in at the proxy, or set an outside measuring server in the settings."
)
NOT_SPEEDTEST = Sentence(
    "What answers as {host} sends something else than its configuration: a sign-in page or a "
    "filter. The internet line stays unknown. Sign in to the network and measure again.",
    host=HOST,
)
NO_LIST = Sentence(
    "{host} gave no list of test servers, often because it was asked too often from here. The "
    "internet line stays unknown. Measure again in an hour, or set an outside measuring server "
    "in the settings.",
    host=HOST,
)
NO_SERVER = Sentence(
    "No test server of {host} could be reached, so the internet line stays unknown. A firewall "
    "may block them; set an outside measuring server in the settings.",
    host=HOST,
)
FAILED = Sentence(
    "The internet check (speedtest-cli) ended without a result that can be read, which says "
    "nothing of the internet line: it stays unknown. Measure again; if it fails again, set an "
    "outside measuring server in the settings."
)
_STATUS = re.compile(r"HTTP Error (\d{3})|Tunnel connection failed: (\d{3})")
_CODE = re.compile(r"\[(?:Errno|WinError) (-?\d{1,6})\]")
_NAMES_SILENT = {socket.EAI_AGAIN}
_NAMES_UNKNOWN = {
    getattr(socket, name)
    for name in ("EAI_NONAME", "EAI_NODATA", "EAI_FAIL")
    if hasattr(socket, name)
}
_BROKEN = {errno.ECONNREFUSED, errno.ECONNRESET, errno.ECONNABORTED, errno.EPIPE}
_FORBIDDEN_HERE = {errno.EACCES, errno.EPERM}


def too_long(seconds: float) -> NotMeasured:
    """It went on for longer than the whole may take."""
    return _unknown(
        Sentence(
            "The internet check was not done after {seconds} s and was ended, so the internet "
            "line stays unknown. Measure again, or set an outside measuring server in the "
            "settings.",
            seconds=round(seconds),
        )
    )


def silent() -> NotMeasured:
    """Nobody answered at all, in the time that a black hole may cost."""
    return NotMeasured("no-link", SILENT if adapter.connected() else NO_ADAPTER)


def judge(complaint: bytes, stage: Stage) -> NotMeasured:
    """What it means that it ended without a result, after saying this on stderr.

    As at a spot: no link where nothing answered, unknown where something else than the link
    is shown to be the cause.
    """
    said = complaint.decode("utf-8", "replace")
    last = said.strip().rpartition("\n")[2]
    if not last.startswith("ERROR:"):  # a traceback: it stumbled over what it got
        return _unknown(NOT_SPEEDTEST if stage is Stage.LISTING else FAILED)
    if status := _STATUS.search(last):
        return _unknown(_of_status(int(status[1] or status[2])))
    if stage <= Stage.ASKING:
        return _of_connection(last)
    if "Malformed" in last or "Unknown location" in last:
        return _unknown(NOT_SPEEDTEST)
    if stage is Stage.LISTING:
        return _unknown(NO_LIST)
    return _unknown(NO_SERVER if stage is Stage.CHOOSING else FAILED)


def _of_status(status: int) -> Sentence:
    known = {403: FORBIDDEN, 407: PROXY, 429: TOO_OFTEN}
    if status in known:
        return known[status]
    return Sentence(
        "{host} answered with HTTP error {status}, so the internet line stays unknown. Measure "
        "again later, or set an outside measuring server in the settings.",
        host=HOST,
        status=status,
    )


def _of_connection(said: str) -> NotMeasured:
    if "CERTIFICATE_VERIFY_FAILED" in said:
        return _unknown(UNTRUSTED)
    if "[SSL" in said or "SSL:" in said:
        return _unknown(NO_TLS)
    if "timed out" in said:
        return silent()
    found = _CODE.search(said)
    code = int(found[1]) if found else None
    if code in _NAMES_SILENT | _NAMES_UNKNOWN and not adapter.connected():
        return NotMeasured("no-link", NO_ADAPTER)
    if code in _NAMES_SILENT:
        return NotMeasured("no-link", NO_NAMES)
    if code in _NAMES_UNKNOWN:
        return _unknown(UNKNOWN_NAME)
    if code in _BROKEN | _FORBIDDEN_HERE or "closed connection" in said:
        return _unknown(BROKEN_OFF)
    if code is None:
        return _unknown(FAILED)
    return NotMeasured("no-link", NO_WAY if adapter.connected() else NO_ADAPTER)


def _unknown(reason: Sentence) -> NotMeasured:
    return NotMeasured("unavailable", reason)
