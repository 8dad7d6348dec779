"""How answers were found: by whom, when, with what, and what the instrument warned of."""

from __future__ import annotations

from collections.abc import Iterable

from readiness.answers import spot
from readiness.model.revision import Observation
from readiness.report.words import Words

# What is told of an instrument. Anything else, such as lists of transmitters, stays here.
_TOLD = ("server", "protocol", "how", "streams", "adapter")


def taken(words: Words, found: Iterable[Observation]) -> str:
    """Who found it and when: each assessor and day once."""
    return "; ".join(
        dict.fromkeys(
            ", ".join(
                part for part in (o.assessor, words.language.day(o.at) if o.at else "") if part
            )
            for o in found
        )
    )


def instruments(words: Words, found: Iterable[Observation]) -> tuple[str, ...]:
    """What measurements were taken with, each instrument once."""
    word = words.language.word
    names = {
        "server": word("server"),
        "protocol": word("protocol"),
        "how": word("how"),
        "streams": word("streams"),
        "adapter": word("adapter"),
    }
    told: dict[str, None] = {}
    for observation in found:
        held = observation.instrument
        said = "; ".join(f"{names[key]}: {_flat(held[key])}" for key in _TOLD if held.get(key))
        if said:
            told[said] = None
    return tuple(told)


def warnings(words: Words, found: Iterable[Observation]) -> tuple[str, ...]:
    """What the instruments warned of, each warning once with the places it came from."""
    places: dict[str, dict[str, None]] = {}
    for observation in found:
        given = observation.instrument.get("warnings") or ()
        for warning in [given] if isinstance(given, str) else given:
            of = observation.subject
            where = spot(words.language, of) if of.kind == "spot" else ""
            places.setdefault(words.language.word(str(warning)), {})[where] = None
    return tuple(
        f"{warning} – {'; '.join(where)}" if any(where) else warning
        for warning, where in places.items()
    )


def _flat(given: object) -> str:
    return ", ".join(str(item) for item in given) if isinstance(given, list) else str(given)
