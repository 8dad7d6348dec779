"""Ladders: for one clause the small steps by which the answers to a question get better.

Each rung changes one or more answers, the nearest to good first; the first so many rungs that
meet the clause are the weakest repair. No rung makes an answer worse than what was seen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from readiness.model.answer import NOT_APPLICABLE
from readiness.model.catalogue import (
    ChecklistQuestion,
    Clause,
    CompositeQuestion,
    MatrixQuestion,
    Question,
    RatioQuestion,
    TimedLogQuestion,
)
from readiness.model.location import Location
from readiness.model.subject import Subject
from readiness.model.value import Coupling, Items, Parts, Ratio, Timed, Value
from readiness.plan.weakest import bound, distance, rounded, weakest, where
from readiness.score.reading import busiest

# An event that came, but so late that nobody waits for it: the weakest that counts as come.
_LATEST = Decimal(86_400)
# The answers of one question that can be repaired: by their place, about which subject.
Answers = Mapping[int, tuple[Subject, Value]]
# The new values by the place of their answers.
Rung = Mapping[int, Value]


def ladder(
    question: Question, answers: Answers, clause: Clause, location: Location
) -> Iterator[Rung]:
    """The rungs for one clause, to be taken one after another."""
    match question:
        case ChecklistQuestion():
            yield from _checklist(question, answers, clause)
        case MatrixQuestion():
            yield from _matrix(question, answers, clause)
        case TimedLogQuestion():
            yield from _timed(question, answers, clause)
        case CompositeQuestion():
            yield from _composite(question, answers, clause)
        case _:
            if isinstance(question, RatioQuestion) and question.aggregate == "busiest-shift":
                answers = _of_busiest(answers, location)
            yield from each(question, answers, [clause], location)


def each(
    question: Question, answers: Answers, clauses: Sequence[Clause], location: Location
) -> Iterator[Rung]:
    """A rung for every answer that doesn't meet the clauses by itself."""
    better = [
        (distance(question, value, found), subject, place, found)
        for place, (subject, value) in answers.items()
        if (found := weakest(question, value, clauses, location)) not in (None, value)
    ]
    for _, _, place, found in sorted(better, key=lambda row: row[:3]):
        assert found is not None
        yield {place: found}


def _of_busiest(answers: Answers, location: Location) -> Answers:
    ratios = {subject: value for subject, value in answers.values() if isinstance(value, Ratio)}
    if len(ratios) < 2:
        return answers
    chosen = busiest(ratios, location)
    return {place: row for place, row in answers.items() if row[0] == chosen}


def _checklist(question: ChecklistQuestion, answers: Answers, clause: Clause) -> Iterator[Rung]:
    # The weakest state first; of equal ones in the order of the content.
    states = [state.id for state in sorted(question.states, key=lambda state: state.share)]
    for place, (_, value) in answers.items():
        assert isinstance(value, Items)
        now = dict(value.states)
        names = [i.id for i in question.items if now.get(i.id, NOT_APPLICABLE) in states]
        if clause.on == "score":
            for rung in _by_state(question, now, names, states):
                yield {place: _items(rung)}
            continue
        for name in names:
            if clause.on == "item" and name != clause.name:
                continue
            if (state := _fitting(now[name], states, clause)) != now[name]:
                now[name] = state
                yield {place: _items(now)}


def _by_state(
    question: ChecklistQuestion, now: dict[str, str], names: list[str], states: list[str]
) -> Iterator[dict[str, str]]:
    """The items up by one state at a time, the worst first.

    Where only the best state counts, one item after another goes all the way, the best first.
    """
    now = dict(now)
    if question.lookup:
        for name in sorted(names, key=lambda n: -states.index(now[n])):
            if now[name] != states[-1]:
                now[name] = states[-1]
                yield dict(now)
        return
    for level in range(len(states) - 1):
        for name in names:
            if states.index(now[name]) == level:
                now[name] = states[level + 1]
                yield dict(now)


def _fitting(state: str, states: list[str], clause: Clause) -> str:
    """The weakest state from this one up that the clause accepts; itself where none does."""
    for better in states[states.index(state) :]:
        if better == clause.is_ or (clause.is_not is not None and better != clause.is_not):
            return better
    return state


def _items(now: Mapping[str, str]) -> Items:
    return Items(tuple(sorted(now.items())))


def _matrix(question: MatrixQuestion, answers: Answers, clause: Clause) -> Iterator[Rung]:
    best = len(question.states) - 1
    asked = bound(clause)
    held = {
        place: (subject.name, value)
        for place, (subject, value) in answers.items()
        if isinstance(value, Coupling)
    }
    if clause.on == "pair":
        # A must of one pair touches no other.
        needed = best + 1 if asked is None else -(-asked[0] // 1)
        for place, (name, value) in held.items():
            if name == clause.name and value.state < needed <= best:
                yield {place: Coupling(int(needed), value.weight)}
        return
    for level in range(best):
        for place, (_, value) in sorted(held.items(), key=lambda row: row[1][0]):
            if value.state <= level:
                yield {place: Coupling(level + 1, value.weight)}


def _timed(question: TimedLogQuestion, answers: Answers, clause: Clause) -> Iterator[Rung]:
    """Events that never came do come, then the nearest are as early as is asked."""
    asked = bound(clause)
    if asked is None:
        return
    share_only = clause.on == "part" and clause.name == "delivered-share"
    latest = _latest(question, clause, asked[0])
    for place, (_, value) in answers.items():
        if isinstance(value, Parts):
            yield from _summary(place, value, share_only, asked[0], latest)
    events = {p: v for p, (_, v) in answers.items() if isinstance(v, Timed)}
    now = dict(events)
    if share_only or clause.on == "score":
        for place, event in events.items():
            if event.seconds is None:
                now[place] = Timed(_LATEST, event.moment)
                yield {place: now[place]}
    if share_only or latest is None:
        return
    for place in sorted(now, key=lambda p: (_seconds(now[p]), p)):
        if _seconds(now[place]) > latest:
            yield {place: Timed(latest, now[place].moment)}


def _seconds(event: Timed) -> Decimal:
    return _LATEST + 1 if event.seconds is None else event.seconds


def _latest(question: TimedLogQuestion, clause: Clause, asked: Fraction) -> Decimal | None:
    """The greatest time that the clause accepts, in seconds; None where time doesn't matter."""
    if clause.on == "score":
        crossing = where(question.curve, asked, rising=False)
        return None if crossing is None else rounded(crossing, up=False)
    if clause.on == "value" or clause.name == "median":
        return rounded(asked, up=False)
    return None


def _summary(
    place: int, value: Parts, share_only: bool, asked: Fraction, latest: Decimal | None
) -> Iterator[Rung]:
    now = dict(value.parts)
    sent, delivered = Fraction(now["sent"]), Fraction(now["delivered"])
    if share_only:
        least = -(-(asked * sent) // 1)
        if delivered < least <= sent:
            # With half of them lost the median was endless: whatever came is late but there.
            if 2 * delivered <= sent and "median" not in now:
                now["median"] = _LATEST
            yield {place: _parts(now | {"delivered": Decimal(int(least))})}
        return
    if latest is None:
        return
    lost = 2 * delivered <= sent
    if lost:
        now["delivered"] = Decimal(int(sent // 2 + 1))
    if lost or ("median" in now and now["median"] > latest):
        now["median"] = min(Decimal(now.get("median", latest)), latest)
        yield {place: _parts(now)}
    for count in range(int(now["delivered"]) + 1, int(sent) + 1):
        yield {place: _parts(now | {"delivered": Decimal(count)})}


def _composite(question: CompositeQuestion, answers: Answers, clause: Clause) -> Iterator[Rung]:
    number, part = next((n, p) for n, p in question.parts.items() if p.kind == "number")
    for place, (_, value) in answers.items():
        assert isinstance(value, Parts)
        now = dict(value.parts)
        if clause.on == "part" and isinstance(now.get(clause.name), bool):
            if now[clause.name] is not (clause.is_ == "yes"):
                yield {place: _parts(now | {clause.name: clause.is_ == "yes"})}
            continue
        asked = bound(clause)
        if asked is None or number not in now:
            continue
        x, up = asked
        if clause.on == "score":
            up = question.curve[-1][1] > question.curve[0][1]
        for better in _amounts(question, x, up, clause.on == "score"):
            better = max(part.minimum, min(part.maximum, better))
            seen = Decimal(now[number])
            now[number] = max(seen, better) if up else min(seen, better)
            yield {place: _parts(now)}
            if clause.on == "score":
                for name in question.parts:
                    if now.get(name) is False:
                        now[name] = True
                        yield {place: _parts(now)}


def _amounts(question: CompositeQuestion, x: Fraction, up: bool, score: bool) -> list[Decimal]:
    """The number part's figures to try: as weak as is asked, then the best of the curve."""
    if not score:
        return [rounded(x, up)]
    best = max(Fraction(y) for _, y in question.curve)
    crossings = (where(question.curve, least, up) for least in (x, best))
    return [rounded(crossing, up) for crossing in crossings if crossing is not None]


def _parts(now: Mapping[str, Decimal | bool]) -> Parts:
    return Parts(tuple(sorted(now.items())))
