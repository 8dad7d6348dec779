"""The to-do list as a document: for each role what to do, then the calendar."""

from __future__ import annotations

from datetime import date

from readiness import terms
from readiness.language import Language
from readiness.report import glossary
from readiness.report.blocks import (
    Block,
    Bullets,
    Cell,
    Checklist,
    Column,
    Document,
    Figure,
    Figures,
    HouseStyle,
    Paragraph,
    Picture,
    Section,
    Table,
)
from readiness.report.pictures.calendar import Bar, calendar
from readiness.report.todo.project_calendar import CLASSES, PEAK
from readiness.report.todo.view import ROLES, Action, TodoView


def compose(view: TodoView, house: HouseStyle | None = None) -> Document:
    """The whole list."""
    language = Language(view.language)
    word = language.word
    sections = [_short(view, language)]
    for role in ROLES:
        sections += _role(view, language, role)
    sections.append(_calendar(view, language))
    if view.unknowns:
        sections.append(_find_out(view, language))
    explained = glossary.section(view.glossary, language)
    if explained is not None:
        sections.append(explained)
    return Document(
        id=f"todo-{view.visit}",
        language=view.language,
        kind=word("To-do list"),
        title=view.location,
        subtitle=word("After the visit of {day}", day=view.day),
        facts=((word("Visit id"), view.visit),),
        cautions=view.cautions,
        sections=tuple(sections),
        made=view.made,
        draft=view.draft,
        fictional=view.fictional,
        house=house or HouseStyle(organisation=view.organisation),
    )


def _short(view: TodoView, language: Language) -> Section:
    word = language.word
    said = {
        "need-now": word("can't wait"),
        "need-condition": word("opens a wish"),
        "nice": word("makes good better"),
    }
    figures = tuple(
        Figure(
            label=terms.need(language, class_),
            value=str(sum(action.class_ == class_ for action in view.actions)),
            meaning=said[class_],
        )
        for class_ in CLASSES
    )
    blocks: list[Block] = [Figures(figures)] if view.actions else []
    if view.actions:
        blocks.append(
            Paragraph(
                word(
                    "Tick off what is done. Fill in an owner (a role is enough) and a date; the "
                    "quarter is a proposal that fits the team and ICT."
                )
            )
        )
    blocks.append(Paragraph(view.note))
    if view.decided:
        blocks.append(Paragraph(word("Decided: {tally}", tally=view.decided)))
    if view.actions:
        blocks.append(_overview(view, language))
    return Section("short", word("In short"), tuple(blocks), summary=True)


def _overview(view: TodoView, language: Language) -> Table:
    """Everything on one page, to hang on a wall."""
    word = language.word
    return Table(
        id="overview",
        caption=word("All measures, what comes first on top"),
        columns=(
            Column(word("Measure"), share=6),
            Column(word("Class"), share=4),
            Column(word("Who acts"), share=4),
            Column(word("Starts"), share=4),
            Column(word("Ready by"), share=3),
        ),
        rows=tuple(
            (
                Cell(action.label),
                Cell(action.class_name),
                Cell(action.who),
                Cell(action.quarter or word("not planned")),
                Cell(language.day(action.due) if action.due else "–"),
            )
            for action in view.actions
        ),
    )


def _role(view: TodoView, language: Language, role: str) -> list[Section]:
    """What one role does, by class; nothing where there is nothing to do."""
    mine = view.of(role)
    if not mine:
        return []
    name = terms.who(language, role)
    title = language.word("For the {who}", who=name)
    made = [Section(f"for-{role}", title, ())]
    for class_ in CLASSES:
        actions = view.of(role, class_)
        if actions:
            made.append(
                Section(
                    f"for-{role}-{class_}",
                    terms.need(language, class_).capitalize(),
                    (Checklist(tuple((a.label, _pairs(a, language)) for a in actions)),),
                    level=2,
                )
            )
    return made


def _pairs(action: Action, language: Language) -> tuple[tuple[str, str], ...]:
    word = language.word
    cost = word("{amount} in the first year (assumption)", amount=action.cost)
    if action.yearly:
        cost = word("{cost}, of which {yearly} every year", cost=cost, yearly=action.yearly)
    return (
        (word("What"), action.explanation),
        (word("Why"), "\n".join(action.why)),
        (word("Found"), "\n".join(action.repairs)),
        (word("When"), action.when),
        (word("Ready by"), language.day(action.due) if action.due else word("not planned")),
        (word("Cost"), cost),
        (word("Own effort"), action.days),
        (word("Lead time"), action.lead),
        (word("Where"), action.scope),
        *([(word("Decided"), action.decided)] if action.decided else []),
        (word("Owner"), ""),
        (word("Date agreed"), ""),
    )


def _calendar(view: TodoView, language: Language) -> Section:
    word = language.word
    blocks: list[Block] = []
    planned = [action for action in view.actions if action.start and action.due]
    if planned:
        blocks.append(_picture(view, language, planned))
    left = [action for action in view.actions if not action.start]
    if left:
        blocks.append(
            Bullets(
                tuple(f"{action.label}. {action.when}" for action in left),
                heading=word("No room for yet"),
            )
        )
    blocks.append(
        Bullets(
            (
                word(
                    "What is needed now comes first; a later class begins in the quarter in which "
                    "the last of the class before it begins, or after it."
                ),
                word(
                    "At most {count} change projects run at the team at once.",
                    count=view.calendar.projects,
                ),
                word(
                    "Nothing big begins or runs in January and February, when influenza peaks. Big "
                    "is: it asks the care team to work otherwise, or takes more than {days} days "
                    "(our choice).",
                    days=view.calendar.big_days,
                ),
                word(
                    "ICT has {days} working days a quarter for this location (assumption; change "
                    "it in checks/remedies.toml).",
                    days=view.calendar.ict_days,
                ),
                word(
                    "Reckoned with the middle of the effort and the longest lead time, from {day}.",
                    day=language.day(view.calendar.start),
                ),
            ),
            heading=word("How the calendar was made"),
        )
    )
    return Section("calendar", word("Project calendar"), tuple(blocks), new_page=True)


def _picture(view: TodoView, language: Language, planned: list[Action]) -> Picture:
    word = language.word
    title = word("Project calendar by quarter")
    first, last = min(map(_start, planned)), max(map(_due, planned))
    description = word(
        "{count} measures from {first} to {last}; each bar runs from start to ready, a dashed part "
        "is a pause. The shaded months are January and February.",
        count=len(planned),
        first=language.day(first),
        last=language.day(last),
    )
    table = Table(
        id="calendar-table",
        caption=title,
        columns=(
            Column(word("Measure"), share=4),
            Column(word("Who acts"), share=2),
            Column(word("Starts"), share=2),
            Column(word("Ready by"), share=2),
            Column(word("Why then"), share=5),
        ),
        rows=tuple(_row(action, language) for action in planned),
    )
    bars = [
        Bar(
            group=action.class_name.capitalize(),
            label=f"◆ {action.label}" if action.big else action.label,
            start=_start(action),
            end=_due(action),
            months=action.months,
            heavy=action.big,
        )
        for action in planned
    ]
    if any(bar.heavy for bar in bars):
        description += " " + word("◆ and dark: a big measure.")
    return calendar("calendar", title, description, view.calendar.quarters, PEAK, bars, table)


def _row(action: Action, language: Language) -> tuple[Cell, ...]:
    start, due = _start(action), _due(action)
    return (
        Cell(action.label),
        Cell(action.who),
        Cell(language.day(start), sort=start.isoformat()),
        Cell(language.day(due), sort=due.isoformat()),
        Cell(action.when),
    )


def _start(action: Action) -> date:
    assert action.start is not None
    return action.start


def _due(action: Action) -> date:
    assert action.due is not None
    return action.due


def _find_out(view: TodoView, language: Language) -> Section:
    word = language.word
    ordered = sorted(view.unknowns, key=lambda one: not one.waits)
    return Section(
        "find-out",
        word("Still to find out"),
        (
            Paragraph(
                word(
                    "What a technology waits for comes first; an answer can add or spare a measure."
                )
            ),
            Table(
                id="find-out-table",
                caption=word("Questions without an answer"),
                columns=(
                    Column(word("Question"), share=5),
                    Column(word("Who can tell"), share=4),
                    Column(word("Waits for it"), share=4),
                    Column(word("Answer"), share=4, room=1),
                ),
                rows=tuple(
                    (Cell(one.prompt), Cell(one.who), Cell(one.waits or "–"), Cell(""))
                    for one in ordered
                ),
            ),
        ),
        new_page=True,
    )
