"""The first page: what to know when nothing else is read."""

from __future__ import annotations

from readiness.report.blocks import Block, Bullets, Figure, Figures, Paragraph, Section
from readiness.report.comparison.leverage import first
from readiness.report.comparison.organisations import hidden
from readiness.report.comparison.told import Told

_MOST = 3
_MOST_NAMES = 8


def section(told: Told) -> Section:
    """Figures, then what becomes possible, what is shared, what can be learnt, what went down."""
    word = told.language.word
    blocks: list[Block] = [_figures(told)]
    for heading, items in (
        (word("What becomes possible"), _possible(told)),
        (word("Shared by many"), _shared(told)),
        (word("Who can learn from whom"), _learning(told)),
        (word("Went down since the visit before"), _went_down(told)),
        (word("Safety first"), _safety(told)),
    ):
        if items:
            blocks.append(Bullets(tuple(items), heading))
    return Section("summary", word("In short"), tuple(blocks), summary=True)


def of_organisations(told: Told) -> Section:
    """The same for organisations: how many, and what is kept back."""
    word = told.language.word
    found = told.comparison.organisations
    figures = Figures(
        (
            Figure(word("Organisations"), str(len(found.shown))),
            Figure(word("Locations"), str(sum(one.locations for one in found.shown))),
            _questions(told),
        )
    )
    shared = [
        word(
            "{question} Weak at {count} locations; {repair} repairs it.",
            question=told.prompt(id_),
            count=sum(one.weak[id_] for one in found.shown),
            repair=told.repair(id_),
        )
        for id_ in found.common[:_MOST]
    ]
    blocks: list[Block] = [figures]
    if shared:
        blocks.append(Bullets(tuple(shared), word("Shared by many")))
    blocks.append(Paragraph(hidden(told)))
    return Section("summary", word("In short"), tuple(blocks), summary=True)


def _questions(told: Told) -> Figure:
    word, comparison = told.language.word, told.comparison
    return Figure(
        word("Questions compared"),
        str(len(comparison.questions)),
        word("{count} others aren't in play everywhere", count=len(comparison.not_compared)),
    )


def _figures(told: Told) -> Figures:
    word, comparison = told.language.word, told.comparison
    dates = sorted(place.visit.date for place in comparison.places)
    shares = [place.coverage for place in comparison.places]
    days = list(dict.fromkeys(told.language.day(day) for day in (dates[0], dates[-1])))
    known = list(dict.fromkeys(told.language.percent(s) for s in (min(shares), max(shares))))
    ready = sum(
        verdict.state in ("ready", "ready-with-conditions")
        for place in comparison.places
        for verdict in place.verdicts
    )
    return Figures(
        (
            Figure(
                word("Locations"),
                str(len(comparison.places)),
                word("{count} left out", count=sum(one.whole for one in comparison.left_out)),
            ),
            Figure(word("Last visits"), " – ".join(days)),
            Figure(word("Known"), " – ".join(known), word("of the compared questions")),
            _questions(told),
            Figure(
                word("Open for technology"),
                str(ready),
                word("times a technology is ready at a location, with or without conditions"),
            ),
        )
    )


def _possible(told: Told) -> list[str]:
    levers = [lever for lever in told.comparison.levers if lever.opened]
    return [first(told, lever) for lever in levers[:_MOST]]


def _shared(told: Told) -> list[str]:
    return [
        told.language.word(
            "{question} Weak at {count} locations; {repair} repairs it.",
            question=told.prompt(one.question),
            count=len(one.weak),
            repair=told.repair(one.question),
        )
        for one in told.comparison.weak[:_MOST]
    ]


def _learning(told: Told) -> list[str]:
    # The largest differences say most; equal ones keep the order of the checks.
    found = sorted(told.comparison.lessons, key=lambda one: one.weakest_score - one.best_score)
    return [
        told.language.word(
            "{check}: {best} ({best_score}) can show {weakest} ({weakest_score}) how.",
            check=told.check(one.check),
            best=told.places(one.best, _MOST_NAMES),
            best_score=one.best_score,
            weakest=told.places(one.weakest, _MOST_NAMES),
            weakest_score=one.weakest_score,
        )
        for one in found[:_MOST]
    ]


def _went_down(told: Told) -> list[str]:
    changes = [(t, c) for t in told.comparison.trends for c in t.worse]
    changes.sort(key=lambda pair: pair[1].after - pair[1].before)
    return [
        told.language.word(
            "{location}: {question} From {before} to {after}.",
            location=told.place(trend.location),
            question=told.prompt(change.question),
            before=change.before,
            after=change.after,
        )
        for trend, change in changes[:_MOST]
    ]


def _safety(told: Told) -> list[str]:
    """How many locations have a technology in use that a must fails for; hard stops."""
    word = told.language.word
    at_risk = [
        place.location.id
        for place in told.comparison.places
        if any(v.in_use and v.state == "not-yet" for v in place.verdicts)
    ]
    said = []
    if len(at_risk) == 1:
        said.append(
            word(
                "At one location a technology is in use while a necessary condition is not met: "
                "{location}.",
                location=told.place(at_risk[0]),
            )
        )
    elif at_risk:
        said.append(
            word(
                "At {count} locations a technology is in use while a necessary condition is not "
                "met: {locations}.",
                count=len(at_risk),
                locations=told.places(at_risk, _MOST_NAMES),
            )
        )
    if told.comparison.stops:
        stopped = {id_ for stop in told.comparison.stops for id_ in stop.at}
        said.append(
            word(
                "A hard stop holds at {count} of {total} locations: {locations}.",
                count=len(stopped),
                total=len(told.comparison.places),
                locations=told.places(
                    [p.location.id for p in told.comparison.places if p.location.id in stopped],
                    _MOST_NAMES,
                ),
            )
        )
    return said
