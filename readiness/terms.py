"""The fixed terms in the reader's language: marks, levels, methods, zones, units.

One place for each word, for screens, commands and reports alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from readiness.language import Language
    from readiness.model.assessment import Assessment, Level, NeedClass, OutcomeState, VerdictState
    from readiness.model.catalogue import IgjTheme
    from readiness.model.fact_check import Remark
    from readiness.model.location import Location
    from readiness.model.subject import Subject

# A silence of a call that a listener hears as a hole (our choice); shorter ones pass unnoticed.
HEARD_MS = 150


@dataclass(frozen=True)
class Mark:
    """A judgement as symbol and word, never colour alone; `state` is its id."""

    state: str
    symbol: str
    word: str

    def __str__(self) -> str:
        return f"{self.symbol} {self.word}"


def named(language: Language, location: Location) -> str:
    """The location's name; one that was made up says so."""
    if not location.fictional:
        return location.name
    return language.word("{name} (fictional)", name=location.name)


def verdict(language: Language, state: VerdictState) -> Mark:
    """The verdict on a technology."""
    word = language.word
    symbol, said = {
        "ready": ("✓", word("ready")),
        "ready-with-conditions": ("◐", word("ready with conditions")),
        "undecided": ("?", word("undecided")),
        "not-yet": ("✗", word("not yet")),
        "not-applicable": ("–", word("not applicable")),
    }[state]
    return Mark(state, symbol, said)


def outcome(language: Language, state: OutcomeState) -> Mark:
    """What one question came to."""
    word = language.word
    symbol, said = {
        "pass": ("✓", word("in order")),
        "partial": ("◐", word("partly in order")),
        "fail": ("✗", word("needs attention")),
        "unknown": ("?", word("not known yet")),
        "not_applicable": ("–", word("not applicable")),
        "error": ("?", word("could not be judged")),
    }[state]
    return Mark(state.replace("_", "-"), symbol, said)


def hard_stop(language: Language, state: Literal["raised", "unknown", "clear"]) -> Mark:
    """Whether a hard stop holds."""
    if state == "clear":
        return Mark("clear", "✓", language.word("clear"))
    if state == "raised":
        return Mark("raised", "✗", language.word("raised"))
    return Mark("unknown", "?", language.word("not known yet"))


def level(language: Language, number: int) -> tuple[str, str]:
    """A level's name, and what it takes."""
    word = language.word
    return (
        (word("not in order yet"), word("a basic domain scores below 30")),
        (word("fragile"), word("every basic domain scores at least 30")),
        (
            word("the basics stand"),
            word("every basic domain scores at least 50 and there is no hard stop"),
        ),
        (
            word("ready"),
            word(
                "every basic domain scores at least 70, the others at least 50, and there is "
                "no hard stop"
            ),
        ),
        (word("strong"), word("every domain scores at least 85 and there is no hard stop")),
    )[number]


def method(language: Language, name: str) -> str:
    """How an answer was found."""
    word = language.word
    known = {
        "measured": word("measured"),
        "counted": word("counted"),
        "register": word("from a register"),
        "document": word("from a document"),
        "observed": word("seen on site"),
        "interview": word("told"),
    }
    return known.get(name, word("method not noted"))


def figure(language: Language, name: str) -> str:
    """What was measured at a spot."""
    word = language.word
    known = {
        "download": word("download"),
        "download-single": word("download, one connection"),
        "upload": word("upload"),
        "latency": word("delay"),
        "latency-p95": word("delay, p95"),
        "jitter": word("jitter"),
        "loss": word("loss"),
        "loaded-latency-p50": word("delay under load"),
        "loaded-latency-p95": word("delay under load, p95"),
        "signal": word("signal"),
        "snr": word("signal above noise"),
    }
    return known.get(name, name)


def spot(language: Language, subject: Subject) -> str:
    """A spot in words: 2 · North · client room · 214."""
    floor, ward, zone, name = subject.place
    return f"{floor} · {ward} · {language.zone(zone)} · {name}"


def phase(language: Language, name: str) -> str:
    """Where a measurement is."""
    word = language.word
    known = {
        "connect": word("looking for the server"),
        "idle": word("delay at rest"),
        "single": word("download, one connection"),
        "download": word("download"),
        "upload": word("upload"),
        "done": word("done"),
    }
    return known.get(name, name)


def side(language: Language, name: str) -> str:
    """Where the measuring server stands."""
    return language.word("outside") if name == "outside" else language.word("inside")


def bottleneck(language: Language, name: str) -> str:
    """What holds the way to the internet down."""
    return language.word("the Wi-Fi") if name == "wifi" else language.word("the internet line")


def shift(language: Language, name: str) -> str:
    word = language.word
    known = {
        "day": word("day shift"),
        "evening": word("evening shift"),
        "night": word("night shift"),
        "weekend": word("weekend shift"),
    }
    return known.get(name, name)


def named_answer(language: Language, name: str) -> str:
    """A word that stands in the content for a number, or for something that never came."""
    word = language.word
    known = {
        "none": word("none"),
        "weak": word("weak"),
        "ok": word("reasonable"),
        "good": word("good"),
        "lost": word("lost"),
        "unanswered": word("not answered in time"),
    }
    return known.get(name, name)


def kind(language: Language, name: str) -> str:
    """The kind of a location."""
    word = language.word
    known = {
        "residential": word("residential care"),
        "home-care": word("home care"),
        "both": word("residential care and home care"),
    }
    return known.get(name, name)


def igj(language: Language, theme: IgjTheme) -> str:
    """A theme of the Inspectorate's framework for e-health."""
    word = language.word
    return {
        "governance-and-responsible-innovation": word("Good governance and responsible innovation"),
        "introduction-and-use": word("Introduction and use"),
        "participation": word("Participation of patients and clients"),
        "network-and-exchange": word("Working in the network and exchange"),
        "information-security-and-continuity": word("Information security and continuity"),
    }[theme]


def scope(language: Language, name: str) -> str:
    """Where a measure is taken."""
    if name == "organisation":
        return language.word("whole organisation: counts once for all locations")
    return language.word("this location")


def who(language: Language, name: str) -> str:
    """Who acts on a measure."""
    word = language.word
    known = {
        "location-manager": word("location manager"),
        "ict": word("ICT department"),
        "organisation": word("management of the organisation"),
    }
    return known.get(name, name)


def remark_role(language: Language, name: str) -> str:
    """Who a remark on a draft is from."""
    if name == "team-leader":
        return language.word("team leader")
    return who(language, name)


def remark_state(language: Language, remark: Remark) -> Mark:
    """What was done with a remark."""
    word = language.word
    if remark.reply is None:
        return Mark("unknown", "?", word("not answered yet"))
    if remark.reply.taken_over:
        return Mark("ready", "✓", word("taken over"))
    return Mark("not-applicable", "–", word("not taken over"))


def per(language: Language, name: str) -> str:
    """The unit that a measure is counted in."""
    word = language.word
    known = {
        "location": word("location"),
        "organisation": word("organisation"),
        "access-point": word("access points"),
        "cabinet": word("network cabinets"),
        "device": word("devices"),
        "user": word("users"),
        "coupling": word("couplings"),
        "team": word("teams"),
        "technology": word("technologies"),
    }
    return known.get(name, name)


def need(language: Language, class_: NeedClass) -> str:
    """The class of a need."""
    word = language.word
    return {
        "need-now": word("need to have, now"),
        "need-condition": word("need to have, as a condition"),
        "nice": word("nice to have"),
    }[class_]


def stage(language: Language, number: int) -> str:
    """What a stage of a plan is about; an earlier one always goes first."""
    word = language.word
    return (
        word("safety and technology in use"),
        word("technology that is wanted"),
        word("nice to have"),
    )[number]


def decision(language: Language, answer: str | None) -> str:
    """What was decided on a measure; None: two laptops decided differently."""
    word = language.word
    known = {"yes": word("yes"), "later": word("later"), "no": word("no")}
    return word("conflict") if answer is None else known.get(answer, answer)


def step(language: Language, name: str) -> str:
    """How far a measure is that was decided on with yes."""
    word = language.word
    known = {
        "open": word("open"),
        "ordered": word("ordered"),
        "done": word("done"),
        "checked": word("checked at a visit"),
    }
    return known.get(name, name)


def decider(language: Language, name: str) -> str:
    """The role that decided."""
    from readiness.model.decision import ROLE_WORDS

    return language.say(ROLE_WORDS[name]) if name in ROLE_WORDS else name


def id_of(
    language: Language, given: str, ids: Iterable[str], say: Callable[[Language, str], str]
) -> str:
    """The id that is meant by who types its word in the reader's language; `say` gives that word.
    Anything else stays as it was typed."""
    typed = given.strip().casefold()
    return next((id_ for id_ in ids if say(language, id_).casefold() == typed), given)


def level_span(language: Language, found: Level) -> str:
    """Level 2: the basics stand; level between 1 and 3; or no level yet."""
    if found.low is None or found.high is None:
        return language.word("no level yet")
    if found.low == found.high:
        name, _ = level(language, found.low)
        return language.word("level {level}: {name}", level=found.low, name=name)
    return language.word("level between {low} and {high}", low=found.low, high=found.high)


def score_span(language: Language, assessment: Assessment) -> str:
    """The location's interval with its coverage, in a few words."""
    ends = assessment.location.low, assessment.location.high
    return known_span(language, ends, assessment.known, assessment.in_play)


def known_span(
    language: Language, ends: tuple[Fraction | None, Fraction | None], known: int, in_play: int
) -> str:
    """The same of a score that is kept without its assessment."""
    if not in_play:
        return language.word("nothing in play, so no score")
    return language.word(
        "{interval} · {known} of {in_play} known",
        interval=language.interval(*ends),
        known=known,
        in_play=in_play,
    )
