"""The walk test in one line: its longest gap and where, how many gaps, how many changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from readiness.language import clock
from readiness.model.revision import Known, Observation
from readiness.model.value import Number
from readiness.report.words import Words
from readiness.terms import HEARD_MS

QUESTION = "network.roaming-gap"


def remarks(words: Words, found: Iterable[Observation]) -> tuple[str, ...]:
    """A line for each answer that a walk test gave.

    A bundle from elsewhere may hold anything: what doesn't look like a walk says nothing.
    """
    return tuple(
        _line(words, observation, walk)
        for observation in found
        if isinstance(walk := observation.instrument.get("walk"), Mapping)
    )


def _line(words: Words, observation: Observation, walk: Mapping[str, Any]) -> str:
    word = words.language.word
    parts = []
    seconds = observation.instrument.get("seconds")
    if isinstance(seconds, int | float):
        parts.append(word("walk test of {time} minutes", time=clock(seconds)))
    if isinstance(observation.answer, Known) and isinstance(observation.answer.value, Number):
        longest = f"{words.amount(observation.answer.value.amount)} ms"
        if walk.get("at_least") is True:
            longest = word("{value} or more", value=longest)
        near = walk.get("longest_near")
        parts.append(
            word("longest gap {gap} near “{note}”", gap=longest, note=near)
            if isinstance(near, str) and near
            else word("longest gap {gap}", gap=longest)
        )
    heard = sum(_milliseconds(row) > HEARD_MS for row in _rows(walk.get("gaps")))
    parts.append(word("gaps over {ms} ms: {count}", ms=HEARD_MS, count=heard))
    if isinstance(walk.get("roams"), list):
        parts.append(word("changes of access point: {count}", count=len(walk["roams"])))
    elif isinstance(why := walk.get("roams_unknown"), str):
        parts.append(word("changes of access point not known: {why}", why=word(why)))
    return "; ".join(parts)


def _rows(given: object) -> list[Any]:
    return given if isinstance(given, list) else []


def _milliseconds(row: object) -> float:
    amount = row[1] if isinstance(row, list) and len(row) > 1 else None
    return amount if isinstance(amount, int | float) else 0
