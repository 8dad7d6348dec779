"""Small forms over the plan: a decision, its progress, a price, a weight."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Label, OptionList, Static
from textual.widgets.option_list import Option

from readiness import terms
from readiness.language import _, active
from readiness.model.decision import ANSWERS, DECIDERS, STEPS, Answer, Decided, Decider, Step
from readiness.model.sentence import Refused, refuse
from readiness.plan.problem import Money
from readiness.tui.planning import trial

Result = TypeVar("Result")


class Form(ModalScreen[Result]):
    """A box with fields: Tab to the next, Enter on the last stores, Esc leaves all as it was."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "cancel", show=False)]
    DEFAULT_CSS = """
    Form { align: center middle; }
    Form > Vertical {
        width: 72; max-width: 95%; height: auto; max-height: 100%;
        border: round $accent; padding: 0 1;
    }
    Form Label { width: 100%; }
    Form OptionList { height: auto; max-height: 10; }
    Form #fault { color: $error; height: auto; }
    """
    what = ""

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            box.border_title = self.what
            box.border_subtitle = _("Tab: next · Enter: store · Esc: cancel")
            yield from self.fields()
            yield Static(id="fault", markup=False)

    def fields(self) -> ComposeResult:
        """The fields, in order."""
        raise NotImplementedError

    def store(self) -> Result:
        """What the fields hold now.

        Raises:
            Refused: it doesn't fit.
        """
        raise NotImplementedError

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._give()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if self.complete or event.option_list is list(self.query("OptionList, Input"))[-1]:
            self._give()
        else:
            self.focus_next()

    @property
    def untouched(self) -> bool:
        """Whether the fields hold what they held at first, and that is to stay as it is."""
        return False

    @property
    def complete(self) -> bool:
        """Whether nothing is left to fill in with what is chosen now."""
        return False

    def _give(self) -> None:
        if self.untouched:
            self.dismiss(None)
            return
        try:
            given = self.store()
        except Refused as refused:
            self.query_one("#fault", Static).update(Content(active().say(refused.sentence)))
        else:
            self.dismiss(given)

    def action_cancel(self) -> None:
        self.dismiss(None)

    def place(self, field: str) -> int:
        """The number of the line that is chosen in a list."""
        return self.query_one(f"#{field}", OptionList).highlighted or 0


def choice(field: str, words: Sequence[str], chosen: int) -> OptionList:
    """A list from which one line is chosen by the arrows."""
    made = OptionList(*(Option(Content(word)) for word in words), id=field, compact=True)
    made.highlighted = chosen
    return made


class DecisionForm(Form[tuple[Answer, Decider, str] | None]):
    """Yes, later or no; by which role; and why. Gives None when it was cancelled. `said` stands
    under the fields from the start."""

    def __init__(self, measure: str, held: Decided | None, role: Decider, said: str = "") -> None:
        super().__init__()
        self.what = _("Decision")
        self._measure, self._held, self._role, self._said = measure, held, role, said

    def on_mount(self) -> None:
        self.query_one("#fault", Static).update(Content(self._said))

    def fields(self) -> ComposeResult:
        held = self._held
        yield Label(self._measure, markup=False)
        answer = ANSWERS.index(held.answer) if held and held.answer else 0
        yield choice("answer", [terms.decision(active(), one) for one in ANSWERS], answer)
        yield Label(_("decided by (a role, no name)"), markup=False)
        role = held.by if held else self._role
        yield choice(
            "role", [terms.decider(active(), one) for one in DECIDERS], DECIDERS.index(role)
        )
        yield Label(_("why"), markup=False)
        yield Input(held.why if held else "", id="why", compact=True)

    def store(self) -> tuple[Answer, Decider, str]:
        why = self.query_one("#why", Input).value
        if not why.strip():
            raise refuse(
                "A decision needs a reason: type in a few words why it was taken, then press Enter."
            )
        return ANSWERS[self.place("answer")], DECIDERS[self.place("role")], why


class ProgressForm(Form[tuple[Step, date | None] | None]):
    """How far a measure is that was decided on with yes, and of what is done since which day."""

    def __init__(self, measure: str, held: Decided | None) -> None:
        super().__init__()
        self.what = _("Progress")
        self._measure, self._held = measure, held

    def fields(self) -> ComposeResult:
        yield Label(self._measure, markup=False)
        step = STEPS.index(self._held.progress) if self._held else 0
        yield choice("step", [terms.step(active(), one) for one in STEPS], step)
        yield Label(_("where done: on which day; nothing typed: just now"), markup=False)
        yield Input(id="on", compact=True, placeholder="2026-11-22")

    @property
    def complete(self) -> bool:
        return STEPS[self.place("step")] != "done"

    def store(self) -> tuple[Step, date | None]:
        typed = self.query_one("#on", Input).value.strip()
        try:
            day = date.fromisoformat(typed) if typed else None
        except ValueError:
            raise refuse(
                "'{given}' is no date; type one such as 2026-11-22.", given=typed[:40]
            ) from None
        return STEPS[self.place("step")], day


class PriceForm(Form[tuple[Money | None] | None]):
    """The price of a measure once in all; nothing typed takes the price list's again."""

    def __init__(self, measure: str, now: str) -> None:
        super().__init__()
        self.what = _("Own price")
        self._measure, self._now = measure, now

    def fields(self) -> ComposeResult:
        yield Label(self._measure, markup=False)
        yield Label(
            _(
                "euros once, own people's time in it; VAT comes on top of all of it; nothing takes "
                "back your own price"
            ),
            markup=False,
        )
        yield Input(self._now, id="price", compact=True, placeholder="12000 · 9000-15000")

    @property
    def untouched(self) -> bool:
        # An assumption doesn't become one's own price by looking at it.
        return self.query_one("#price", Input).value == self._now

    def store(self) -> tuple[Money | None]:
        return (trial.price(self.query_one("#price", Input).value),)


class VatForm(Form[tuple[Decimal | None] | None]):
    """The VAT on every price; nothing typed takes that of the price list again."""

    def __init__(self, now: Decimal) -> None:
        super().__init__()
        self.what = _("VAT")
        self._now = f"{now.normalize():f}"

    def fields(self) -> ComposeResult:
        yield Label(
            _(
                "percent that is added to every price, 0 for none; nothing takes that of the "
                "price list"
            ),
            markup=False,
        )
        yield Input(self._now, id="vat", compact=True, placeholder="21")

    @property
    def untouched(self) -> bool:
        return self.query_one("#vat", Input).value == self._now

    def store(self) -> tuple[Decimal | None]:
        return (trial.vat(self.query_one("#vat", Input).value),)


class WeightForm(Form[tuple[str, Decimal] | None]):
    """How much a technology counts; 1 is usual."""

    def __init__(self, names: dict[str, str], weights: dict[str, Decimal]) -> None:
        super().__init__()
        self.what = _("Weight of a technology")
        self._names, self._weights = names, weights

    def fields(self) -> ComposeResult:
        words = [
            f"{active().decimal(self._weights.get(id_, Decimal(1))):>5}  {name}"
            for id_, name in self._names.items()
        ]
        yield choice("technology", words, 0)
        yield Label(_("weight: 1 is usual, 2 counts double, 0 doesn't count"), markup=False)
        yield Input(self._now(0), id="weight", compact=True)

    def _now(self, place: int) -> str:
        """The weight that the technology in this line has."""
        weight = self._weights.get(list(self._names)[place], Decimal(1))
        return f"{weight.normalize():f}"

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        self.query_one("#weight", Input).value = self._now(event.option_index)

    @property
    def untouched(self) -> bool:
        return self.query_one("#weight", Input).value == self._now(self.place("technology"))

    def store(self) -> tuple[str, Decimal]:
        id_ = list(self._names)[self.place("technology")]
        return id_, trial.weight(self.query_one("#weight", Input).value)
