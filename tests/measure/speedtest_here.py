"""The real speedtest-cli, run as a program, with speedtest.net looked up elsewhere.

`python -m tests.measure.speedtest_here [HOST:]PORT OPTIONS...`: names are answered with
loopback, or HOST, and every connection to the web's own ports goes to PORT; `PORT` "nowhere"
has no name server. TLS
is left out: the stand-in speaks plain HTTP.
"""

from __future__ import annotations

import socket
import sys
from typing import Any

import speedtest  # type: ignore[import-untyped]


def main() -> None:
    port = sys.argv.pop(1)
    to_name = socket.getaddrinfo

    def look_up(host: Any, its_port: Any, *rest: Any, **more: Any) -> Any:
        if port == "nowhere":
            raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")
        if port == "unknown":
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        there, _, number = port.rpartition(":")
        to = int(number) if its_port in (80, 443) else its_port
        return to_name(there or "127.0.0.1", to, *rest, **more)

    socket.getaddrinfo = look_up  # type: ignore[assignment]
    if "--tls" in sys.argv:
        sys.argv.remove("--tls")
    else:
        speedtest.SpeedtestHTTPSConnection = speedtest.SpeedtestHTTPConnection
        speedtest.SpeedtestHTTPSHandler.https_open = _plainly
    speedtest.main()


def _plainly(self: Any, request: Any) -> Any:
    build = speedtest._build_connection(
        speedtest.SpeedtestHTTPConnection, self.source_address, self.timeout
    )
    return self.do_open(build, request)


if __name__ == "__main__":
    main()
