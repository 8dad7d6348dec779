"""Answer fields: one for each shape of answer, all by keys.

Every field calls `give` with the answer in its written form, at once and not by a
message: the next key may already lead to another question. The screen reads it with
`readiness.model.answer.parse`, the same reading as on the command line.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key
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

Give = Callable[[str], None]
# Seconds after an answer in which the same field takes no other.
_TYPED_AHEAD = 0.3
# Typed in place of seconds for an event that never came.
_NEVER = "x"


def make_field(question: Question, subject: Subject, value: Value | None, give: Give) -> Widget:
    """The field that fits the question and subject, showing the value that is there."""
    field = _field(question, subject, value)
    field.give = give
    return field


def _field(
    question: Question, subject: Subject, value: Value | None
) -> TextField | ChoiceField | ItemsField | Group:
    match question:
        case ScaleQuestion(steps=steps):
            texts = [active().text(step.text) for step in steps]
            return ChoiceField(texts, value.step if isinstance(value, Step) else None)
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

    give: Give

    async def action_submit(self) -> None:
        self.give(self.value)


class ChoiceField(OptionList):
    """A list from which one line is taken, by arrow and Enter or by its number."""

    give: Give

    def __init__(self, texts: Sequence[str], chosen: int | None) -> None:
        self._chosen = chosen
        self._taken_at = 0.0
        super().__init__(
            *(
                Option(Content(f"{number}  {text}" + ("  ✓" if number == chosen else "")))
                for number, text in enumerate(texts)
            ),
            compact=True,
            markup=False,
        )

    def on_mount(self) -> None:
        # Without an answer nothing is highlighted: a stray Enter chooses nothing.
        self.highlighted = self._chosen

    def on_key(self, event: Key) -> None:
        if (
            event.character
            and event.character.isdigit()
            and int(event.character) < self.option_count
        ):
            event.stop()
            self.highlighted = int(event.character)
            self.action_select()

    def action_select(self) -> None:
        now = time.monotonic()
        if self.highlighted is None or now - self._taken_at < _TYPED_AHEAD:
            # The keys behind an answer were typed ahead for the next question.
            return
        self._taken_at = now
        self.take(self.highlighted)

    def take(self, index: int) -> None:
        """The line at `index` is the answer."""
        self.give(self.written(index))

    def written(self, index: int) -> str:
        """The written form of the line at `index`."""
        return str(index)


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
    give: Give

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
            self.give(text)

    def action_select(self) -> None:
        self.action_submit()


class Group(Vertical):
    """Fields that together make one answer; Enter goes on, on the last one it stores."""

    DEFAULT_CSS = """
    Group { height: auto; }
    Group Label { color: $text-muted; }
    Group ChoiceField { height: auto; max-height: 6; }
    """
    can_focus_children = True
    give: Give

    def focus(self, scroll_visible: bool = True, *, from_app_focus: bool = False) -> Group:
        first = next((child for child in self.children if child.focusable), None)
        if first is not None:
            first.focus(scroll_visible)
        return self

    def go_on(self, done: Widget) -> None:
        """To the field after `done`; after the last one the answer is given."""
        focusable = [child for child in self.children if child.focusable]
        place = focusable.index(done)
        if place + 1 < len(focusable):
            focusable[place + 1].focus()
        else:
            self.give(self.written())

    def written(self) -> str:
        """The whole answer in its written form."""
        raise NotImplementedError


class GroupInput(Input):
    """A line inside a group: Enter goes on to the next field."""

    async def action_submit(self) -> None:
        cast(Group, self.parent).go_on(self)


class PartsField(Group):
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
                yield GroupInput(
                    shown, name=name, compact=True, placeholder=_("leave open if unknown")
                )
            else:
                chosen = 2 if given is None else 0 if given else 1
                yield GroupChoice([_("yes"), _("no"), _("unknown")], chosen, name)

    def written(self) -> str:
        pieces = [
            f"{field.name}={field.value.replace(',', '.')}"
            for field in self.query(Input)
            if field.value.strip()
        ]
        for choice in self.query(GroupChoice):
            if choice.taken in (0, 1):
                pieces.append(f"{choice.name}={('yes', 'no')[choice.taken]}")
        return ",".join(pieces)


class GroupChoice(ChoiceField):
    """A choice inside a group: remembers what was taken, and goes on."""

    def __init__(self, texts: Sequence[str], chosen: int | None, name: str) -> None:
        super().__init__(texts, chosen)
        self._name = name
        self.taken: int | None = chosen

    def take(self, index: int) -> None:
        self.taken = index
        cast(Group, self.parent).go_on(self)


class TimedField(Group):
    """One event: its seconds, or nothing when it never came; and when it was."""

    def __init__(self, question: TimedLogQuestion, value: Timed | None) -> None:
        super().__init__()
        self._question = question
        self._value = value

    def compose(self) -> ComposeResult:
        value = self._value
        yield Label(_("seconds; x when it never came"), markup=False)
        seconds = ""
        if value is not None:
            seconds = _NEVER if value.seconds is None else active().decimal(value.seconds)
        yield GroupInput(seconds, compact=True, placeholder=plain(self._question.curve[0][0]))
        moments = self._question.moments
        if moments:
            chosen = next(
                (n for n, m in enumerate(moments) if value and m.id == value.moment), None
            )
            yield Label(_("when"), markup=False)
            yield GroupChoice([active().text(moment.text) for moment in moments], chosen, "moment")

    def written(self) -> str:
        seconds = self.query_one(Input).value.strip().lower().replace(",", ".")
        choices = list(self.query(GroupChoice))
        if not choices:
            return self._question.late if seconds == _NEVER else seconds
        first = self._question.late if seconds == _NEVER else f"seconds={seconds}"
        taken = choices[0].taken
        if taken is None:
            return first
        return f"{first},moment={self._question.moments[taken].id}"
