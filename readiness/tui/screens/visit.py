"""A visit: checks at the left, one check in the middle, the live verdict at the right."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static

from readiness import terms
from readiness.kit import Kit
from readiness.language import _, active
from readiness.model import answer
from readiness.model.assessment import Assessment
from readiness.model.catalogue import Question
from readiness.model.given import Given
from readiness.model.revision import Answer, Known, NotApplicable, Unknown
from readiness.model.sentence import Refused
from readiness.model.subject import Subject
from readiness.model.visit import Visit
from readiness.tui.screens.ask import Ask
from readiness.tui.widgets.check_list import CheckList, first_open
from readiness.tui.widgets.editor import (
    Answered,
    Editor,
    SubjectChosen,
    SubjectWanted,
    open_subject,
)
from readiness.tui.widgets.keybar import KeyBar
from readiness.tui.widgets.question_list import QuestionList
from readiness.tui.widgets.verdict_panel import VerdictPanel

WIDE = 112


class VisitScreen(Screen[None]):
    """Walks through a visit. Every answer is on the disk before the next key."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1,question_mark", "explain", _("help")),
        Binding("f3,v", "verdicts", _("verdict")),
        Binding("f4,n", "note", _("note")),
        Binding("f5,m", "spots", _("measure")),
        Binding("f6", "method", _("how found")),
        Binding("f7,u", "unknown", _("unknown")),
        Binding("f8,x", "not_applicable", _("not applicable")),
        Binding("f9,w", "withdraw", _("undo answer")),
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
        self.visit: Visit = kit.visit(visit_id)
        self.catalogue = kit.catalogue_of(self.visit)
        self.assessment: Assessment = kit.assess(self.visit)
        self.check = first_open(self.catalogue, {t.id: t for t in self.assessment.checks})
        self._reason = ""

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
        """Another screen may have stored something: look again."""
        if self.is_mounted and self.query(Editor):
            await self._refresh()

    # -- showing -----------------------------------------------------------------

    @property
    def question(self) -> Question:
        """The question that is shown."""
        shown = self.query_one(Editor).question
        assert shown is not None
        return shown

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
        await self._show_question(self.query_one(QuestionList).question_id)

    async def _show_question(self, question_id: str, subject: Subject | None = None) -> None:
        question = self.catalogue.questions[question_id]
        await self.query_one(Editor).show(
            self.visit, question, self.assessment.outcomes[question_id], subject
        )

    def _paint(self) -> None:
        """Repaints everything that an answer can change, except the editor."""
        visit, assessment = self.visit, self.assessment
        state = _("closed") if visit.closed else _("open")
        facts = [
            visit.location.name,
            active().day(visit.date),
            state,
            terms.score_span(active(), assessment),
            terms.level_span(active(), assessment.level),
        ]
        self.query_one("#top", Static).update(Content(" " + " · ".join(facts)))
        self.query_one(CheckList).show(assessment)
        self.query_one(QuestionList).refresh_answers(visit, assessment)
        self.query_one(VerdictPanel).show(assessment)

    def _reload(self) -> None:
        """Reads the visit again, judges it, and repaints what an answer can change."""
        self.visit = self.kit.visit(self.visit.id)
        self.assessment = self.kit.assess(self.visit)
        self._paint()

    async def _refresh(self) -> None:
        """The same for the whole screen, the question in the editor included."""
        self._reload()
        await self._show_question(self.question.id, self.query_one(Editor).subject)

    # -- answering ---------------------------------------------------------------

    @on(Answered)
    async def _answered(self, event: Answered) -> None:
        event.stop()
        try:
            value = answer.parse(event.question, event.subject, event.text)
        except Refused as refused:
            self._complain(refused)
            return
        held = self.query_one(Editor).observation
        self._store(Known(value), note=held.note if held else "", go_on=True)

    def _store(self, given: Answer, note: str, go_on: bool) -> None:
        """Stores one answer to what the editor shows; asks for a reason when closed."""
        editor = self.query_one(Editor)
        one = Given(
            self.question.id,
            editor.subject,
            given,
            editor.method if isinstance(given, Known) else None,
            note,
        )

        def store(reason: str | None) -> None:
            if reason is None:
                return
            try:
                self.kit.record(self.visit, [one], reason)
            except Refused as refused:
                self._complain(refused)
                return
            self.run_worker(self._after_answer(go_on), exclusive=True, group="answer")

        self._with_reason(store)

    def _with_reason(self, act: Callable[[str | None], None]) -> None:
        """Calls `act` with a reason: empty while the visit is open, asked for when closed."""
        if not self.visit.closed:
            act("")
            return

        def remember(reason: str | None) -> None:
            self._reason = reason or self._reason
            act(reason)

        self.app.push_screen(
            Ask(_("This visit is closed. Why is it corrected?"), self._reason), remember
        )

    async def _after_answer(self, go_on: bool) -> None:
        """Repaints, and leads to what is to be answered next."""
        editor, questions = self.query_one(Editor), self.query_one(QuestionList)
        question, subject = self.question, editor.subject
        self._reload()
        if go_on and question.asked_of != "location":
            following = open_subject(self.catalogue, self.visit, question)
            if not self.visit.about(question.id, following):
                subject = following
        elif go_on:
            questions.go_on()
            if not questions.at_end:
                await self._show_question(questions.question_id)
                editor.focus_field()
                return
        await self._show_question(question.id, subject)
        if go_on and question.asked_of == "location":
            questions.focus()
        else:
            editor.focus_field()

    def _complain(self, refused: Refused) -> None:
        self.notify(active().say(refused.sentence), severity="error", timeout=10, markup=False)

    @on(SubjectChosen)
    async def _subject_chosen(self, event: SubjectChosen) -> None:
        event.stop()
        await self._show_question(self.question.id, event.subject)
        self.query_one(Editor).focus_field()

    @on(SubjectWanted)
    def _subject_wanted(self, event: SubjectWanted) -> None:
        event.stop()
        if event.question.asked_of == "spot":
            self.action_spots()
            return

        def named(text: str | None) -> None:
            from readiness.model import subject

            if not text:
                return
            try:
                chosen = subject.parse(f"{event.question.asked_of}:{text}")
            except Refused as refused:
                self._complain(refused)
                return
            self.run_worker(self._take_subject(chosen), exclusive=True, group="answer")

        self.app.push_screen(
            Ask(_("Which two systems? Write them as a~b, such as ecd~pharmacy.")), named
        )

    async def _take_subject(self, subject: Subject) -> None:
        await self._show_question(self.question.id, subject)
        self.query_one(Editor).focus_field()

    # -- moving ------------------------------------------------------------------

    @on(OptionList.OptionHighlighted, "QuestionList")
    async def _question_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        shown = self.query_one(Editor).question
        if event.option_id and (shown is None or event.option_id != shown.id):
            await self._show_question(event.option_id)

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

    def action_method(self) -> None:
        editor = self.query_one(Editor)
        if self.question.is_derived:
            return
        editor.turn_method()
        held = editor.observation
        if held is not None and isinstance(held.answer, Known):
            self._store(held.answer, held.note, go_on=False)

    def action_note(self) -> None:
        held = self.query_one(Editor).observation
        if held is None:
            self.notify(_("Answer first; then a note can be added to the answer."), markup=False)
            return

        def noted(text: str | None) -> None:
            if text is not None:
                self._store(held.answer, text, go_on=False)

        self.app.push_screen(
            Ask(_("Note with this answer (no names of people):"), held.note, True), noted
        )

    def action_unknown(self) -> None:
        self._ask_reason(_("Unknown: why?"), Unknown)

    def action_not_applicable(self) -> None:
        self._ask_reason(_("Not applicable: why?"), NotApplicable)

    def _ask_reason(self, title: str, kind: type[Unknown] | type[NotApplicable]) -> None:
        if self.question.is_derived:
            self.notify(_("This is computed from the measured spots."), markup=False)
            return
        held = self.query_one(Editor).observation
        before = held.answer.reason if held and isinstance(held.answer, kind) else ""

        def given(reason: str | None) -> None:
            if reason:
                self._store(kind(reason), note=held.note if held else "", go_on=True)

        self.app.push_screen(Ask(title, before), given)

    def action_withdraw(self) -> None:
        editor = self.query_one(Editor)
        if editor.observation is None:
            self.notify(_("There is no answer to undo."), markup=False)
            return
        question, subject = self.question.id, editor.subject

        def withdraw(reason: str | None) -> None:
            if reason is None:
                return
            try:
                self.kit.withdraw(self.visit, question, subject, reason)
            except Refused as refused:
                self._complain(refused)
                return
            self.run_worker(self._after_answer(False), exclusive=True, group="answer")

        self._with_reason(withdraw)
