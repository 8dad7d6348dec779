"""The to-do list of a visit, made from what it came to."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime
from uuid import NAMESPACE_URL, uuid5

from readiness import terms
from readiness.language import Language
from readiness.model.assessment import Assessment, Need
from readiness.model.content import Catalogue
from readiness.model.decision import Decided
from readiness.model.sentence import NOTHING
from readiness.report import decided, loosened
from readiness.report.decided import DecidedView
from readiness.report.glossary import explained
from readiness.report.location.needs import NeedView, needs
from readiness.report.location.unknowns import unknowns
from readiness.report.plain_text import plain_view
from readiness.report.todo.compose import compose
from readiness.report.todo.project_calendar import (
    CLASSES,
    Pace,
    Planned,
    ProjectCalendar,
    Work,
    project_calendar,
    quarter,
)
from readiness.report.todo.view import Action, CalendarView, TodoView
from readiness.report.words import Words


def todo_view(
    words: Words,
    assessment: Assessment,
    start: date,
    made_at: datetime,
    decisions: Collection[Decided] = (),
) -> TodoView:
    """The to-do list of a visit, its calendar from the first whole month on or after `start`.

    `decisions`: those on measures here and for the whole organisation.
    """
    visit, language = words.visit, words.language
    pace = pace_of(words.catalogue)
    plan = project_calendar((_work(words, n) for n in _ordered(assessment)), start, pace)
    views = needs(words, assessment)
    shown = [view for group in views.groups for view in group.needs]
    places: dict[str, Planned] = {one.work.id: one for one in plan.planned}
    whys = {one.work.id: one.why for one in plan.planned}
    whys |= {one.work.id: one.why for one in plan.unplanned}
    held = decided.views(decisions, words.catalogue, language)
    of_remedy = {one.measure.partition("@")[0]: one for one in held}
    view = TodoView(
        language=language.code,
        location=visit.location.name or visit.location.id,
        organisation=visit.location.organisation,
        visit=visit.id,
        day=language.day(visit.date),
        made=language.day(made_at.date()),
        made_at=made_at,
        fictional=visit.location.fictional,
        draft=not visit.closed,
        cautions=_cautions(words),
        actions=tuple(
            _with_decision(
                _action(
                    words, need, view, places.get(need.remedy), language.say(whys[need.remedy])
                ),
                of_remedy.get(need.remedy),
                language,
            )
            for need, view in zip(_ordered(assessment), shown, strict=True)
        ),
        calendar=_calendar(words, plan),
        unknowns=unknowns(words, assessment),
        note=views.note,
        decided=decided.tally(decisions, language),
    )
    # It is read without the report beside it, so its words are explained in it too.
    return plain_view(replace(view, glossary=explained(words.catalogue, language, compose(view))))


def pace_of(catalogue: Catalogue) -> Pace:
    """How much can be carried, as the content assumes it."""
    assumed = catalogue.assumptions
    return Pace(
        ict_days=assumed.ict_days_a_quarter,
        most_projects=assumed.projects_at_once,
        big_days=assumed.big_days,
    )


def _ordered(assessment: Assessment) -> list[Need]:
    return [need for class_ in CLASSES for need in assessment.needs if need.class_ == class_]


def _work(words: Words, need: Need) -> Work:
    remedy = words.catalogue.remedies[need.remedy]
    return Work(
        id=need.remedy,
        class_=need.class_,
        days=need.days_mid,
        lead_weeks=remedy.lead_weeks.high,
        ict=remedy.who == "ict",
        change_project=remedy.change_project,
    )


def _action(
    words: Words, need: Need, view: NeedView, place: Planned | None, why_then: str
) -> Action:
    language, location = words.language, words.visit.location
    remedy = words.catalogue.remedies[need.remedy]
    # One measure for all locations is one entry in a calendar, whoever's list it came from.
    whose = location.id
    if remedy.scope == "organisation" and location.organisation:
        whose = location.organisation
    longer = ""
    if place is not None and place.longer != NOTHING:
        longer = f" {language.say(place.longer)}"
    return Action(
        uid=str(uuid5(NAMESPACE_URL, f"readiness:{whose}:{need.remedy}")),
        name=view.name,
        explanation=view.explanation,
        role=remedy.who,
        who=view.who,
        class_=need.class_,
        class_name=terms.need(language, need.class_),
        why=_why(words, need),
        repairs=view.repairs,
        scope=view.scope,
        cost=view.cost,
        yearly=view.yearly,
        days=view.days,
        lead=view.lead,
        quarter=language.say(quarter(place.start)) if place else "",
        start=place.start if place else None,
        due=place.end if place else None,
        months=tuple(month for month, _days in place.months) if place else (),
        big=place.big if place else False,
        when=why_then + longer,
    )


def _with_decision(action: Action, one: DecidedView | None, language: Language) -> Action:
    if one is None:
        return action
    mark = language.word("decided: {decision}", decision=one.decision)
    if one.fails:
        mark = language.word("{progress}, but still found", progress=one.progress)
    elif one.progress not in ("", terms.step(language, "open")):
        mark = one.progress
    return replace(action, decided=decided.line(one, language), mark=mark)


def _why(words: Words, need: Need) -> tuple[str, ...]:
    """What it lifts and what it brings nearer; empty where it makes good better."""
    word, text = words.language.word, words.language.text
    made = []
    for gap in need.gaps:
        stop = words.catalogue.questions[gap.question].hard_stop
        if gap.hard_stop and stop is not None:
            made.append(word("Lifts the hard stop: {stop}", stop=text(stop.text)))
    opened = dict.fromkeys(technology for gap in need.gaps for technology, _ in gap.musts)
    location = words.visit.location
    for names, said in (
        ([t for t in opened if t in location.in_use], "makes safe"),
        ([t for t in opened if t in location.wanted], "opens"),
        ([t for t in opened if t not in (*location.in_use, *location.wanted)], "later"),
    ):
        if not names:
            continue
        listed = words.technologies(names)
        if said == "makes safe":
            made.append(word("Puts right what this needs, which is in use: {names}", names=listed))
        elif said == "opens":
            made.append(word("Brings this wish nearer: {names}", names=listed))
        else:
            made.append(word("Also clears the way for: {names}", names=listed))
    if any(words.catalogue.questions[gap.question].legal for gap in need.gaps):
        made.append(word("Closes a legal or continuity gap"))
    return tuple(made) or (word("Makes good better"),)


def _cautions(words: Words) -> tuple[str, ...]:
    word = words.language.word
    made = []
    if words.visit.location.fictional:
        made.append(word("Fictional: this location and its figures were made up."))
    if not words.visit.closed:
        made.append(word("This visit is still open: measures can still be added or fall away."))
    return (
        *made,
        *loosened.cautions(words.catalogue, words.language),
        word(
            "Costs, days and lead times are assumptions, to be replaced by those of your own "
            "organisation."
        ),
    )


def _calendar(words: Words, plan: ProjectCalendar) -> CalendarView:
    language = words.language
    return CalendarView(
        start=plan.start,
        quarters=tuple(
            (one, language.say(quarter(date(one[0], one[1] * 3, 1)))) for one in plan.quarters()
        ),
        ict_days=words.amount(plan.pace.ict_days),
        projects=plan.pace.most_projects,
        big_days=words.amount(plan.pace.big_days),
        years=plan.pace.years,
    )
