"""What a question scores more mildly, weighs less or accepts more easily than the shipped one."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from readiness.model.catalogue import Domain, Question
from readiness.model.loosened import Loosening, What
from readiness.model.loosening import strict
from readiness.model.loosening.profile import in_short

_LONGEST = 200
_SCORING = {"curve", "delivered_curve", "steps", "states", "lookup", "parts", "adequate", "no_link"}
_WEIGHING = {"class", "check"}
_ASKING = {"applies_if", "set"}


def _no_link(shipped: Any, now: Any) -> bool:
    if shipped.direction == "down":
        return strict.no_more(shipped.no_link, now.no_link)
    return shipped.direction == "up" and strict.no_more(now.no_link, shipped.no_link)


def _delivered(shipped: Any, now: Any) -> bool:
    # The lower of two curves counts: one that wasn't there can only lower a score.
    if not shipped.delivered_curve:
        return True
    return strict.curve(shipped.delivered_curve, now.delivered_curve)


def _states(shipped: Any, now: Any) -> bool:
    if shipped.kind == "matrix":
        return strict.steps(shipped.states, now.states)
    return strict.states(shipped.states, now.states)


# For each key: whether a change of it is surely as strict. Any other key never is.
_STRICT: dict[str, Callable[[Any, Any], bool]] = {
    "adequate": lambda shipped, now: strict.room_tests(shipped.adequate, now.adequate),
    "applies_if": lambda shipped, now: strict.applies(shipped.applies_if, now.applies_if),
    "curve": lambda shipped, now: strict.curve(shipped.curve, now.curve),
    "delivered_curve": _delivered,
    "lookup": lambda shipped, now: strict.scores(shipped.lookup, now.lookup),
    "methods": lambda shipped, now: set(now.methods) <= set(shipped.methods),
    "no_link": _no_link,
    "parts": lambda shipped, now: strict.parts(shipped.parts, now.parts),
    "states": _states,
    "steps": lambda shipped, now: strict.steps(shipped.steps, now.steps),
}


def of_question(
    shipped: Question,
    now: Question | None,
    ruling: Callable[[Any], dict[str, Any]],
) -> Iterator[Loosening]:
    """Every key that is looser. `ruling` gives of a question what can change a score."""

    def loosening(what: What, **more: Any) -> Loosening:
        return Loosening(
            of="question", id=shipped.id, question=shipped.id, name=shipped.prompt, what=what,
            **more,
        )  # fmt: skip

    if now is None:
        yield loosening("question-left-out")
        return
    if shipped.hard_stop is not None:
        old = in_short(shipped.hard_stop.when)
        if now.hard_stop is None:
            yield loosening("hard-stop-left-out", key="hard_stop", shipped=old)
        elif not strict.hard_stop(shipped.hard_stop, now.hard_stop):
            values = {"shipped": old, "now": in_short(now.hard_stop.when)}
            if shipped.hard_stop.where != now.hard_stop.where:
                values = {key: f"{text} ({where})" for (key, text), where in zip(
                    values.items(), (shipped.hard_stop.where, now.hard_stop.where), strict=True
                )}  # fmt: skip
            yield loosening("hard-stop-changed", key="hard_stop", **values)
    before, after = ruling(shipped), ruling(now)
    for key in sorted({*before, *after} - {"hard_stop"}):
        old_value, new_value = before.get(key), after.get(key)
        if old_value == new_value:
            continue
        is_strict = _STRICT.get(key)
        if is_strict is not None and shipped.kind == now.kind and is_strict(shipped, now):
            continue
        # What is asked more often weighs where it didn't.
        asked_more = key == "set" and now.core
        what: What = (
            "milder" if key in _SCORING
            else "weight" if key in _WEIGHING or asked_more
            else "not-asked" if key in _ASKING
            else "changed"
        )  # fmt: skip
        yield loosening(what, key=key, shipped=_short(old_value), now=_short(new_value))


def of_domain(shipped: Domain, now: Domain | None) -> Iterator[Loosening]:
    """A domain that weighs otherwise; more for one is less for the others."""
    if now is None:
        yield Loosening(of="domain", id=shipped.id, name=shipped.name, what="domain-left-out")
        return
    for key in ("weight", "scored", "basic"):
        old, new = getattr(shipped, key), getattr(now, key)
        if old != new:
            yield Loosening(
                of="domain", id=shipped.id, name=shipped.name, what="weight", key=key,
                shipped=_short(old), now=_short(new),
            )  # fmt: skip


def _short(value: Any) -> str:
    """A value of a content file in short; a curve as `0→0, 2→20`."""
    if value is None:
        return ""
    if isinstance(value, list) and value and all(_is_point(point) for point in value):
        text = ", ".join(f"{x}→{y}" for x, y in value)
    elif isinstance(value, list) and value and all(_is_score(step) for step in value):
        text = " ".join(str(step["score"]) for step in value)
    elif isinstance(value, list) and all(isinstance(one, str) for one in value):
        text = ", ".join(value)
    elif isinstance(value, str):
        text = value
    else:
        text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _is_point(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2


def _is_score(value: Any) -> bool:
    return isinstance(value, dict) and set(value) == {"score"}
