"""The whole plan as a document, for every format."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from readiness.language import Language
from readiness.model.content import Catalogue
from readiness.plan.told.beside import Beside, number
from readiness.plan.told.document import PlanDocument
from readiness.report import loosened
from readiness.report.blocks import Document, HouseStyle, Section
from readiness.report.plain_text import plain_view
from readiness.report.plan import (
    beside,
    bought,
    calendar,
    central,
    curve,
    decisions,
    find_out,
    left,
    left_out,
    method,
    opens,
    prices,
    short,
    summary,
    sure,
    why_not,
)
from readiness.report.plan.told import Told

# A line of a title holds about so many letters; a logo is as high as so many lines of text.
_TITLE, _LOGO = 44, 4


class Former(NamedTuple):
    """A plan that was written earlier, and what changed since."""

    plan: PlanDocument
    changed: Beside


def plan_report(
    plan: PlanDocument,
    catalogue: Catalogue,
    language: Language,
    made_at: datetime,
    program_version: str,
    house: HouseStyle | None = None,
    former: Former | None = None,
    whole: bool = True,
) -> Document:
    """The plan in the reader's language; `catalogue` is the content that it was made with.

    `whole` False: what fits a terminal, with where the rest is.

    Raises:
        ValueError: the plan was made with other content.
    """
    if plan.ruler != catalogue.ruler:
        raise ValueError(f"the plan was made with ruler {plan.ruler}")
    told = Told(plan, catalogue, language)
    word, house = language.word, house or HouseStyle()
    return plain_view(
        Document(
            id="plan",
            language=language.code,
            kind=word("Investment plan"),
            title=_title(told),
            subtitle=word("What to buy first, where, and what it opens") if whole else "",
            facts=_facts(told) if whole else (),
            cautions=_cautions(told),
            sections=_sections(told, program_version, former, _taken(told, house))
            if whole
            else _short_sections(told, former),
            made=f"{language.day(made_at.date())} {made_at:%H:%M}",
            fictional=plan.fictional,
            house=house,
        )
    )


def _taken(told: Told, house: HouseStyle) -> int:
    """Lines of the first page that stand above the board's part, beyond those of every plan."""
    title = 2 * (summary.height(_title(told), _TITLE) - 1)
    cautions = sum(map(summary.height, _cautions(told)))
    return title + max(0, cautions - 1) + (_LOGO if house.logo else 0)


def _sections(told: Told, version: str, former: Former | None, taken: int) -> tuple[Section, ...]:
    found = (
        summary.section(told, taken),
        None if former is None else beside.section(told, former.changed, former.plan),
        bought.section(told),
        calendar.section(told),
        opens.section(told),
        curve.section(told),
        left.below(told),
        left.unsafe(told),
        central.section(told),
        prices.section(told),
        why_not.section(told),
        find_out.section(told),
        decisions.section(told),
        left_out.section(told),
        loosened.section(loosened.told(told.catalogue, told.language), told.language),
        method.section(told, version),
    )
    return tuple(section for section in found if section is not None)


def _short_sections(told: Told, former: Former | None) -> tuple[Section, ...]:
    first = short.section(told)
    if former is None:
        return (replace(first, blocks=(*first.blocks, short.rest(told))),)
    changed = beside.in_short(told, former.changed, former.plan)
    return first, replace(changed, blocks=(*changed.blocks, short.rest(told)))


def _title(told: Told) -> str:
    word, plan = told.language.word, told.plan
    budget = " + ".join(told.euros(amount) for amount in plan.budget)
    if len(plan.budget) > 1 and len(set(map(number, plan.budget))) == 1:
        budget = word(
            "{amount} a year, {years} years",
            amount=told.euros(plan.budget[0]),
            years=len(plan.budget),
        )
    if plan.locations == 1:
        return word("1 location, budget {budget}", budget=budget)
    return word("{count} locations, budget {budget}", count=plan.locations, budget=budget)


def _facts(told: Told) -> tuple[tuple[str, str], ...]:
    word, plan = told.language.word, told.plan
    begins = told.quarter(1)
    return (
        (word("Day of the plan"), told.day(plan.day)),
        (word("Begins in"), begins),
        (word("Years"), str(len(plan.budget))),
    )


def _cautions(told: Told) -> tuple[str, ...]:
    word, said = told.language.word, []
    if told.plan.fictional:
        said.append(word("This plan is about made-up locations: nothing in it is real."))
    if told.plan.ended_by != "gap":
        said.append(sure.proof(told))
    return (*said, *loosened.cautions(told.catalogue, told.language))
