"""The stand-in of speedtest.net on an address of a namespace: `... HOST PORT`."""

from __future__ import annotations

import sys
from http.server import ThreadingHTTPServer

from tests.measure.speedtest_net import SpeedtestNet


class Beside(SpeedtestNet):
    """With the lengths of the real one, listed under its own address."""

    seconds = 10
    place = ""

    def server_list(self) -> None:
        row = (
            f'<server url="http://{self.place}/speedtest/upload.php" lat="52.1" lon="5.0" '
            f'name="Zwolle" country="Netherlands" cc="NL" sponsor="Meetpunt" id="1" '
            f'host="{self.place}"/>'
        )
        self.answer(f"<settings><servers>{row}</servers></settings>".encode())


def main() -> None:
    host, port = sys.argv[1], int(sys.argv[2])
    Beside.place = f"{host}:{port}"
    ThreadingHTTPServer((host, port), Beside).serve_forever()


if __name__ == "__main__":
    main()
