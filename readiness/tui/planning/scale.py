"""The budget slider's scale: from nothing to what opens everything, in round steps."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from readiness.plan.case import Case

# Small steps from one end to the other, about.
_STEPS = 60
_BIG = 5
_ROUND = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))


@dataclass(frozen=True)
class Scale:
    """`top` is the greatest amount shown, `step` a small step; both in euros a year."""

    top: Decimal
    step: Decimal

    @property
    def begin(self) -> Decimal:
        """Where the slider stands first: about a quarter of what everything costs."""
        return self.step * (_STEPS // 4)

    def moved(self, budget: Decimal, steps: int, big: bool) -> Decimal:
        """The next round amount in that direction, from nothing on; above `top` it goes on."""
        step = self.step * (_BIG if big else 1)
        at = budget // step
        if steps < 0 and budget % step:
            at += 1
        return max(Decimal(0), (at + steps) * step)

    def place(self, budget: Decimal, width: int) -> int:
        """The column of an amount in a line of `width` columns; what is above the top is last."""
        return min(width - 1, int(budget * (width - 1) / self.top))


def scale(case: Case) -> Scale:
    """The scale for all measures of a case together, with VAT, at middle prices."""
    problem = case.problem
    everything = sum((problem.first_year(one.id) for one in problem.measures), Decimal(0))
    step = _rounded_up(max(everything, Decimal(1000)) / _STEPS)
    return Scale(top=step * _STEPS, step=step)


def _rounded_up(amount: Decimal) -> Decimal:
    power = Decimal(10) ** (len(str(int(amount))) - 1)
    return next(power * part for part in _ROUND if power * part >= amount)
