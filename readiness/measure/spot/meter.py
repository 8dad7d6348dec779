"""From counted bytes to Mbit/s (10^6 bits), over a window."""

from __future__ import annotations

from collections.abc import Sequence

_EDGE = 5


class Meter:
    """A growing count of bytes, looked at now and then."""

    def __init__(self) -> None:
        self._marks: list[tuple[float, int]] = []

    def mark(self, at: float, total: int) -> None:
        """`total` bytes had passed at `at` seconds."""
        self._marks.append((at, total))

    def recent(self, span_s: float) -> float | None:
        """The rate over the last `span_s` seconds; None before there are two marks."""
        return self.rate(self._marks[-1][0] - span_s, self._marks[-1][0]) if self._marks else None

    def rate(self, since: float, until: float) -> float | None:
        """The rate from the first marks not before `since` to the last not after `until`.

        Where there are many marks, each edge is the mean of a fifth of them: TCP hands over
        in one go what waited behind a lost packet, and a single mark right after that would
        be off by 2 % at 50 Mbit/s.
        """
        inside = [mark for mark in self._marks if since - 1e-6 <= mark[0] <= until + 1e-6]
        if len(inside) < 2:
            return None
        edge = max(1, len(inside) // _EDGE)
        start, before = _mean(inside[:edge])
        end, after = _mean(inside[-edge:])
        return (after - before) * 8 / (end - start) / 1e6 if end > start else None


def _mean(marks: Sequence[tuple[float, int]]) -> tuple[float, float]:
    return (
        sum(at for at, _ in marks) / len(marks),
        sum(total for _, total in marks) / len(marks),
    )
