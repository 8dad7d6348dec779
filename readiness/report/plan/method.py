"""How the plan was made."""

from __future__ import annotations

from readiness.plan.told.beside import number
from readiness.report.blocks import Block, Bullets, Cell, Column, Section, Table
from readiness.report.plan import assumed, own_time, serves
from readiness.report.plan.counts import own_weights, whole_years
from readiness.report.plan.told import Told, written

_MOST_NAMED = 10


def section(told: Told, version: str) -> Section:
    word, plan = told.language.word, told.plan
    said = [
        word(
            "Everything follows from the last visit to each location, judged with one ruler, "
            "{ruler}, the prices and the budget; program version {version}.",
            ruler=plan.ruler,
            version=version,
        ),
        *assumed.said(told),
        word(
            "A technology opens at a location when all its necessary conditions are met there. "
            "First come hard stops, legal duties and technology in use; then technology that is "
            "wanted; then what is nice to have."
        ),
        _order(told),
        word(
            "Within a kind counts the number of people at the location (beds and the carers on "
            "the busiest shift) times the organisation's own weight, for each year that it is "
            "open."
        ),
        serves.method(told),
        whole_years(told),
        *_booked(told),
        *own_weights(told),
        word(
            "A new technology is never bought for where a condition stays open, nor where "
            "something about it is unknown."
        ),
        word(
            "The best plan is found by an exact method (HiGHS); the gap says what a better plan "
            "could reach more at most."
        ),
        *own_time.method(told),
    ]
    for ids, label in (
        (plan.fixed_in, word("Bought in any case")),
        (plan.fixed_out, word("Left out in any case")),
    ):
        if ids:
            named = told.language.listed([told.measure(id_) for id_ in ids[:_MOST_NAMED]])
            if len(ids) > _MOST_NAMED:
                more = len(ids) - _MOST_NAMED
                named = word("{names} and {count} more", names=named, count=more)
            said.append(f"{label}: {named}.")
    blocks: list[Block] = [Bullets(tuple(said)), _stages(told)]
    return Section("method", word("How this was made"), tuple(blocks))


def _order(told: Told) -> str:
    """How strictly the kinds are kept: several years, ICT's days or a team's projects take a
    little from it."""
    plan = told.plan
    alone = len(plan.budget) == 1 and plan.ict_days_a_quarter is None
    if alone and plan.projects_at_once is None:
        return told.language.word("No amount of a later kind makes up for an earlier one.")
    return told.language.word(
        "Where years, ICT's days or a team's projects couple everything, a kind may stay up to 1 % "
        "below its own best where that serves a later kind; the table says how far each may be "
        "from it."
    )


def _booked(told: Told) -> list[str]:
    """In which budget a measure stands that takes more than one year; in one year there is none."""
    if len(told.plan.budget) == 1:
        return []
    return [
        told.language.word(
            "A measure counts whole in the budget of the year in which it is there, also where "
            "work on it begins in an earlier one."
        )
    ]


def _stages(told: Told) -> Table:
    word = told.language.word
    columns = (
        Column(word("Kind"), share=4),
        Column(word("Value reached"), "number", 2),
        Column(word("At most possible"), "number", 2),
        Column(word("Gap"), "number", 1),
        Column(word("Ended by"), share=2),
    )
    ends = {"gap": word("proof"), "time": word("time"), "stopped": word("being stopped")}
    rows = tuple(
        (
            Cell(told.stage(one.stage)),
            told.figure(one.value),
            told.figure(one.bound),
            Cell(told.percent(number(one.gap), 2), None, written(number(one.gap))),
            Cell(ends[one.ended_by]),
        )
        for one in told.plan.stages
    )
    if told.plan.bought:
        none = Cell("–")
        ended = Cell(ends[told.plan.cost_ended_by])
        rows += ((Cell(word("The least money for all of that")), none, none, none, ended),)
    empty = word("Nothing can be opened.")
    return Table("stages", word("How good the plan is, kind by kind"), columns, rows, empty)
