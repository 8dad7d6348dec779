"""The measured spots, place by place, and how many rooms are covered."""

from __future__ import annotations

from dataclasses import dataclass

from readiness import answers
from readiness.model.answer import NO_LINK, plain
from readiness.model.assessment import Assessment, Outcome
from readiness.model.catalogue import RatioQuestion
from readiness.model.earlier import earlier
from readiness.model.revision import Known, Unknown
from readiness.model.sentence import Numeral
from readiness.model.spot_plan import in_walking_order
from readiness.model.subject import Subject
from readiness.model.value import NoLink, Number
from readiness.report import evidence
from readiness.report.location import spot_trust
from readiness.report.words import Words


@dataclass(frozen=True)
class SpotRow:
    """One spot; `figures` stand in the order of the columns, `exact` the same as decimals
    where there is one figure."""

    name: str
    zone: str
    floor: str
    ward: str
    no_link: bool
    figures: tuple[str, ...]
    exact: tuple[str, ...]


@dataclass(frozen=True)
class Spots:
    """`columns` are names with their unit; `notes` say in words what the table shows.

    `instruments` and `warnings`: what was measured with, and what that warned of.
    """

    columns: tuple[str, ...]
    rows: tuple[SpotRow, ...]
    notes: tuple[str, ...]
    instruments: tuple[str, ...]
    warnings: tuple[str, ...]


def columns(words: Words) -> dict[str, str]:
    """Heading by question for the figures of a spot."""
    word = words.language.word
    every = {
        "network.download": word("down, Mbit/s"),
        "network.upload": word("up, Mbit/s"),
        "network.latency": word("latency, ms"),
        "network.jitter": word("jitter, ms"),
        "network.loss": word("loss, %"),
        "network.signal": word("signal, dBm"),
    }
    return {id_: name for id_, name in every.items() if id_ in words.catalogue.questions}


def spots(words: Words, assessment: Assessment) -> Spots | None:
    """The spots of a visit; None when none was measured."""
    headings = columns(words)
    places = {
        observation.subject
        for question in headings
        for observation in words.observations.get(question, ())
        if observation.subject.kind == "spot"
    }
    if not places:
        return None
    ordered = in_walking_order(words.visit.location, places)
    rows = tuple(_row(words, place, list(headings)) for place in ordered)
    without = [place for place, row in zip(ordered, rows, strict=True) if row.no_link]
    notes = [*_coverage(words, assessment), *_no_link(words, without)]
    notes += _worst(words, assessment, headings)
    notes += spot_trust.notes(words)
    notes += _unknown(words, list(headings))
    notes += _repeated(words, ordered)
    found = [o for id_ in headings for o in words.observations.get(id_, ())]
    return Spots(
        columns=tuple(headings.values()),
        rows=rows,
        notes=tuple(notes),
        instruments=evidence.instruments(words, found),
        warnings=evidence.warnings(words, found),
    )


def _row(words: Words, place: Subject, headings: list[str]) -> SpotRow:
    floor, ward, zone, name = place.place
    found = [o for id_ in headings for o in words.visit.about(id_, place)]
    return SpotRow(
        name=name,
        zone=words.language.zone(zone),
        floor=floor,
        ward=ward,
        no_link=any(o.answer == Known(NoLink()) for o in found),
        figures=tuple(_figure(words, id_, place) for id_ in headings),
        exact=tuple(_exact(words, id_, place) for id_ in headings),
    )


def _exact(words: Words, id_: str, place: Subject) -> str:
    """The one figure as a decimal; empty where there is none, or more than one."""
    found = {
        o.answer.value.amount
        for o in words.visit.about(id_, place)
        if isinstance(o.answer, Known) and isinstance(o.answer.value, Number)
    }
    return plain(found.pop()) if len(found) == 1 else ""


def _figure(words: Words, id_: str, place: Subject) -> str:
    """The figure; several when they contradict each other; ? where it isn't known."""
    told = []
    for observation in words.visit.about(id_, place):
        match observation.answer:
            case Known(Number(amount)):
                told.append(spot_trust.bound(observation) + words.amount(amount))
            case Known(NoLink()):
                told.append(words.language.word("no link"))
            case Unknown():
                told.append("?")
    return " / ".join(dict.fromkeys(told)) or "–"


def _coverage(words: Words, assessment: Assessment) -> list[str]:
    word, language = words.language.word, words.language
    made = []
    for question in words.catalogue.questions.values():
        if not (isinstance(question, RatioQuestion) and question.derived):
            continue
        outcome = assessment.outcomes[question.id]
        if outcome.state == "not_applicable":
            continue
        if outcome.wilson is not None:
            low, high = outcome.wilson
            made.append(
                word(
                    "Client rooms with an adequate connection: {seen}. Measured in so many "
                    "rooms, the true share lies between {low} and {high} (Wilson 95 % interval).",
                    seen=words.say(outcome.actual),
                    low=language.percent(low / 100, 1),
                    high=language.percent(high / 100, 1),
                )
            )
        else:
            made.append(
                word(
                    "Client rooms with an adequate connection: not known yet ({reason}).",
                    reason=words.say(outcome.reason),
                )
            )
    return made


def _no_link(words: Words, without: list[Subject]) -> list[str]:
    if not without:
        return []
    return [
        words.language.word(
            "No link at: {spots}. There the laptop found no network at all; that counts as "
            "the worst that can be measured.",
            spots="; ".join(answers.spot(words.language, place) for place in without),
        )
    ]


def worst(words: Words, outcome: Outcome) -> str:
    """The worst tenth of the spots with their figures; empty with too few spots."""
    return "; ".join(
        f"{answers.spot(words.language, place)} {_written(words, value)}"
        for place, value in outcome.worst_tenth
    )


def _worst(words: Words, assessment: Assessment, headings: dict[str, str]) -> list[str]:
    return [
        words.language.word("Worst tenth, {figure}: {spots}.", figure=heading, spots=told)
        for id_, heading in headings.items()
        if (told := worst(words, assessment.outcomes[id_]))
    ]


def _written(words: Words, value: str) -> str:
    """A written figure of a spot as the reader writes it."""
    if value == NO_LINK:
        return words.language.word("no link")
    return words.language.show(Numeral(value))


def _unknown(words: Words, headings: list[str]) -> list[str]:
    reasons: dict[str, dict[str, None]] = {}
    for id_ in headings:
        question = words.catalogue.questions[id_]
        for observation in words.observations.get(id_, ()):
            if isinstance(observation.answer, Unknown):
                place = answers.subject(
                    words.language, words.catalogue, question, observation.subject
                )
                reasons.setdefault(observation.answer.reason, {})[place] = None
    return [
        words.language.word(
            "Not everything is known at {spots}: {reason}", spots="; ".join(places), reason=reason
        )
        for reason, places in reasons.items()
    ]


def _repeated(words: Words, ordered: list[Subject]) -> list[str]:
    """Which spots were measured again, with the download that each repeat replaced."""
    told = []
    for place in ordered:
        before = earlier(words.visit, "network.download", place)
        if before:
            figures = ", ".join(
                f"{_written(words, one.value)} ({words.language.day(one.at)})" for one in before
            )
            told.append(f"{answers.spot(words.language, place)} {figures}")
    if not told:
        return []
    return [
        words.language.word(
            "Measured again; the last measurement counts. Download in Mbit/s before that: {spots}.",
            spots="; ".join(told),
        )
    ]
