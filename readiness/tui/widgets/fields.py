"""Answer fields: one for each shape of answer, all by keys.

Every field posts `Submitted` with the answer in its written form, which the screen
gives to `readiness.model.answer.parse`: the same reading as on the command line.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Label, OptionList
from textual.widgets.option_list import Option

from readiness.language import _, active
from readiness.model.answer import NOT_APPLICABLE, expected, plain, written
from readiness.model.catalogue import (
    ChecklistQuestion,
    CompositeQuestion,
    MatrixQuestion,
    NumberQuestion,
    Question,
    ScaleQuestion,
    TimedLogQuestion,
)
from readiness.model.subject import Subject
from readiness.model.value import Coupling, Items, Parts, Step, Timed, Value


class Submitted(Message):
    """An answer was given; `text` is its written form."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


def make_field(question: Question, subject: Subject, value: Value | None) -> Widget:
    """The field that fits the question and subject, showing the value that is there."""
    match question:
        case ScaleQuestion(steps=steps):
            texts = [active().text(step.text) for step in steps]
            return StepField(texts, value.step if isinstance(value, Step) else None)
        case MatrixQuestion(states=states):
            texts = [active().text(state.text) for state in states]
            return CouplingField(
                texts,
                value if isinstance(value, Coupling) else None,
                question.weights.get(subject.name, 1),
            )
        case ChecklistQuestion():
            return ItemsField(question, value if isinstance(value, Items) else None)
        case CompositeQuestion():
            return PartsField(question, value if isinstance(value, Parts) else None)
        case TimedLogQuestion() if subject.kind != "location":
            return TimedField(question, value if isinstance(value, Timed) else None)
    text = "" if value is None else written(value, question)
    if active().code == "nl" and isinstance(question, NumberQuestion):
        text = text.replace(".", ",")
    return TextField(text, active().say(expected(question, subject)))


class TextField(Input):
    """One line: a number, a ratio, a mark."""

    def __init__(self, value: str, placeholder: str) -> None:
        super().__init__(value=value, placeholder=placeholder, compact=True, select_on_focus=True)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(Submitted(event.value))


class ChoiceField(OptionList):
    """A list from which one line is taken, by arrow and Enter or by its number."""

    def __init__(self, texts: Sequence[str], chosen: int | None) -> None:
        self._chosen = chosen
        super().__init__(
            *(
                Option(Content(f"{number}  {text}" + ("  ✓" if number == chosen else "")))
                for number, text in enumerate(texts)
            ),
            compact=True,
            markup=False,
        )

    def on_mount(self) -> None:
        self.highlighted = self._chosen or 0

    def on_key(self, event: Key) -> None:
        if (
            event.character
            and event.character.isdigit()
            and int(event.character) < self.option_count
        ):
            event.stop()
            self.highlighted = int(event.character)
            self.action_select()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.post_message(Submitted(self.written(event.option_index)))

    def written(self, index: int) -> str:
        """The written form of the line at `index`."""
        return str(index)


class StepField(ChoiceField):
    """The steps of a scale."""


class CouplingField(ChoiceField):
    """The state of one coupling; `w` changes how much it weighs."""

    def __init__(self, texts: Sequence[str], value: Coupling | None, weight: int) -> None:
        super().__init__(texts, value.state if value else None)
        self._default = weight
        self._weight = (value.weight if value else None) or weight

    def on_mount(self) -> None:
        # The base class's handler runs as well: Textual calls them all.
        self._show_weight()

    def _show_weight(self) -> None:
        self.border_subtitle = _(
            "weight {weight} (w changes it): 3 client safety, 2 daily time loss, 1 other",
            weight=self._weight,
        )

    def on_key(self, event: Key) -> None:
        if event.key == "w":
            event.stop()
            self._weight = self._weight % 3 + 1
            self._show_weight()

    def written(self, index: int) -> str:
        if self._weight == self._default:
            return str(index)
        return f"state={index},weight={self._weight}"


class ItemsField(OptionList):
    """A checklist: space or the right arrow gives the line its next state, Enter stores."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,right", "turn(1)", show=False),
        Binding("left", "turn(-1)", show=False),
        Binding("enter", "submit", show=False),
    ]

    def __init__(self, question: ChecklistQuestion, value: Items | None) -> None:
        self._items = question.items
        self._words = {state.id: active().text(state.text) for state in question.states}
        if question.item_not_applicable:
            self._words[NOT_APPLICABLE] = _("not applicable")
        self._order = ["", *self._words]
        self._states = dict(value.states) if value else {}
        super().__init__(
            *(Option(self._line(number)) for number in range(len(self._items))),
            compact=True,
            markup=False,
        )

    def on_mount(self) -> None:
        self.highlighted = 0
        self.border_subtitle = _("space: next state · Enter: store")

    def _line(self, number: int) -> Content:
        item = self._items[number]
        state = self._states.get(item.id, "")
        word = self._words[state] if state else "…"
        return Content.assemble(f"{active().text(item.text):<24.24} ", (word, "bold"))

    def action_turn(self, step: int) -> None:
        number = self.highlighted
        if number is None:
            return
        item = self._items[number].id
        place = self._order.index(self._states.get(item, ""))
        state = self._order[(place + step) % len(self._order)]
        if state:
            self._states[item] = state
        else:
            self._states.pop(item, None)
        self.replace_option_prompt_at_index(number, self._line(number))

    def action_submit(self) -> None:
        if self._states:
            text = ",".join(f"{item}={state}" for item, state in self._states.items())
            self.post_message(Submitted(text))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.action_submit()


class _Group(Vertical):
    """Fields that together make one answer; Enter goes on, on the last one it stores."""

    DEFAULT_CSS = """
    _Group { height: auto; }
    _Group Label { color: $text-muted; }
    _Group ChoiceField { height: auto; max-height: 6; }
    """
    can_focus_children = True

    def focus(self, scroll_visible: bool = True, *, from_app_focus: bool = False) -> _Group:
        first = next((child for child in self.children if child.focusable), None)
        if first is not None:
            first.focus(scroll_visible)
        return self

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._next(event.input)

    def on_submitted(self, event: Submitted) -> None:
        if event._sender is self:
            return
        event.stop()
        sender = event._sender
        if isinstance(sender, Widget):
            self._next(sender)

    def _next(self, done: Widget) -> None:
        focusable = [child for child in self.children if child.focusable]
        place = focusable.index(done)
        if place + 1 < len(focusable):
            focusable[place + 1].focus()
        else:
            self.post_message(Submitted(self.written()))

    def written(self) -> str:
        """The whole answer in its written form."""
        raise NotImplementedError


class PartsField(_Group):
    """A composite: a number and yes/no parts; a part may be left open."""

    def __init__(self, question: CompositeQuestion, value: Parts | None) -> None:
        super().__init__()
        self._question = question
        self._given = dict(value.parts) if value else {}

    def compose(self) -> ComposeResult:
        for name, part in self._question.parts.items():
            unit = active().unit(part.unit)
            text = active().text(part.text)
            yield Label(f"{text} ({unit})" if unit else text, markup=False)
            given = self._given.get(name)
            if part.kind == "number":
                shown = "" if given is None else active().decimal(Decimal(given))
                yield Input(shown, name=name, compact=True, placeholder=_("leave open if unknown"))
            else:
                chosen = 2 if given is None else 0 if given else 1
                yield _Choice([_("yes"), _("no"), _("unknown")], chosen, name)

    def written(self) -> str:
        pieces = [
            f"{field.name}={field.value.replace(',', '.')}"
            for field in self.query(Input)
            if field.value.strip()
        ]
        for choice in self.query(_Choice):
            if choice.taken in (0, 1):
                pieces.append(f"{choice.name}={('yes', 'no')[choice.taken]}")
        return ",".join(pieces)


class _Choice(ChoiceField):
    """A choice inside a group: remembers what was taken."""

    def __init__(self, texts: Sequence[str], chosen: int | None, name: str) -> None:
        super().__init__(texts, chosen)
        self.name_ = name
        self._name = name
        self.taken: int | None = chosen

    def written(self, index: int) -> str:
        self.taken = index
        return str(index)


class TimedField(_Group):
    """One event: its seconds, or nothing when it never came; and when it was."""

    def __init__(self, question: TimedLogQuestion, value: Timed | None) -> None:
        super().__init__()
        self._question = question
        self._value = value

    def compose(self) -> ComposeResult:
        value = self._value
        yield Label(_("seconds; leave open when it never came"), markup=False)
        seconds = "" if value is None or value.seconds is None else active().decimal(value.seconds)
        yield Input(seconds, compact=True, placeholder=plain(self._question.curve[0][0]))
        moments = self._question.moments
        if moments:
            chosen = next(
                (n for n, m in enumerate(moments) if value and m.id == value.moment), None
            )
            yield Label(_("when"), markup=False)
            yield _Choice([active().text(moment.text) for moment in moments], chosen, "moment")

    def written(self) -> str:
        seconds = self.query_one(Input).value.strip().replace(",", ".")
        choices = list(self.query(_Choice))
        if not choices:
            return seconds or self._question.late
        first = f"seconds={seconds}" if seconds else self._question.late
        taken = choices[0].taken
        if taken is None:
            return first
        return f"{first},moment={self._question.moments[taken].id}"
