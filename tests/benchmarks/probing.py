"""Idle probes alone: `python -m tests.benchmarks.probing HOST PORT COUNT` prints the loss."""

from __future__ import annotations

import json
import socket
import sys
import threading

from readiness.measure.ping.udp import UdpPinger
from readiness.measure.spot.result import loss


def main() -> None:
    host, port, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    pinger = UdpPinger(socket.AF_INET, (host, port))
    pinger.idle(count / 100, threading.Event())
    found = loss(pinger.idle_lost, pinger.idle_sent, pinger.kind)
    print(json.dumps({"loss": float(found.value), "low": float(found.low or 0),
                      "high": float(found.high or 0), "sent": pinger.idle_sent}))  # fmt: skip


if __name__ == "__main__":
    main()
