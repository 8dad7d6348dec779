"""What must be repaired, by class: measure, what it opens, cost, time, who acts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from readiness import terms
from readiness.model.answer import plain
from readiness.model.assessment import Assessment, Need, NeedClass
from readiness.model.catalogue import Remedy
from readiness.report.words import Words

_CLASSES: tuple[NeedClass, ...] = ("need-now", "need-condition", "nice")


@dataclass(frozen=True)
class NeedView:
    """One measure. Money and time are assumptions; `opens` says what it makes possible,
    `gain` the same in a few words."""

    remedy: str
    name: str
    explanation: str
    opens: tuple[str, ...]
    gain: tuple[str, ...]
    repairs: tuple[str, ...]
    cost: str
    cost_low: str
    cost_high: str
    exact_low: str
    exact_high: str
    yearly: str
    days: str
    lead: str
    reckoned: str
    scope: str
    who: str
    change_project: bool


@dataclass(frozen=True)
class NeedGroup:
    """The needs of one class, in the order in which money does most."""

    id: str
    name: str
    meaning: str
    total: str
    needs: tuple[NeedView, ...]


@dataclass(frozen=True)
class Needs:
    """`note` says how sure it is that this is all."""

    groups: tuple[NeedGroup, ...]
    note: str


def needs(words: Words, assessment: Assessment) -> Needs:
    """All needs by class; a class without needs is left out."""
    return Needs(groups=_groups(words, assessment), note=_note(words, assessment))


def _note(words: Words, assessment: Assessment) -> str:
    word = words.language.word
    open_ = assessment.in_play - assessment.known
    if not assessment.in_play:
        return word("Nothing was in play, so nothing can be said about measures.")
    if not assessment.known:
        return word("Nothing is known yet, so nothing can be said about measures.")
    if open_:
        return word(
            "Questions still unknown: {count}. Their answers can add measures.", count=open_
        )
    if not assessment.needs:
        return word("Everything in play is known, and nothing of it asks for a measure.")
    return word("Everything in play is known: these are all measures.")


def _groups(words: Words, assessment: Assessment) -> tuple[NeedGroup, ...]:
    word = words.language.word
    texts: dict[NeedClass, tuple[str, str]] = {
        "need-now": (
            word("Need to have: now"),
            word(
                "Lifts a hard stop, repairs a technology in use, or closes a legal or "
                "continuity gap."
            ),
        ),
        "need-condition": (
            word("Need to have: as a condition"),
            word("Makes a wanted technology possible."),
        ),
        "nice": (word("Nice to have"), word("Makes good better.")),
    }
    groups = []
    for class_ in _CLASSES:
        mine = [need for need in assessment.needs if need.class_ == class_]
        if mine:
            name, meaning = texts[class_]
            groups.append(
                NeedGroup(
                    id=class_,
                    name=name,
                    meaning=meaning,
                    total=_total(words, mine),
                    needs=tuple(_need(words, need) for need in mine),
                )
            )
    return tuple(groups)


def _total(words: Words, mine: Sequence[Need]) -> str:
    """What the class costs together: this location's part and the organisation's."""
    word = words.language.word
    parts = []
    for scope, label in (
        ("location", word("this location")),
        ("organisation", word("whole organisation, once for all locations")),
    ):
        scoped = [need for need in mine if need.scope == scope]
        if scoped:
            low = sum((need.cost_low for need in scoped), Decimal(0))
            high = sum((need.cost_high for need in scoped), Decimal(0))
            parts.append(f"{label}: {words.euros(low, high)}")
    return "; ".join(parts)


def _need(words: Words, need: Need) -> NeedView:
    word, text = words.language.word, words.language.text
    remedy = words.catalogue.remedies[need.remedy]
    units = remedy.units
    year_low, year_high = remedy.year.low * units, remedy.year.high * units
    days = words.range(remedy.effort.low * units, remedy.effort.high * units)
    weeks = words.range(remedy.lead_weeks.low, remedy.lead_weeks.high)
    return NeedView(
        remedy=remedy.id,
        name=text(remedy.name),
        explanation=text(remedy.explanation),
        opens=_opens(words, need),
        gain=_gain(words, need),
        repairs=tuple(words.prompt(gap.question) for gap in need.gaps),
        cost=words.euros(need.cost_low, need.cost_high),
        cost_low=words.language.euros(need.cost_low),
        cost_high=words.language.euros(need.cost_high),
        exact_low=plain(need.cost_low),
        exact_high=plain(need.cost_high),
        yearly=words.euros(year_low, year_high) if year_high else "",
        days=word("1 working day") if days == "1" else word("{days} working days", days=days),
        lead=word("1 week") if weeks == "1" else word("{weeks} weeks", weeks=weeks),
        reckoned=_reckoned(words, remedy),
        scope=terms.scope(words.language, remedy.scope),
        who=terms.who(words.language, remedy.who),
        change_project=remedy.change_project,
    )


def _opens(words: Words, need: Need) -> tuple[str, ...]:
    word = words.language.word
    made = []
    if need.hard_stops_lifted:
        made.append(word("hard stops lifted: {count}", count=need.hard_stops_lifted))
    if need.musts_opened:
        names = dict.fromkeys(technology for gap in need.gaps for technology, _ in gap.musts)
        made.append(
            word(
                "musts opened: {count} ({technologies})",
                count=need.musts_opened,
                technologies=words.technologies(names),
            )
        )
    return tuple(made)


def _gain(words: Words, need: Need) -> tuple[str, ...]:
    """The same in short."""
    word = words.language.word
    made = []
    if need.hard_stops_lifted:
        made.append(word("hard stops lifted: {count}", count=need.hard_stops_lifted))
    if need.musts_opened:
        technologies = {technology for gap in need.gaps for technology, _ in gap.musts}
        made.append(word("technologies it opens the way for: {count}", count=len(technologies)))
    return tuple(made)


def _reckoned(words: Words, remedy: Remedy) -> str:
    """How many units the amounts are reckoned for, and why."""
    said = words.language.text(remedy.units_why) if remedy.units_why else ""
    if remedy.units == 1:
        return said
    count = words.language.word(
        "reckoned for {count} {unit}",
        count=remedy.units,
        unit=terms.per(words.language, remedy.per),
    )
    return f"{count}. {said}" if said else count
