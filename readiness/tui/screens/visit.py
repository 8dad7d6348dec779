"""A visit: checks at the left, one check in the middle, the live verdict at the right."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import OptionList, Static

from readiness import terms
from readiness.kit import Kit
from readiness.language import _, active
from readiness.model.assessment import Assessment
from readiness.model.subject import Subject
from readiness.model.visit import Visit
from readiness.tui.screens.answering import AnsweringScreen
from readiness.tui.widgets.check_list import CheckList, first_open
from readiness.tui.widgets.editor import (
    Editor,
)
from readiness.tui.widgets.keybar import KeyBar
from readiness.tui.widgets.question_list import QuestionList
from readiness.tui.widgets.verdict_panel import VerdictPanel

WIDE = 112


class VisitScreen(AnsweringScreen):
    """Walks through a visit. Every answer is on the disk before the next key."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1,question_mark", "explain", _("help")),
        Binding("f3,v", "verdicts", _("verdict")),
        Binding("f5,m", "spots", _("measure")),
        Binding("f10,c", "review", _("review and close")),
        Binding("escape", "back", _("back")),
        Binding("f2,right_square_bracket", "next_check", _("next check")),
        Binding("shift+f2,left_square_bracket", "previous_check", _("previous check")),
    ]
    DEFAULT_CSS = """
    VisitScreen #top { height: 1; background: $primary; color: $text; text-style: bold; }
    VisitScreen #middle { width: 1fr; }
    VisitScreen #name { height: 1; padding: 0 1; text-style: bold; color: $accent; }
    """

    def __init__(self, kit: Kit, visit_id: str) -> None:
        super().__init__()
        self.kit = kit
        self._seen = kit.store.newest()
        self.visit: Visit = kit.visit(visit_id)
        self.catalogue = kit.catalogue_of(self.visit)
        self.assessment: Assessment = kit.assess(self.visit)
        self.check = first_open(self.catalogue, {t.id: t for t in self.assessment.checks})

    def compose(self) -> ComposeResult:
        yield Static(id="top", markup=False)
        with Horizontal():
            yield CheckList(self.catalogue)
            with Vertical(id="middle"):
                yield Static(id="name", markup=False)
                yield QuestionList()
                yield Editor(self.catalogue)
            yield VerdictPanel(self.catalogue)
        # As many as fit: at 80 columns up to Esc.
        yield KeyBar(
            [
                ("F1", _("help")),
                ("F3", _("verdict")),
                ("F5", _("measure")),
                ("F7", _("unknown")),
                ("F8", _("n/a")),
                ("F9", _("undo")),
                ("F10", _("review")),
                ("Esc", _("back")),
                ("F2", _("next check")),
                ("F4", _("note")),
                ("F6", _("how found")),
            ]
        )

    async def on_mount(self) -> None:
        self._fit()
        await self._show_check(self.check)
        self.query_one(QuestionList).focus()

    def on_resize(self) -> None:
        self._fit()

    def _fit(self) -> None:
        self.query_one(VerdictPanel).set_class(self.size.width >= WIDE, "-shown")

    async def on_screen_resume(self) -> None:
        """Another screen may have stored something; what is half typed stays otherwise."""
        if self.query(Editor) and self.kit.store.newest() != self._seen:
            await self._refresh()

    # -- showing -----------------------------------------------------------------

    async def _show_check(self, check: str) -> None:
        self.check = check
        shown = self.catalogue.checks[check]
        domain = self.catalogue.domains[shown.domain]
        self.query_one("#name", Static).update(
            Content(f"{active().text(domain.name)} › {active().text(shown.name)}")
        )
        self.query_one(QuestionList).show(self.catalogue.checks[check], self.visit, self.assessment)
        self._paint()
        checks = self.query_one(CheckList)
        checks.highlighted = checks.get_option_index(check)
        await self.show_question(self.query_one(QuestionList).question_id)

    async def show_question(self, question_id: str, subject: Subject | None = None) -> None:
        question = self.catalogue.questions[question_id]
        await self.query_one(Editor).show(
            self.visit, question, self.assessment.outcomes[question_id], subject
        )

    def _paint(self) -> None:
        """Repaints everything that an answer can change, except the editor."""
        visit, assessment = self.visit, self.assessment
        state = _("closed") if visit.closed else _("open")
        facts = [
            terms.named(active(), visit.location),
            active().day(visit.date),
            state,
            terms.score_span(active(), assessment),
            terms.level_span(active(), assessment.level),
        ]
        self.query_one("#top", Static).update(Content(" " + " · ".join(facts)))
        self.query_one(CheckList).show(assessment)
        self.query_one(QuestionList).refresh_answers(visit, assessment)
        self.query_one(VerdictPanel).show(assessment)

    def reload(self) -> None:
        """Reads the visit again, judges it, and repaints what an answer can change."""
        self._seen = self.kit.store.newest()
        self.visit = self.kit.visit(self.visit.id)
        self.assessment = self.kit.assess(self.visit)
        self._paint()

    async def _refresh(self) -> None:
        """The same for the whole screen, the question in the editor included."""
        self.reload()
        await self.show_question(self.question.id, self.query_one(Editor).subject)

    # -- moving ------------------------------------------------------------------

    @on(OptionList.OptionHighlighted, "QuestionList")
    async def _question_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        shown = self.query_one(Editor).question
        if event.option_id and (shown is None or event.option_id != shown.id):
            await self.show_question(event.option_id)

    @on(OptionList.OptionSelected, "QuestionList")
    def _question_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.query_one(Editor).focus_field()

    @on(OptionList.OptionSelected, "CheckList")
    async def _check_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if event.option_id:
            await self._show_check(event.option_id)
            self.query_one(QuestionList).focus()

    async def action_next_check(self, step: int = 1) -> None:
        checks = list(self.catalogue.checks)
        await self._show_check(checks[(checks.index(self.check) + step) % len(checks)])
        self.query_one(QuestionList).focus()

    async def action_previous_check(self) -> None:
        await self.action_next_check(-1)

    def action_back(self) -> None:
        """Field → questions → checks → leave the visit."""
        focused = self.focused
        if isinstance(focused, CheckList):
            self.dismiss()
        elif isinstance(focused, QuestionList) or focused is None:
            self.query_one(CheckList).focus()
        else:
            self.query_one(QuestionList).focus()

    # -- keys --------------------------------------------------------------------

    def action_explain(self) -> None:
        from readiness.tui.screens.explain import Explain

        self.app.push_screen(Explain.question(self.catalogue, self.question))

    def action_verdicts(self) -> None:
        from readiness.tui.screens.verdicts import VerdictsScreen

        self.app.push_screen(VerdictsScreen(self.catalogue, self.assessment))

    def action_spots(self) -> None:
        from readiness.tui.screens.spots import SpotsScreen

        self.app.push_screen(SpotsScreen(self.kit, self.visit.id))

    def action_review(self) -> None:
        from readiness.tui.screens.review import ReviewScreen

        self.app.push_screen(ReviewScreen(self.kit, self.visit.id))
