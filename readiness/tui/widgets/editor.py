"""One question being answered: prompt, subjects, field, method and note."""

from __future__ import annotations

import asyncio

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from readiness import answers, terms
from readiness.language import _, active
from readiness.model.assessment import Outcome
from readiness.model.catalogue import Method, Question
from readiness.model.content import Catalogue
from readiness.model.revision import Known, Observation
from readiness.model.subject import LOCATION, Subject
from readiness.model.visit import Visit
from readiness.tui.widgets.fields import Give, make_field


class Answered(Message):
    """A person gave an answer, not yet checked or stored."""

    def __init__(self, question: Question, subject: Subject, text: str, method: Method) -> None:
        super().__init__()
        self.question = question
        self.subject = subject
        self.text = text
        self.method = method


class SubjectWanted(Message):
    """A new subject is to be named by a person: a spot, a pair."""

    def __init__(self, question: Question) -> None:
        super().__init__()
        self.question = question


class SubjectList(OptionList):
    """The subjects of a question, each with its answer, and a line to add one."""

    DEFAULT_CSS = """
    SubjectList { height: auto; max-height: 6; scrollbar-size-vertical: 1; margin-bottom: 1; }
    """


class Editor(Vertical):
    """Shows one question of a visit; posts `Answered`."""

    DEFAULT_CSS = """
    Editor { height: 1fr; border: round $panel; padding: 0 1; }
    Editor #prompt { height: auto; text-style: bold; }
    Editor #about { height: auto; }
    Editor #below { height: auto; color: $text-muted; }
    Editor #help { height: auto; color: $text-muted; margin-top: 1; }
    Editor #field { height: auto; }
    Editor ChoiceField, Editor ItemsField {
        height: auto; max-height: 10;
    }
    """

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__()
        self._catalogue = catalogue
        self.question: Question | None = None
        self.subject = LOCATION
        self.method: Method = "observed"
        self._visit: Visit | None = None
        # One at a time: fields of two questions must never stand there together.
        self._showing = asyncio.Lock()

    def compose(self) -> ComposeResult:
        yield Static(id="prompt", markup=False)
        yield Static(id="about", markup=False)
        yield Vertical(id="field")
        yield Static(id="below", markup=False)
        yield Static(id="help", markup=False)

    async def show(
        self, visit: Visit, question: Question, outcome: Outcome, subject: Subject | None = None
    ) -> None:
        """Shows the question; `subject` None takes the first that has no answer yet."""
        async with self._showing:
            self._visit = visit
            if self.question is None or self.question.id != question.id or subject is not None:
                self.subject = subject or open_subject(self._catalogue, visit, question)
            self.question = question
            if question.asked_of in ("person", "call", "alarm") and self.subject not in subjects_of(
                self._catalogue, visit, question
            ):
                # Its answer was undone: it is no longer in the list.
                self.subject = open_subject(self._catalogue, visit, question)
            held = self.observation
            self.method = (held.method if held else None) or question.methods[0]
            self.query_one("#prompt", Static).update(Content(active().text(question.prompt)))
            self.query_one("#about", Static).update(self._about(question, outcome))
            self.query_one("#below", Static).update(self._below())
            self.query_one("#help", Static).update(Content(active().text(question.help)))
            place = self.query_one("#field", Vertical)
            with self.app.batch_update():
                await place.remove_children()
                await place.mount_all(self._fields(visit, question))

    @property
    def observation(self) -> Observation | None:
        """The answer that is there now for the question and subject shown."""
        if self._visit is None or self.question is None:
            return None
        held = self._visit.about(self.question.id, self.subject)
        return held[-1] if held else None

    def _fields(self, visit: Visit, question: Question) -> list[Widget]:
        if question.is_derived:
            return []
        fields: list[Widget] = []
        subjects = subjects_of(self._catalogue, visit, question)
        if len(subjects) > 1 or question.asked_of != "location":
            lines = [
                Option(Content(self._subject_line(visit, question, subject)), id=str(subject))
                for subject in subjects
            ]
            if question.asked_of in ("spot", "pair"):
                lines.append(Option(Content(_("+ another …")), id="+"))
            chosen = SubjectList(*lines, compact=True, markup=False)
            if self.subject in subjects:
                chosen.highlighted = subjects.index(self.subject)
            fields.append(chosen)
            if self.subject not in subjects:
                return fields
        held = self.observation
        value = held.answer.value if held and isinstance(held.answer, Known) else None
        fields.append(
            make_field(question, self.subject, value, self._giver(question, self.subject))
        )
        return fields

    def _giver(self, question: Question, subject: Subject) -> Give:
        """What a field does with its answer: it stays with its own question and subject."""

        def give(text: str) -> None:
            self.screen.post_message(Answered(question, subject, text, self.method))

        return give

    def _subject_line(self, visit: Visit, question: Question, subject: Subject) -> str:
        held = visit.about(question.id, subject)
        mark = "›" if subject == self.subject else " "
        given = [answers.answer(active(), question, o.answer) for o in held]
        text = " / ".join(given) or "…"
        return f"{mark} {subject_text(self._catalogue, question, subject)}: {text}"

    def _about(self, question: Question, outcome: Outcome) -> Content:
        language = active()
        if question.is_derived:
            start = _("Computed from the measured client rooms; F5 measures.")
        else:
            start = _("Good: {expected}", expected=outcome.expected)
        mark = terms.outcome(language, outcome.state)
        score = language.interval(outcome.low, outcome.high)
        reason = language.say(outcome.reason)
        if outcome.state == "unknown":
            state = f"{mark.symbol} {reason or mark.word}"
            if outcome.low > 0 or outcome.high < 100:
                state += f" · {score}"
        elif outcome.state == "not_applicable":
            state = f"{mark}: {reason}"
        else:
            state = f"{mark} · {score}"
        parts: list[Content | tuple[str, str]] = [(start, "dim"), ("\n", ""), (state, "")]
        for place, (who, value) in enumerate(outcome.worst_tenth[:2]):
            words = _("Worst tenth: ") if place == 0 else "; "
            parts.append((("\n" if place == 0 else "") + f"{words}{who.place[3]} {value}", "dim"))
        return Content.assemble(*parts)

    def _below(self) -> Content:
        question, held = self.question, self.observation
        if question is None or question.is_derived:
            return Content("")
        text = _("how: {method} (F6)", method=terms.method(active(), self.method))
        if held is not None:
            if not isinstance(held.answer, Known):
                text += "\n" + answers.answer(active(), question, held.answer)
            if held.note:
                text += "\n" + _("note: {note}", note=held.note)
        return Content(text)

    # -- keys ------------------------------------------------------------------

    def focus_field(self) -> None:
        """Puts the cursor where the answer is given."""
        place = self.query_one("#field", Vertical)
        children = list(place.children)
        if children:
            children[-1].focus()

    def turn_method(self) -> Method:
        """The next method that the question allows."""
        assert self.question is not None
        methods = self.question.methods
        place = methods.index(self.method) if self.method in methods else -1
        self.method = methods[(place + 1) % len(methods)]
        self.query_one("#below", Static).update(self._below())
        return self.method

    async def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        if not isinstance(event.option_list, SubjectList) or self.question is None:
            return
        event.stop()
        if event.option_id == "+":
            self.post_message(SubjectWanted(self.question))
        elif event.option_id:
            from readiness.model.subject import parse

            self.post_message(SubjectChosen(parse(event.option_id)))


class SubjectChosen(Message):
    """Another subject of the question is to be answered."""

    def __init__(self, subject: Subject) -> None:
        super().__init__()
        self.subject = subject


# -- subjects ------------------------------------------------------------------


def subjects_of(catalogue: Catalogue, visit: Visit, question: Question) -> list[Subject]:
    """The subjects to offer: those answered already and those that come next."""
    held = sorted(
        {o.subject for o in visit.observations if o.question == question.id},
        key=lambda s: (s.kind, s.number, s),
    )
    location = visit.location
    match question.asked_of:
        case "location":
            return [
                LOCATION,
                *(
                    Subject(kind, name)
                    for kind in question.also_of
                    for name in ("day", "evening", "night", "weekend")
                ),
            ]
        case "person" | "call" | "alarm":
            numbers = [subject.number for subject in held]
            following = Subject(question.asked_of, str(max(numbers, default=0) + 1))
            whole = [LOCATION] if "location" in question.also_of else []
            return [*whole, *(s for s in held if s.kind != "location"), following]
        case "technology":
            chosen = dict.fromkeys((*location.in_use, *location.wanted))
            for subject in held:
                chosen[subject.name] = None
            return [Subject("technology", name) for name in chosen or catalogue.technologies]
        case "pair":
            weights = getattr(question, "weights", {})
            names = dict.fromkeys([*weights, *(subject.name for subject in held)])
            return [Subject("pair", name) for name in names]
        case "spot":
            every = {o.subject for o in visit.observations if o.subject.kind == "spot"}
            return sorted(every)
    return held or [Subject(question.asked_of, "1")]


def open_subject(catalogue: Catalogue, visit: Visit, question: Question) -> Subject:
    """The first subject without an answer, else the first of all."""
    subjects = subjects_of(catalogue, visit, question)
    for subject in subjects:
        if not visit.about(question.id, subject):
            whole = subject.kind == "location" and question.asked_of != "location"
            if not (whole and any(o.question == question.id for o in visit.observations)):
                return subject
    return subjects[0] if subjects else LOCATION


def subject_text(catalogue: Catalogue, question: Question, subject: Subject) -> str:
    """A subject in words, the location itself included."""
    if subject.kind != "location":
        return answers.subject(active(), catalogue, question, subject)
    if "shift" in question.also_of:
        return _("busiest shift")
    return _("the whole test at once") if question.kind == "timed-log" else _("location")
