"""A new location, or its facts changed."""

from __future__ import annotations

from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, Label, OptionList, Static
from textual.widgets.option_list import Option

from readiness import terms
from readiness.files import rooms as room_file
from readiness.files.answers import FillFaults
from readiness.kit import Kit
from readiness.language import _, active
from readiness.model import room_list
from readiness.model.location import FACTS, KINDS, Location, to_facts
from readiness.model.sentence import Refused, Sentence
from readiness.tui.widgets.fields import ChoiceField
from readiness.tui.widgets.keybar import KeyBar

# A file with a wrong column has a fault on each line; these show what is wrong.
_MOST_FAULTS = 4


def fact_label(fact: str) -> str:
    return {
        "name": _("name (required)"),
        "organisation": _("organisation"),
        "region": _("region"),
        "kind": _("kind of care"),
        "beds": _("beds"),
        "client_rooms": _("client rooms"),
        "rooms": _("rooms in walking order, or a file.csv"),
        "carers_day": _("carers, day shift"),
        "carers_evening": _("carers, evening shift"),
        "carers_night": _("carers, night shift"),
        "carers_weekend": _("carers, weekend shift"),
        "active_devices": _("staff devices in active use"),
        "video_calls": _("video calls at once"),
        "camera_streams": _("camera streams that run always"),
        "guests": _("residents and guests online at once"),
        "ssid": _("name of the staff Wi-Fi network"),
        "in_use": _("technology in use"),
        "wanted": _("technology wanted"),
    }[fact]


class KindField(ChoiceField):
    """The kind of care: the line under the cursor counts."""

    def take(self, index: int) -> None:
        self.screen.focus_next()


class TechnologyField(OptionList):
    """All technologies; space turns one from not to wanted to in use."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space,enter,right", "turn", show=False)]

    def __init__(self, kit: Kit, location: Location | None) -> None:
        self._names = {t.id: active().text(t.name) for t in kit.catalogue.technologies.values()}
        self.states = {
            id_: 2 if location and id_ in location.in_use
            else 1 if location and id_ in location.wanted
            else 0
            for id_ in self._names
        }  # fmt: skip
        super().__init__(
            *(Option(self._line(id_), id=id_) for id_ in self._names), compact=True, markup=False
        )

    def _line(self, id_: str) -> Content:
        word = (_("no"), _("wanted"), _("in use"))[self.states[id_]]
        return Content.assemble(
            (f"{word:<12}", "bold" if self.states[id_] else "dim"), self._names[id_]
        )

    def on_focus(self) -> None:
        if self.highlighted is None:
            self.highlighted = 0

    def action_turn(self) -> None:
        if self.highlighted is None:
            return
        id_ = self.get_option_at_index(self.highlighted).id or ""
        self.states[id_] = (self.states[id_] + 1) % 3
        self.replace_option_prompt(id_, self._line(id_))

    def chosen(self, state: int) -> list[str]:
        return [id_ for id_, held in self.states.items() if held == state]


class LocationForm(Screen[Location | None]):
    """All facts on one scrolling page; F2 stores them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2,ctrl+s", "save", _("store"), priority=True),
        Binding("escape", "cancel", _("cancel")),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]
    DEFAULT_CSS = """
    LocationForm #title { height: 1; background: $primary; color: $text; text-style: bold; }
    LocationForm VerticalScroll { height: 1fr; padding: 0 1; }
    LocationForm Horizontal { height: auto; }
    LocationForm Label { width: 38; }
    LocationForm Input { width: 1fr; }
    LocationForm KindField { height: 3; width: 1fr; }
    LocationForm TechnologyField { height: 18; border: round $panel; }
    LocationForm TechnologyField:focus { border: round $accent; }
    LocationForm #fault { color: $error; height: auto; padding: 0 1; }
    """

    def __init__(self, kit: Kit, location: Location | None) -> None:
        super().__init__()
        self.kit = kit
        self.location = location

    def compose(self) -> ComposeResult:
        facts = to_facts(self.location) if self.location else {}
        title = terms.named(active(), self.location) if self.location else _("New location")
        yield Static(Content(f" {title}"), id="title")
        with VerticalScroll(can_focus=False):
            for fact, kind in FACTS.items():
                if kind in ("technologies", "mark", "plans", "positions"):
                    continue
                with Horizontal():
                    yield Label(fact_label(fact), markup=False)
                    value = facts.get(fact)
                    if kind == "kind":
                        chosen = KINDS.index(value) if value else 0
                        yield KindField([terms.kind(active(), k) for k in KINDS], chosen)
                    elif kind == "rooms":
                        yield Input(
                            room_list.written(value or ()),
                            id=fact,
                            compact=True,
                            placeholder=_("1/North: 101-120, lift; 2/South: 201-239/2"),
                        )
                    else:
                        yield Input("" if value is None else str(value), id=fact, compact=True)
            yield Label(_("care technology (space changes)"), markup=False)
            yield TechnologyField(self.kit, self.location)
        yield Static(id="fault", markup=False)
        yield KeyBar([("F2", _("store")), ("Tab", _("next field")), ("Esc", _("cancel"))])

    def on_mount(self) -> None:
        self.query_one("#name", Input).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.focus_next()

    def action_save(self) -> None:
        facts: dict[str, Any] = {
            fact: self.query_one(f"#{fact}", Input).value
            for fact, kind in FACTS.items()
            if kind in ("text", "count")
        }
        facts["kind"] = KINDS[self.query_one(KindField).highlighted or 0]
        technologies = self.query_one(TechnologyField)
        facts["in_use"], facts["wanted"] = technologies.chosen(2), technologies.chosen(1)
        try:
            facts["rooms"] = room_file.read(self.query_one("#rooms", Input).value)
            if self.location is None:
                made = self.kit.add_location(facts)
            else:
                made = self.kit.edit_location(self.location, facts)
        except Refused as refused:
            self._refuse(refused.sentence)
            return
        except FillFaults as faults:
            self._refuse(*faults.sentences[:_MOST_FAULTS])
            return
        self._doubt(made)
        self.dismiss(made)

    def _refuse(self, *sentences: Sentence) -> None:
        lines = "\n".join(map(active().say, sentences))
        self.query_one("#fault", Static).update(Content(lines))

    def _doubt(self, made: Location) -> None:
        """Says where the room list and the number of client rooms just came to differ."""
        before = self.location and (self.location.rooms, self.location.client_rooms)
        if made.rooms_doubt is not None and before != (made.rooms, made.client_rooms):
            said = active().say(made.rooms_doubt)
            self.app.notify(said, severity="warning", timeout=10, markup=False)

    def action_cancel(self) -> None:
        self.dismiss(None)
