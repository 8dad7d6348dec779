"""In which quarter each measure of a plan is ready, once its year is known.

All are laid at once and moved about until no quarter asks more days of ICT than there are and no
team carries more projects than it may: one that moves, or two that change places. Days are whole
numbers of a small unit here, so that nothing is lost by rounding and all goes the same each time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from math import lcm

from readiness.plan.problem import Problem
from readiness.plan.solve.board import QUARTERS, Pace, pace, window

# So many moves at most; each is looked for among some thousands.
_MOVES = 400


class Laying:
    """A quarter for each measure, given the year in which it must be ready."""

    def __init__(self, problem: Problem, years: Mapping[str, int]) -> None:
        self.problem, self.years = problem, years
        limits, measures = problem.limits, problem.measure
        days = {id_: Fraction(measures[id_].days) / pace(problem, id_)[0] for id_ in years}
        unit = lcm(1, *(share.denominator for share in days.values()))
        self._unit = unit
        # Days by quarter that no change could make room for; measures were left out for them.
        self.too_many: dict[int, Fraction] = {}
        self.share = {id_: int(share * unit) for id_, share in days.items()}
        room = limits.ict_days_a_quarter
        self.room = None if room is None else int(Fraction(room) * unit)
        self.most = limits.projects_at_once
        # A project too many weighs as much as a quarter that is full twice.
        self._project = 2 * (self.room or unit)
        self.ready: dict[str, int] = {}
        self.use = [0] * (limits.horizon_years * QUARTERS)
        self.busy: dict[tuple[str, int], int] = {}
        self._teams = problem.teams if self.most is not None else {}
        self._projects = Counter(team for id_ in years for team in self._teams.get(id_, ()))
        self._after: dict[str, list[str]] = {}
        for id_ in years:
            for need in measures[id_].needs:
                self._after.setdefault(need, []).append(id_)
        self._windows: dict[tuple[Pace, int], tuple[int, ...]] = {}

    def laid(
        self,
        order: Iterable[str],
        wish: Callable[[str, list[int]], int],
        loss: Callable[[str], tuple[Decimal, ...]],
        spread: Callable[[Laying], None],
    ) -> dict[str, int]:
        """The quarter at whose end each is ready. `wish` chooses among the quarters of its year
        to begin with; `spread` moves many at once where no few can; what has none in its year is
        left out, and so is what can't be carried: that of the least `loss` first."""
        for id_ in order:
            choices = self.choices(id_)
            if choices:
                self._put(id_, wish(id_, choices))
        was_spread = False
        for _ in range(_MOVES):
            bad = {q for q, use in enumerate(self.use) if self._over(use)}
            crowded = {
                at for at, many in self.busy.items() if self.most is not None and many > self.most
            }
            if not bad and not crowded:
                break
            if self._one_moved(bad, crowded):
                continue
            if self._chain(bad, 0, "", 2) or self._exchanged(crowded):
                continue
            if bad and not was_spread:
                was_spread = True
                spread(self)
                self.too_many = {
                    q: Fraction(self._over(use), self._unit) for q, use in enumerate(self.use)
                }
            elif not self._left_out(bad, crowded, loss):
                break
        return dict(self.ready)

    def _over(self, use: int) -> int:
        return 0 if self.room is None else max(0, use - self.room)

    def window(self, id_: str, ready: int) -> tuple[int, ...]:
        key = (pace(self.problem, id_), ready)
        if key not in self._windows:
            self._windows[key] = window(self.problem, self.problem.measure[id_], ready)
        return self._windows[key]

    def choices(self, id_: str) -> list[int]:
        year = self.years[id_]
        least = max(
            (self.ready[it] for it in self.problem.measure[id_].needs if it in self.ready),
            default=0,
        )
        most = min(
            (self.ready[it] for it in self._after.get(id_, ()) if it in self.ready),
            default=len(self.use),
        )
        mine = range(max(least, year * QUARTERS), min(most, year * QUARTERS + QUARTERS - 1) + 1)
        return [ready for ready in mine if self.window(id_, ready)]

    def _put(self, id_: str, ready: int) -> None:
        self._carry(id_, ready, 1)
        self.ready[id_] = ready

    def _carry(self, id_: str, ready: int, sign: int) -> None:
        quarters = self.window(id_, ready)
        for q in quarters:
            self.use[q] += sign * self.share[id_]
        for team in self._teams.get(id_, ()):
            for q in range(quarters[0], quarters[-1] + 1):
                self.busy[team, q] = self.busy.get((team, q), 0) + sign

    def _change(self, id_: str, to: int) -> int:
        """How much less fits after a move; less than 0 where more fits."""
        before, after = self.window(id_, self.ready[id_]), self.window(id_, to)
        share, found = self.share[id_], 0
        for q in before:
            if q not in after:
                found += self._over(self.use[q] - share) - self._over(self.use[q])
        for q in after:
            if q not in before:
                found += self._over(self.use[q] + share) - self._over(self.use[q])
        if id_ in self._teams:
            assert self.most is not None
            here = set(range(before[0], before[-1] + 1))
            there = set(range(after[0], after[-1] + 1))
            for team in self._teams[id_]:
                for q in here - there:
                    found -= self._project * (self.busy[team, q] > self.most)
                for q in there - here:
                    found += self._project * (self.busy.get((team, q), 0) >= self.most)
        return found

    def move(self, id_: str, to: int) -> None:
        self._carry(id_, self.ready[id_], -1)
        self._put(id_, to)

    def tied(self, id_: str) -> bool:
        """Whether its quarter has to do with another's, or with what its team carries."""
        if any(self._projects[team] > (self.most or 0) for team in self._teams.get(id_, ())):
            return True
        return bool(self.problem.measure[id_].needs) or id_ in self._after

    def _kinds(self, bad: set[int]) -> list[str]:
        """Of those that work in a bad quarter one of each kind: as many days, as long, as big,
        ready in the same quarter. What others wait for, or a team carries, is its own kind."""
        found: dict[object, str] = {}
        for id_ in sorted(self.ready):
            if not bad.isdisjoint(self.window(id_, self.ready[id_])):
                kind = (self.share[id_], pace(self.problem, id_), self.ready[id_])
                found.setdefault(id_ if self.tied(id_) else kind, id_)
        return list(found.values())

    def _one_moved(self, bad: set[int], crowded: set[tuple[str, int]]) -> bool:
        teams = {team for team, _ in crowded}
        moving = set(self._kinds(bad))
        if teams:
            moving |= {id_ for id_ in self.ready if not teams.isdisjoint(self._teams.get(id_, ()))}
        moves = [
            (self._change(id_, to), id_, to)
            for id_ in sorted(moving)
            for to in self.choices(id_)
            if to != self.ready[id_]
        ]
        best = min(moves, default=(0, "", 0))
        if best[0] >= 0:
            return False
        self.move(best[1], best[2])
        return True

    def _chain(self, bad: set[int], so_far: int, without: str, long: int) -> bool:
        """One out of a bad quarter, and another out of what that fills too much, and so on until
        more fits than before."""
        for id_ in self._kinds(bad):
            home = self.ready[id_]
            for to in self.choices(id_):
                if to == home or id_ == without:
                    continue
                change = so_far + self._change(id_, to)
                if change < 0:
                    self.move(id_, to)
                    return True
                if long == 1:
                    continue
                self.move(id_, to)
                full = {q for q in self.window(id_, to) if self._over(self.use[q])}
                if self._chain(full, change, id_, long - 1):
                    return True
                self.move(id_, home)
        return False

    def _exchanged(self, crowded: set[tuple[str, int]]) -> bool:
        """Two alike change quarters, one of a team that carries too much."""
        teams = {team for team, _ in crowded}
        for id_ in sorted(self.ready):
            if teams.isdisjoint(self._teams.get(id_, ())):
                continue
            home, choices = self.ready[id_], self.choices(id_)
            for other in sorted(self.ready):
                there = self.ready[other]
                if there == home or there not in choices or not self.alike(id_, other):
                    continue
                if home not in self.choices(other):
                    continue
                change = self._change(id_, there)
                self.move(id_, there)
                if change + self._change(other, home) < 0:
                    self.move(other, home)
                    return True
                self.move(id_, home)
        return False

    def alike(self, one: str, other: str) -> bool:
        """Whether two ask the same of ICT in the same year."""
        return (
            self.share[one] == self.share[other]
            and self.years[one] == self.years[other]
            and pace(self.problem, one) == pace(self.problem, other)
        )

    def _left_out(
        self,
        bad: set[int],
        crowded: set[tuple[str, int]],
        loss: Callable[[str], tuple[Decimal, ...]],
    ) -> bool:
        """Leave out what is worth least of all that works in a bad quarter."""
        found = []
        for id_, ready in self.ready.items():
            quarters = self.window(id_, ready)
            span = range(quarters[0], quarters[-1] + 1)
            asked = self.share[id_] and not bad.isdisjoint(quarters)
            teams = self._teams.get(id_, ())
            carried = any((team, q) in crowded for team in teams for q in span)
            if (asked or carried) and not any(it in self.ready for it in self._after.get(id_, ())):
                found.append(id_)
        if not found:
            return False
        least = min(found, key=lambda id_: (loss(id_), -self.share[id_], id_))
        self._carry(least, self.ready.pop(least), -1)
        return True
