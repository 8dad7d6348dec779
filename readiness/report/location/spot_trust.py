"""How far the figures of the spots can be trusted: runs, limits, Wi-Fi or line, other devices.

An instrument may come from another laptop: what isn't of the shape that was kept says nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from readiness import answers, terms
from readiness.model.revision import Known, Observation
from readiness.model.subject import Subject
from readiness.model.value import Number
from readiness.report.words import Words

_RATES = ("network.download", "network.upload")
# Runs at one spot that differ by more than this are told: our choice.
_WIDE = Decimal(2)
# So many of the best spots so close together show a limit that isn't theirs: our choice.
_PLATEAU_SPOTS, _PLATEAU_SHARE = 4, Decimal("0.97")
_MOST_NAMED = 5
_LONGEST_DEVICE = 40


def bound(observation: Observation) -> str:
    """A sign before a figure that is only a lower bound."""
    return "≥ " if observation.instrument.get("at_least") is True else ""


def notes(words: Words) -> list[str]:
    """What is said under the table of spots."""
    found = {id_: list(words.observations.get(id_, ())) for id_ in _RATES}
    return [
        *_bottlenecks(words, found["network.download"]),
        *_spread(words, found["network.download"]),
        *_bounds(words, found),
        *_plateau(words, found["network.download"]),
        *_lost(words, found["network.download"]),
        *_devices(words, found["network.download"]),
    ]


def _bottlenecks(words: Words, found: Iterable[Observation]) -> Iterator[str]:
    """Wi-Fi or line, counted over the spots that were measured against both servers."""
    word, language = words.language.word, words.language
    for name in ("download", "upload"):
        places: dict[str, list[Subject]] = {"wifi": [], "line": []}
        for observation in found:
            told = observation.instrument.get("bottleneck")
            which = told.get(name) if isinstance(told, Mapping) else None
            if which in places:
                places[which].append(observation.subject)
        for which, spots in places.items():
            if spots:
                yield word(
                    "Wi-Fi or line, {what}: at {count} spots {narrow} holds it down on the way "
                    "to outside ({spots}).",
                    what=terms.figure(language, name),
                    count=len(spots),
                    narrow=terms.bottleneck(language, which),
                    spots=_named(words, spots),
                )
    for observation in found:
        outside = observation.instrument.get("outside")
        if isinstance(outside, Mapping) and isinstance(why := outside.get("reason"), str) and why:
            yield word(
                "The server outside, from {spot}: {why}",
                spot=answers.spot(language, observation.subject),
                why=why,
            )
            break


def _spread(words: Words, found: Iterable[Observation]) -> Iterator[str]:
    wide = []
    for observation in found:
        low, high = _number(observation, "low"), _number(observation, "high")
        if low is not None and high is not None and high > _WIDE * low:
            where = answers.spot(words.language, observation.subject)
            wide.append(f"{where} {words.amount(low)}–{words.amount(high)} Mbit/s")
    if wide:
        yield words.language.word(
            "The runs differ more than twofold at: {spots}. The median counts; such a spot is "
            "unsteady.",
            spots="; ".join(wide[:_MOST_NAMED]),
        )


def _bounds(words: Words, found: Mapping[str, list[Observation]]) -> Iterator[str]:
    spots = {o.subject for seen in found.values() for o in seen if bound(o)}
    if spots:
        yield words.language.word(
            "≥ means that something other than the spot held the figure down, so that it gives "
            "this or more: {spots}.",
            spots=_named(words, sorted(spots)),
        )


def _plateau(words: Words, found: Iterable[Observation]) -> Iterator[str]:
    """Many spots with the same best figure: the server's or the cable's limit, not theirs."""
    rates = sorted(
        (
            o.answer.value.amount
            for o in found
            if isinstance(o.answer, Known) and isinstance(o.answer.value, Number) and not bound(o)
        ),
        reverse=True,
    )
    same = [rate for rate in rates if rate >= _PLATEAU_SHARE * rates[0]]
    if len(same) >= _PLATEAU_SPOTS:
        yield words.language.word(
            "The best {count} spots all got about {rate} Mbit/s: probably the measuring server, "
            "its cable or the internet line is the limit there, and these spots give this or more.",
            count=len(same),
            rate=words.amount(same[0]),
        )


def _lost(words: Words, found: Iterable[Observation]) -> Iterator[str]:
    lost = [o.subject for o in found if isinstance(o.instrument.get("interruptions"), list)]
    if lost:
        yield words.language.word(
            "The connection was lost in a later measurement at: {spots}. The figure is that of an "
            "earlier one.",
            spots=_named(words, lost),
        )


def _devices(words: Words, found: Iterable[Observation]) -> Iterator[str]:
    told = []
    for observation in found:
        rows = observation.instrument.get("cross_checks")
        for row in rows if isinstance(rows, list) else ():
            rate = row.get("download") if isinstance(row, Mapping) else None
            if not isinstance(rate, int | float):
                continue
            place = answers.spot(words.language, observation.subject)
            device = str(row.get("device", ""))[:_LONGEST_DEVICE]
            told.append(f"{place}: {device} {words.amount(Decimal(str(rate)))} Mbit/s")
    if told:
        yield words.language.word(
            "Measured there with another device as well, download: {figures}.",
            figures="; ".join(told),
        )


def _named(words: Words, spots: list[Subject]) -> str:
    names = [answers.spot(words.language, spot) for spot in spots[:_MOST_NAMED]]
    if len(spots) > _MOST_NAMED:
        names.append(words.language.word("and {count} more", count=len(spots) - _MOST_NAMED))
    return "; ".join(names)


def _number(observation: Observation, key: str) -> Decimal | None:
    given: Any = observation.instrument.get(key)
    try:
        number = Decimal(given) if isinstance(given, str) else None
    except InvalidOperation:
        return None
    return number if number is not None and number.is_finite() else None
