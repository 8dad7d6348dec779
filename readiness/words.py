"""The fixed words and signs of outcomes, verdicts, levels and needs, in one place.

A sign always stands beside its word: colour alone says nothing to many readers.
"""

from __future__ import annotations

from readiness.language import Language
from readiness.model.assessment import Assessment, Level, NeedClass, OutcomeState, VerdictState

OUTCOME_SIGNS: dict[OutcomeState, str] = {
    "pass": "✓",
    "partial": "◐",
    "fail": "✗",
    "unknown": "?",
    "not_applicable": "–",
    "error": "!",
}
VERDICT_SIGNS: dict[VerdictState, str] = {
    "ready": "✓",
    "ready-with-conditions": "◐",
    "undecided": "?",
    "not-yet": "✗",
    "not-applicable": "–",
}


def outcome_word(language: Language, state: OutcomeState) -> str:
    return {
        "pass": language.word("in order"),
        "partial": language.word("partly in order"),
        "fail": language.word("not in order"),
        "unknown": language.word("unknown"),
        "not_applicable": language.word("not applicable"),
        "error": language.word("could not be judged"),
    }[state]


def verdict_word(language: Language, state: VerdictState) -> str:
    return {
        "ready": language.word("ready"),
        "ready-with-conditions": language.word("ready with conditions"),
        "undecided": language.word("undecided"),
        "not-yet": language.word("not yet"),
        "not-applicable": language.word("not applicable"),
    }[state]


def need_word(language: Language, class_: NeedClass) -> str:
    return {
        "need-now": language.word("need to have, now"),
        "need-condition": language.word("need to have, as a condition"),
        "nice": language.word("nice to have"),
    }[class_]


def level_name(language: Language, level: int) -> str:
    return (
        language.word("basis not in order"),
        language.word("fragile"),
        language.word("basis stands"),
        language.word("ready for new technology"),
        language.word("strong"),
    )[level]


def level_word(language: Language, level: Level) -> str:
    """Level 2 (basis stands); between 1 and 3; or no level with the reason."""
    if level.low is None or level.high is None:
        return language.word("no level")
    if level.low == level.high:
        return language.word(
            "level {level}: {name}", level=level.low, name=level_name(language, level.low)
        )
    return language.word("level between {low} and {high}", low=level.low, high=level.high)


def score_word(language: Language, assessment: Assessment) -> str:
    """The location's interval with its coverage, in a few words."""
    if not assessment.in_play:
        return language.word("nothing in play, so no score")
    return language.word(
        "{interval} · {known} of {in_play} known",
        interval=language.interval(assessment.location.low, assessment.location.high),
        known=assessment.known,
        in_play=assessment.in_play,
    )


def method_word(language: Language, method: str) -> str:
    return {
        "measured": language.word("measured"),
        "counted": language.word("counted"),
        "register": language.word("from a register"),
        "document": language.word("from a document"),
        "observed": language.word("observed"),
        "interview": language.word("told"),
    }.get(method, language.word("not said how"))


def zone_word(language: Language, zone: str) -> str:
    return {
        "client-room": language.word("client room"),
        "living-room": language.word("living room"),
        "corridor": language.word("corridor"),
        "bathroom": language.word("bathroom"),
        "stairs": language.word("stairwell"),
        "lift": language.word("lift"),
        "medicine-room": language.word("medicine room"),
        "team-post": language.word("team post"),
        "exit": language.word("exit"),
        "garden": language.word("garden"),
        "basement": language.word("basement"),
        "other": language.word("other place"),
    }[zone]


def kind_word(language: Language, kind: str) -> str:
    return {
        "residential": language.word("residential care"),
        "home-care": language.word("home care"),
        "both": language.word("residential and home care"),
    }[kind]


def shift_word(language: Language, shift: str) -> str:
    return {
        "day": language.word("day shift"),
        "evening": language.word("evening shift"),
        "night": language.word("night shift"),
        "weekend": language.word("weekend shift"),
    }[shift]
