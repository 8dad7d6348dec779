"""Answers to the question in the editor: stored, corrected, undone."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.screen import Screen

from readiness.kit import Kit
from readiness.language import _
from readiness.model import answer
from readiness.model.catalogue import Method, Question
from readiness.model.content import Catalogue
from readiness.model.given import Given
from readiness.model.revision import Known, NotApplicable, Observation, Unknown
from readiness.model.subject import Subject
from readiness.model.visit import Visit
from readiness.tui.screens.ask import Ask
from readiness.tui.trouble import told
from readiness.tui.widgets.editor import (
    Answered,
    Editor,
    SubjectChosen,
    SubjectWanted,
    open_subject,
)
from readiness.tui.widgets.question_list import QuestionList


class AnsweringScreen(Screen[None]):
    """A screen with an editor whose answers it stores: one transaction an answer."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f4,n", "note", _("note")),
        Binding("f6", "method", _("how found")),
        Binding("f7,u", "unknown", _("unknown")),
        Binding("f8,x", "not_applicable", _("not applicable")),
        Binding("f9,w", "withdraw", _("undo answer")),
    ]

    kit: Kit
    visit: Visit
    catalogue: Catalogue

    def __init__(self) -> None:
        super().__init__()
        # The last reason for a correction is offered again for the next one.
        self._reason = ""

    @property
    def question(self) -> Question:
        """The question that is shown."""
        shown = self.query_one(Editor).question
        assert shown is not None
        return shown

    def reload(self) -> None:
        """Reads the visit again, judges it, and repaints what an answer can change."""
        raise NotImplementedError

    def action_spots(self) -> None:
        """Opens the list of spots."""
        raise NotImplementedError

    async def show_question(self, question_id: str, subject: Subject | None = None) -> None:
        """Puts the question in the editor; `subject` None: the first without an answer."""
        raise NotImplementedError

    @on(Answered)
    async def _answered(self, event: Answered) -> None:
        event.stop()
        question, subject = event.question, event.subject
        held = self.visit.about(question.id, subject)
        note = held[-1].note if held else ""
        with told(self.app):
            value = answer.parse(question, subject, event.text)
            self._store(Given(question.id, subject, Known(value), event.method, note), go_on=True)

    def _store(self, given: Given, go_on: bool) -> None:
        """Stores one answer; asks for a reason when the visit is closed."""

        def store(reason: str | None) -> None:
            if reason is None:
                return
            with told(self.app):
                self.kit.record(self.visit, [given], reason)
                self.run_worker(
                    self._after_answer(given.question, given.subject, go_on),
                    exclusive=True,
                    group="answer",
                )

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

    async def _after_answer(self, question_id: str, subject: Subject, go_on: bool) -> None:
        """Repaints, all in one frame, and leads to what is to be answered next."""
        editor = self.query_one(Editor)
        with self.app.batch_update():
            self.reload()
            if self.question.id != question_id or editor.subject != subject:
                # Quick fingers are at another question by now: leave them there.
                await self.show_question(self.question.id, editor.subject)
                editor.focus_field()
                return
            await self._lead_on(self.question, subject, go_on)

    async def _lead_on(self, question: Question, subject: Subject, go_on: bool) -> None:
        editor, questions = self.query_one(Editor), self.query_one(QuestionList)
        if go_on and question.asked_of != "location":
            following = open_subject(self.catalogue, self.visit, question)
            if not self.visit.about(question.id, following):
                subject = following
        elif go_on:
            questions.go_on()
            if not questions.at_end:
                await self.show_question(questions.question_id)
                editor.focus_field()
                return
        await self.show_question(question.id, subject)
        if go_on and question.asked_of == "location":
            questions.focus()
        else:
            editor.focus_field()

    @on(SubjectChosen)
    async def _subject_chosen(self, event: SubjectChosen) -> None:
        event.stop()
        await self.show_question(self.question.id, event.subject)
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
            with told(self.app):
                chosen = subject.parse(f"{event.question.asked_of}:{text}")
                self.run_worker(self._take_subject(chosen), exclusive=True, group="answer")

        self.app.push_screen(
            Ask(_("Which two systems? Write them as a~b, such as ecd~pharmacy.")), named
        )

    async def _take_subject(self, subject: Subject) -> None:
        await self.show_question(self.question.id, subject)
        self.query_one(Editor).focus_field()

    def action_method(self) -> None:
        if self.question.is_derived:
            return
        editor = self.query_one(Editor)
        method = editor.turn_method()
        held = self._one_answer()
        if held is not None and isinstance(held.answer, Known):
            self._annotate(held, held.note, method)

    def action_note(self) -> None:
        held = self._one_answer()
        if held is None:
            self.notify(_("Answer first; then a note can be added to the answer."), markup=False)
            return

        def noted(text: str | None) -> None:
            if text is not None:
                self._annotate(held, text, held.method)

        title = _("Note with this answer (no names of people):")
        self.app.push_screen(Ask(title, held.note, True), noted)

    def _one_answer(self) -> Observation | None:
        """The one answer that is there; None also under a conflict, which stays one."""
        held = self.visit.about(self.question.id, self.query_one(Editor).subject)
        return held[0] if len(held) == 1 else None

    def _annotate(self, held: Observation, note: str, method: Method | None) -> None:
        """The same answer with another note or method; what it was measured with stays."""
        given = Given(held.question, held.subject, held.answer, method, note, dict(held.instrument))
        self._store(given, go_on=False)

    def action_unknown(self) -> None:
        self._ask_reason(_("Unknown: why?"), Unknown)

    def action_not_applicable(self) -> None:
        self._ask_reason(_("Not applicable: why?"), NotApplicable)

    def _ask_reason(self, title: str, kind: type[Unknown] | type[NotApplicable]) -> None:
        question, subject = self.question, self.query_one(Editor).subject
        if question.is_derived and kind is Unknown:
            self.notify(_("This is computed from the measured spots."), markup=False)
            return
        held = self._one_answer()
        before = held.answer.reason if held and isinstance(held.answer, kind) else ""

        def given(reason: str | None) -> None:
            if reason:
                note = held.note if held else ""
                self._store(Given(question.id, subject, kind(reason), None, note), go_on=True)

        self.app.push_screen(Ask(title, before), given)

    def action_withdraw(self) -> None:
        question, subject = self.question.id, self.query_one(Editor).subject
        if not self.visit.about(question, subject):
            self.notify(_("There is no answer to undo."), markup=False)
            return

        def withdraw(reason: str | None) -> None:
            if reason is None:
                return
            with told(self.app):
                self.kit.withdraw(self.visit, question, subject, reason)
                self.run_worker(
                    self._after_answer(question, subject, go_on=False),
                    exclusive=True,
                    group="answer",
                )

        self._with_reason(withdraw)
