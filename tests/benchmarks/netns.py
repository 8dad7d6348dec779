"""A laptop's and a server's network namespace, with a router that shapes the link between.

Root and Linux only. Rates and queues are the kernel's (`tc tbf`, one queue for UDP and TCP),
drops nftables'. netem is often not compiled in, so delay comes from a line of packets between
two TUN devices in this process. Congestion control is cubic on both sides: BBR, the default on
some systems, keeps queues short and would hide what is to be measured.
"""

from __future__ import annotations

import fcntl
import heapq
import os
import select
import struct
import subprocess
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

LAPTOP, SERVER = "rdy-laptop", "rdy-server"
LAPTOP_IP, SERVER_IP = "10.77.1.1", "10.77.2.1"
_ROUTER = "rdy-router"
_NEAR_IP, _FAR_IP = "10.77.1.254", "10.77.2.254"
_ALL = (LAPTOP, SERVER, _ROUTER)
_NAMES = {LAPTOP: "rdylap", SERVER: "rdysrv"}
_TUNSETIFF, _IFF_TUN, _IFF_NO_PI = 0x400454CA, 0x1, 0x1000
_MTU = 1500


def possible() -> str:
    """Why there can be no such link here; empty when there can."""
    if os.geteuid() != 0:
        return "network namespaces need root"
    try:
        run("ip", "netns", "add", "rdy-try")
        run("ip", "netns", "del", "rdy-try")
    except (OSError, subprocess.CalledProcessError):
        return "this system makes no network namespaces"
    return ""


def run(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@dataclass(frozen=True)
class Shape:
    """Rates in Mbit/s seen from the laptop; `queue_s` at the rate; `delay_s` each way.

    `drop` is the share of packets lost on the way to the laptop, of UDP only or of all, each
    n-th or at random.
    """

    down: float
    up: float
    queue_s: float = 0.05
    delay_s: float = 0.0
    drop: float = 0.0
    drop_all: bool = False
    drop_random: bool = False


class Link:
    """The namespaces while the block lasts."""

    def __init__(self, shape: Shape) -> None:
        self.shape = shape
        self._line: _Line | None = None

    def __enter__(self) -> Link:
        self._remove()
        for name in _ALL:
            run("ip", "netns", "add", name)
            self.inside(name, "ip", "link", "set", "lo", "up")
        self._join(LAPTOP, LAPTOP_IP, _NEAR_IP)
        self._join(SERVER, SERVER_IP, _FAR_IP)
        self.inside(_ROUTER, "sysctl", "-qw", "net.ipv4.ip_forward=1")
        # Behind a hop: in a queue of their own TCP would keep itself short, and hide bufferbloat.
        self._shape(_NAMES[LAPTOP], self.shape.down)
        self._shape(_NAMES[SERVER], self.shape.up)
        if self.shape.drop:
            self._drop()
        return self

    def _join(self, name: str, address: str, gateway: str) -> None:
        """A wire between this namespace and the router."""
        device = _NAMES[name]
        if name == SERVER and self.shape.delay_s:
            self._line = _Line(self.shape.delay_s, device)
            self._line.start()
        else:
            run("ip", "link", "add", device, "netns", name, "type", "veth",
                "peer", "name", device, "netns", _ROUTER)  # fmt: skip
        for where, own, other in ((name, address, gateway), (_ROUTER, gateway, address)):
            self.inside(where, "ip", "addr", "add", f"{own}/32", "peer", other, "dev", device)
            self.inside(where, "ip", "link", "set", device, "up", "mtu", str(_MTU))
        # By route: the system's default can't be set inside a namespace everywhere.
        self.inside(name, "ip", "route", "replace", "default", "via", gateway, "dev", device,
                    "congctl", "cubic")  # fmt: skip
        self.inside(name, "sysctl", "-qw", "net.ipv4.ping_group_range=0 2147483647")

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._line:
            self._line.stop()
        self._remove()

    def inside(self, name: str, *command: str) -> str:
        return run("ip", "netns", "exec", name, *command)

    def _remove(self) -> None:
        for name in _ALL:
            if Path("/var/run/netns", name).exists():
                run("ip", "netns", "del", name)

    def _shape(self, device: str, rate: float) -> None:
        """The router's queue on its way out of this device."""
        per_s = rate * 1e6 / 8
        burst = max(5000, int(per_s * 0.002))
        limit = max(int(per_s * self.shape.queue_s), 30_000)
        self.inside(
            _ROUTER, "tc", "qdisc", "replace", "dev", device, "root", "tbf",
            "rate", f"{rate}mbit", "burst", str(burst), "limit", str(limit + burst),
        )  # fmt: skip

    def _drop(self) -> None:
        """On the way in to the laptop, behind the shaped queue."""
        every = 1000
        count = round(self.shape.drop * every)
        how = "random" if self.shape.drop_random else "inc"
        what = "" if self.shape.drop_all else "udp sport 1024-65535 "
        # Of consecutive numbers each n-th, so that the drops are spread and not in a row.
        test = f"numgen inc mod {round(1 / self.shape.drop)} 0"
        if self.shape.drop_random:
            test = f"numgen {how} mod {every} < {count}"
        rule = f"add rule inet rdy in {what}{test} drop"
        for line in (
            "add table inet rdy",
            "add chain inet rdy in { type filter hook input priority 0; }",
            rule,
        ):
            self.inside(LAPTOP, "nft", line)


class _Line(threading.Thread):
    """Passes packets between two TUN devices, each way after the delay."""

    def __init__(self, delay_s: float, device: str) -> None:
        super().__init__(daemon=True)
        self._delay_s = delay_s
        self._fds = {}
        for name in (_ROUTER, SERVER):
            self._fds[name] = _tun(device)
            run("ip", "link", "set", device, "netns", name)
        self._over = threading.Event()

    def stop(self) -> None:
        self._over.set()
        self.join()
        for fd in self._fds.values():
            os.close(fd)

    def run(self) -> None:
        here, there = self._fds[_ROUTER], self._fds[SERVER]
        other = {here: there, there: here}
        held: list[tuple[float, int, int, bytes]] = []
        number = 0
        while not self._over.is_set():
            wait = min(max(held[0][0] - time.monotonic(), 0), 0.05) if held else 0.05
            ready, _, _ = select.select([here, there], [], [], wait)
            for fd in ready:
                # Several at a time, so that the other direction isn't kept waiting long.
                for _ in range(16):
                    try:
                        packet = os.read(fd, _MTU + 100)
                    except OSError:
                        break
                    number += 1
                    due = time.monotonic() + self._delay_s
                    heapq.heappush(held, (due, number, other[fd], packet))
            now = time.monotonic()
            while held and held[0][0] <= now:
                _, _, to, packet = heapq.heappop(held)
                try:
                    os.write(to, packet)
                except OSError:
                    continue


def _tun(name: str) -> int:
    fd = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(fd, _TUNSETIFF, struct.pack("16sH22x", name.encode(), _IFF_TUN | _IFF_NO_PI))
    return fd
