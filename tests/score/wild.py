"""Whole visits at random: valid values of every kind, with unknowns and conflicts."""

from __future__ import annotations

import random
from dataclasses import replace
from decimal import Decimal
from typing import Any

from readiness.model.answer import limits
from readiness.model.catalogue import Question
from readiness.model.revision import Known, Observation
from readiness.model.value import Coupling, Items, NoLink, Number, Parts, Ratio, Step, Timed, Value
from readiness.model.visit import Visit
from tests.builders import a_visit, by_hand_not_applicable, catalogue, said, spot, unknown

ROOM = tuple(
    f"network.{name}"
    for name in ("download", "upload", "latency", "loss", "jitter", "signal", "snr")
)
COUNTS = ("active_devices", "video_calls", "camera_streams", "guests")
SHIFTS = ("day", "evening", "night", "weekend")


def facts(dice: random.Random) -> dict[str, Any]:
    """Facts of a location; some of them missing."""
    technologies = list(catalogue().technologies)
    found: dict[str, Any] = {
        "kind": dice.choice(["residential", "residential", "both", "home-care"]),
        "in_use": tuple(t for t in technologies if dice.random() < 0.2),
        "wanted": tuple(t for t in technologies if dice.random() < 0.2),
        "client_rooms": dice.choice([None, 2, 4, 9]),
        "beds": dice.choice([None, 10, 49, 50, 80]),
    }
    complete = dice.random() < 0.7
    for name in COUNTS:
        found[name] = dice.randrange(30) if complete or dice.random() < 0.5 else None
    if dice.random() < 0.7:
        found |= {f"carers_{s}": dice.randrange(1, 12) for s in SHIFTS if dice.random() < 0.8}
    return found


def _amount(question: Question, dice: random.Random) -> str:
    """A number on, beside or between the points of the question's curve."""
    low, high = limits(question)
    points = [x for x, _ in question.curve]  # type: ignore[union-attr]
    if getattr(question, "target", ""):
        points = [Decimal(n) for n in (5, 20, 40, 100, 300, 1000)]
    near = dice.choice(points) + Decimal(dice.choice(["0", "0", "1", "-1", "0.3", "-0.3", "4"]))
    near = min(max(near, low), high)
    whole = question.kind == "agree-7" or getattr(question, "whole", False)
    return str(int(near) if whole else near)


def _timed(question: Question, dice: random.Random) -> str:
    seconds = _amount(question, dice)
    late = dice.random() < 0.1
    if not question.moments:  # type: ignore[union-attr]
        return question.late if late else seconds  # type: ignore[union-attr]
    moment = dice.choice([m.id for m in question.moments])  # type: ignore[union-attr]
    return f"{question.late if late else f'seconds={seconds}'},moment={moment}"  # type: ignore[union-attr]


def value(question: Question, subject: str, dice: random.Random) -> str:
    """A valid value in its written form."""
    match question.kind:
        case "number" if getattr(question, "names", None) and dice.random() < 0.5:
            return dice.choice(list(question.names))  # type: ignore[union-attr]
        case "number" | "agree-7" | "mark-10":
            if getattr(question, "no_link", None) is not None and dice.random() < 0.05:
                return "no-link"
            return _amount(question, dice)
        case "ratio":
            if question.lookup:  # type: ignore[union-attr]
                total = len(question.lookup) - 1  # type: ignore[union-attr]
                return f"{dice.randint(0, total)}/{total}"
            if question.asked_of == "technology":
                return dice.choice(["yes", "yes", "no"])
            total = dice.choice([2, 4, 5, 8, 20, 20])
            return f"{min(total, dice.randint(total // 3, total + 4))}/{total}"
        case "scale":
            return str(dice.randrange(len(question.steps)))  # type: ignore[union-attr]
        case "checklist":
            states = [s.id for s in question.states]  # type: ignore[union-attr]
            weights = [5, *[1] * (len(states) - 1)]
            if question.item_not_applicable:  # type: ignore[union-attr]
                states, weights = [*states, "not-applicable"], [*weights, 1]
            chosen = [
                f"{item.id}={dice.choices(states, weights)[0]}"
                for item in question.items  # type: ignore[union-attr]
                if dice.random() < 0.95
            ]
            return ",".join(chosen) or f"{question.items[0].id}={states[0]}"  # type: ignore[union-attr]
        case "matrix":
            state = dice.randrange(4)
            return (
                f"state={state},weight={dice.randint(1, 3)}" if dice.random() < 0.1 else str(state)
            )
        case "timed-log" if subject == "location":
            sent = dice.choice([19, 20, 20, 20, 40])
            delivered = sent - dice.choice([0, 0, 1, 2, 12])
            median = f",median={_amount(question, dice)}" if dice.random() < 0.9 else ""
            return f"sent={sent},delivered={delivered}{median}"
        case "timed-log":
            return _timed(question, dice)
        case _:
            parts = []
            for name, part in question.parts.items():  # type: ignore[union-attr]
                if dice.random() < 0.9:
                    given = _amount(question, dice) if part.kind == "number" else "yes"
                    parts.append(
                        f"{name}={given if dice.random() < 0.7 or part.kind == 'number' else 'no'}"
                    )
            return ",".join(parts) or f"{name}=no"


def subjects(question: Question, dice: random.Random) -> list[str]:
    """About whom or what the question is answered in this visit."""
    match question.asked_of:
        case "spot":
            zones = ["client-room"] * 10 + ["living-room", "team-post", "garden", "exit"]
            return [spot(n, zone) for n, zone in enumerate(zones, 1)]
        case "person":
            return [f"person:{n}" for n in range(1, dice.choice([2, 4, 6, 7]))]
        case "call":
            return [f"call:{n}" for n in range(1, 6)]
        case "alarm":
            if dice.random() < 0.6:
                return ["location"]
            return [f"alarm:{n}" for n in range(1, dice.choice([20, 21, 22]))]
        case "pair":
            names = list(question.weights)  # type: ignore[union-attr]
            return [f"pair:{name}" for name in names if dice.random() < 0.5]
        case "technology":
            return [f"technology:{t}" for t in catalogue().technologies if dice.random() < 0.6]
    if question.id == "devices.per-carer" and dice.random() < 0.7:
        return [f"shift:{shift}" for shift in SHIFTS if dice.random() < 0.8]
    return ["location"]


def visit(seed: int, conflicts: bool = True) -> Visit:
    """A visit to a location; the same for the same seed."""
    dice = random.Random(seed)
    missing, unknowns = dice.choice([(0.0, 0.0), (0.1, 0.05), (0.4, 0.1)])
    found: list[Observation] = []
    # A spot is measured for all its figures or for none, as a probe does it.
    dead = {spot(n, "client-room") for n in range(1, 11) if dice.random() < unknowns}
    for question in catalogue().questions.values():
        if getattr(question, "derived", "") or dice.random() < missing:
            continue
        if dice.random() < 0.04:
            for subject in subjects(question, dice) if question.asked_of != "spot" else ():
                found.append(by_hand_not_applicable(question.id, subject))
            continue
        for subject in subjects(question, dice):
            if subject in dead or (question.id not in ROOM and dice.random() < unknowns):
                found.append(unknown(question.id, subject))
                continue
            found.append(said(question.id, value(question, subject, dice), subject))
            if conflicts and dice.random() < 0.02:
                found.append(said(question.id, value(question, subject, dice), subject))
    return a_visit(found, extended=dice.random() < 0.3, **facts(dice))


def raised(question: Question, given: Value, dice: random.Random) -> Value | None:
    """A better value in the question's declared direction; None when there is none."""
    up = question.direction == "up"
    match given:
        case _ if question.direction == "none":
            return None
        case Number(amount):
            low, high = limits(question)
            # No alarm channels at all isn't better: it takes the question out of play.
            low = Decimal(1) if getattr(question, "zero_is_not_applicable", False) else low
            if amount < low:
                return None
            if getattr(question, "whole", False) or question.kind == "agree-7":
                better = amount + (1 if up else -1)
                return Number(better) if low <= better <= high else None
            step = Decimal(dice.choice(["0.1", "1", "7", "60"]))
            return Number(min(high, amount + step) if up else max(low, amount - step))
        case NoLink():
            return Number(Decimal(_amount(question, dice)))
        case Ratio(count, total):
            if count >= total and question.unit == "percent":
                return None
            return Ratio(count + 1, total)
        case Step(step):
            return Step(step + 1) if step + 1 < len(question.steps) else None  # type: ignore[union-attr]
        case Items(states):
            order = [s.id for s in question.states]  # type: ignore[union-attr]  # best first
            worse = [i for i, (_, s) in enumerate(states) if s in order[1:]]
            if not worse:
                return None
            place = dice.choice(worse)
            item, state = states[place]
            better_state = order[order.index(state) - 1]
            return Items((*states[:place], (item, better_state), *states[place + 1 :]))
        case Coupling(state, weight):
            return Coupling(state + 1, weight) if state < 3 else None
        case Timed(seconds, moment):
            if seconds is None:
                return Timed(Decimal(_amount(question, dice)), moment)
            return Timed(max(Decimal(0), seconds - dice.choice([1, 5, 60])), moment)
        case Parts(parts):
            better_parts = dict(parts)
            if question.kind == "timed-log":
                if better_parts["delivered"] < better_parts["sent"] and dice.random() < 0.5:
                    better_parts["delivered"] += 1  # type: ignore[operator]
                elif "median" in better_parts:
                    better_parts["median"] = max(Decimal(0), better_parts["median"] - 3)
                else:
                    return None
            else:
                name = dice.choice(list(better_parts))
                part = better_parts[name]
                if part is True:
                    return None
                better_parts[name] = True if part is False else max(Decimal(0), part - 1)
            return Parts(tuple(sorted(better_parts.items())))
    return None


def with_answer(visit_: Visit, old: Observation, value_: Value) -> Visit:
    """The same visit, with one answer another."""
    return replace(
        visit_,
        observations=tuple(
            replace(o, answer=Known(value_)) if o is old else o for o in visit_.observations
        ),
    )
