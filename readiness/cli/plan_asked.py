"""What was typed after `readiness plan`, and the plan that comes of it."""

from __future__ import annotations

import re
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from readiness import garbage
from readiness.cli.desk import Exit, language, stop
from readiness.kit import Kit
from readiness.language import _
from readiness.office.planned import Asked, Gathered, gathered, planned
from readiness.office.typed import euros_in
from readiness.plan.case import Case
from readiness.plan.problem import Money, Plan
from readiness.plan.told.document import PlanDocument

_NUMBER = re.compile(r"-?[0-9]{1,12}([.,][0-9]{1,6})?")


@dataclass(frozen=True)
class Made:
    """A plan with what it was made from and its document."""

    gathered: Gathered
    case: Case
    plan: Plan
    document: PlanDocument


def asked(
    budget: Sequence[str],
    years: int,
    fix: Sequence[str] | None,
    without: Sequence[str] | None,
    price: Sequence[str] | None,
    weight: Sequence[str] | None,
    vat: str | None,
    ict_days: str | None,
    from_decisions: bool,
) -> Asked:
    """The options as a plan takes them; what is no amount is wrong usage."""
    return Asked(
        budget=tuple(_euros(one, "--budget") for one in budget),
        years=years,
        fix=tuple(fix or ()),
        without=tuple(without or ()),
        prices={name: _money(text) for name, text in _pairs(price, "--price")},
        weights={name: _number(text, "--weight") for name, text in _pairs(weight, "--weight")},
        vat=None if vat is None else _number(vat.removesuffix("%"), "--vat"),
        ict_days=None if ict_days is None else _number(ict_days, "--ict-days"),
        from_decisions=from_decisions,
    )


def _euros(text: str, option: str) -> Decimal:
    """An amount; less than nothing is for the plan to refuse, which says what it is for."""
    given = text.strip().removeprefix("€").strip()
    amount = euros_in(given.removeprefix("-"))
    if amount is None:
        raise stop(
            _(
                "{option}: '{given}' is no amount; expected such as 25000, 25.000 or 25000.50.",
                option=option,
                given=text[:40],
            ),
            Exit.USAGE,
        )
    return -amount if given.startswith("-") else amount


def _number(text: str, option: str) -> Decimal:
    given = text.strip()
    if not (given.isascii() and _NUMBER.fullmatch(given)):
        raise stop(
            _(
                "{option}: '{given}' is no number; expected such as 2 or 0.5.",
                option=option,
                given=text[:40],
            ),
            Exit.USAGE,
        )
    return Decimal(given.replace(",", "."))


def _money(text: str) -> Money:
    """One amount, or the lowest and the highest with a dash between."""
    low, dash, high = text.strip().partition("-") if text.strip()[:1] != "-" else (text, "", "")
    ends = [_euros(low, "--price"), _euros(high, "--price") if dash else _euros(low, "--price")]
    return Money(ends[0], (ends[0] + ends[1]) / 2, ends[1])


def _pairs(given: Sequence[str] | None, option: str) -> Iterator[tuple[str, str]]:
    for text in given or ():
        name, equals, value = text.partition("=")
        if not (equals and name.strip() and value.strip()):
            raise stop(
                _(
                    "{option}: '{given}' can't be read; expected NAME=NUMBER.",
                    option=option,
                    given=text[:60],
                ),
                Exit.USAGE,
            )
        yield name.strip(), value.strip()


def solved(kit: Kit, asked: Asked, seconds: float) -> Made:
    """The plan with the curve and the prices around it; Ctrl-C while it is being improved gives
    the best one so far.

    Raises:
        Refused: nothing can be planned, with the reason.
    """
    from readiness.office.followed import followed
    from readiness.plan.solve.solver import Effort, solve
    from readiness.plan.told.documented import document
    from readiness.plan.told.outlook import outlook

    today = date.today()
    found = gathered(kit, asked.from_decisions, progress=_judging)
    case = planned(found, asked, today)
    with _interrupted() as stop_event:
        plan = solve(case.problem, Effort(seconds=seconds), stop_event, _usable)
        around = outlook(case.problem, plan, seconds, stop_event, _looking_around)
    with garbage.later():
        told = document(
            case,
            plan,
            today.isoformat(),
            language().code,
            language(),
            found.left_out,
            followed(kit),
            around,
        )
    return Made(gathered=found, case=case, plan=plan, document=told)


@contextmanager
def _interrupted() -> Iterator[threading.Event]:
    """An event that the first Ctrl-C sets; a second one ends the program as usual."""
    asked_to_stop = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield asked_to_stop
        return
    before = signal.getsignal(signal.SIGINT)

    def on_interrupt(number: int, frame: Any) -> None:
        asked_to_stop.set()
        signal.signal(signal.SIGINT, before)
        print(_("Stopping: this is the best plan so far."), file=sys.stderr)

    signal.signal(signal.SIGINT, on_interrupt)
    try:
        yield asked_to_stop
    finally:
        signal.signal(signal.SIGINT, before)


def _judging(done: int, total: int) -> None:
    if sys.stderr.isatty() and total >= 20 and (done % 10 == 0 or done == total):
        said = _("Judging locations: {done} of {total}", done=done, total=total)
        print(f"\r{said}", end="\n" if done == total else "", file=sys.stderr, flush=True)


def _looking_around(done: int, total: int) -> None:
    if sys.stderr.isatty():
        said = _("Planning for other budgets and prices: {done} of {total}", done=done, total=total)
        print(f"\r{said}", end="\n" if done == total else "", file=sys.stderr, flush=True)


def _usable(plan: Plan) -> None:
    if sys.stderr.isatty():
        said = _(
            "A plan of {measures} measures that opens {goals}",
            measures=len(plan.chosen),
            goals=len(plan.opened),
        )
        print(said, file=sys.stderr, flush=True)
