"""How many of each kind of measure are ready in each quarter, so that the fewest days are too many.

A small programme in whole numbers, for what no change of two can better.
"""

from __future__ import annotations

from readiness.plan.solve.board import Pace, pace
from readiness.plan.solve.laying import Laying
from readiness.plan.solve.rows import Rows


def spread_evenly(laying: Laying) -> None:
    """Move what nothing else depends on, as little as can be."""
    _Spreading(laying).spread()


class _Spreading:
    def __init__(self, laying: Laying) -> None:
        self.laying = laying
        self.kinds: dict[tuple[int, Pace, int], list[str]] = {}
        self.rest = list(laying.use)
        for id_ in sorted(laying.ready):
            if laying.share[id_] and len(laying.choices(id_)) > 1 and not laying.tied(id_):
                kind = (laying.share[id_], pace(laying.problem, id_), laying.years[id_])
                self.kinds.setdefault(kind, []).append(id_)
                for q in laying.window(id_, laying.ready[id_]):
                    self.rest[q] -= laying.share[id_]

    def spread(self) -> None:
        from readiness.plan.solve.highs import few

        laying, room = self.laying, self.laying.room
        if room is None or not self.kinds:
            return
        rows = Rows()
        upper: list[float] = []
        columns: dict[tuple[tuple[int, Pace, int], int], int] = {}
        quarters: dict[int, dict[int, float]] = {}
        for kind, ids in self.kinds.items():
            for ready in laying.choices(ids[0]):
                columns[kind, ready] = column = len(upper)
                upper.append(float(len(ids)))
                for q in laying.window(ids[0], ready):
                    quarters.setdefault(q, {})[column] = float(kind[0])
        whole = len(upper)
        for kind, ids in self.kinds.items():
            mine = [columns[kind, ready] for ready in laying.choices(ids[0])]
            rows.add(dict.fromkeys(mine, 1.0), upper=len(ids))
            rows.add(dict.fromkeys(mine, -1.0), upper=-len(ids))
        for q, row in sorted(quarters.items()):
            # A column for what is too much.
            rows.add({**row, len(upper): -1.0}, upper=max(room - self.rest[q], 0))
            upper.append(float("inf"))
        costs = [0.0] * whole + [1.0] * (len(upper) - whole)
        found = few(costs, upper, rows, whole)
        if found:
            for kind, ids in self.kinds.items():
                choices = laying.choices(ids[0])
                self._take(ids, {ready: round(found[columns[kind, ready]]) for ready in choices})

    def _take(self, ids: list[str], many: dict[int, int]) -> None:
        """As few as can be change their quarter."""
        moving = []
        for id_ in ids:
            ready = self.laying.ready[id_]
            if many.get(ready, 0):
                many[ready] -= 1
            else:
                moving.append(id_)
        free = [ready for ready, count in sorted(many.items()) for _ in range(count)]
        for id_, ready in zip(moving, free, strict=True):
            self.laying.move(id_, ready)
