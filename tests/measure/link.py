"""One direction of a test link: its rate, its queue, its delay and its losses; no sockets."""

from __future__ import annotations

import heapq
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count

_SMALLEST_PIECE, _LARGEST_PIECE = 1460, 64 * 1024
_PIECE_S = 0.005
_MOST_UNDER_WAY = 16 * 1024 * 1024


@dataclass(frozen=True)
class Way:
    """What a direction is like; bytes are those that TCP and UDP carry, without their headers.

    `mbps` None is unlimited. `delay_s` holds everything up; `jitter_s` adds between 0 and so
    much to each datagram on its own, so they may overtake each other, as on a real network.
    `queue_s` is how much TCP and UDP together may wait for their turn at this rate: UDP that
    finds so much waiting is lost, TCP is taken only as far as it fits. `drop_every` n loses
    each n-th datagram, `drop_share` (0 to 1) loses them at random.
    """

    mbps: float | None = None
    delay_s: float = 0.0
    jitter_s: float = 0.0
    queue_s: float = 0.05
    drop_every: int = 0
    drop_share: float = 0.0


class Lane:
    """What is under way in one direction, on a clock that the owner keeps.

    For tests to read: `passed` bytes delivered, `datagrams` that came, `dropped` of them on
    purpose, `overflowed` that found the queue full, and `longest_s`, the longest wait so far.
    """

    def __init__(self, way: Way, seed: str) -> None:
        self.way = way
        self.passed = self.datagrams = self.dropped = self.overflowed = 0
        self.longest_s = 0.0
        self._bytes_per_s = way.mbps * 1e6 / 8 if way.mbps else None
        self._jitters, self._drops = random.Random(f"jitter {seed}"), random.Random(f"drop {seed}")
        self._free_at = 0.0
        self._under_way = 0
        self._order = count()
        self._line: list[tuple[float, int, int, bool, Callable[[], None]]] = []
        if self._bytes_per_s is None:
            self.piece = _LARGEST_PIECE
        else:
            at_rate = int(self._bytes_per_s * min(_PIECE_S, way.queue_s or _PIECE_S))
            self.piece = min(max(at_rate, _SMALLEST_PIECE), _LARGEST_PIECE)

    def room_at(self, now: float) -> float | None:
        """From when a piece of TCP fits in the queue; None: when something has been delivered."""
        if self._bytes_per_s is None:
            return now if self._under_way < _MOST_UNDER_WAY else None
        room = self.way.queue_s - self.piece / self._bytes_per_s
        return self._free_at - max(room, 0.0)

    def stream(
        self, now: float, size: int, deliver: Callable[[], None], not_before: float
    ) -> float:
        """Take a piece of TCP; when it arrives, never before what was sent before it."""
        due = max(self._pass(now, size) + self._late(), not_before)
        self._hold(due, size, False, deliver)
        return due

    def datagram(self, now: float, size: int, deliver: Callable[[], None]) -> None:
        """Take a datagram, or lose it."""
        self.datagrams += 1
        late, unlucky = self._late(), self._drops.random() < self.way.drop_share
        if unlucky or (self.way.drop_every and self.datagrams % self.way.drop_every == 0):
            self.dropped += 1
        elif self._bytes_per_s is not None and self._free_at - now > self.way.queue_s:
            self.overflowed += 1
        else:
            self._hold(self._pass(now, size) + late, size, True, deliver)

    def next_due(self) -> float | None:
        """When the next thing arrives."""
        return self._line[0][0] if self._line else None

    def arrived(self, now: float) -> Iterator[Callable[[], None]]:
        """What has arrived by now, taken off the line."""
        while self._line and self._line[0][0] <= now:
            _, _, size, _, deliver = heapq.heappop(self._line)
            self._under_way -= size
            self.passed += size
            yield deliver

    def lose_datagrams(self) -> None:
        """What was under way without TCP to send it again is gone."""
        self._line = [entry for entry in self._line if not entry[3]]
        heapq.heapify(self._line)
        self._under_way = sum(entry[2] for entry in self._line)

    def _pass(self, now: float, size: int) -> float:
        """When the last byte has left the queue."""
        if self._bytes_per_s is None:
            return now
        self.longest_s = max(self.longest_s, self._free_at - now)
        self._free_at = max(self._free_at, now) + size / self._bytes_per_s
        return self._free_at

    def _late(self) -> float:
        return self.way.delay_s + self._jitters.uniform(0, self.way.jitter_s)

    def _hold(self, due: float, size: int, lossy: bool, deliver: Callable[[], None]) -> None:
        self._under_way += size
        heapq.heappush(self._line, (due, next(self._order), size, lossy, deliver))
