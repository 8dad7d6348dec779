"""The floors of a location: where each spot lies on the picture, placed by keys."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from readiness.files import floor_plans as floor_plan_file
from readiness.kit import Kit
from readiness.language import _, active
from readiness.model import spot_plan
from readiness.model.floor_plan import Position
from readiness.model.location import Location
from readiness.model.subject import Subject
from readiness.tui.screens.ask import Ask
from readiness.tui.trouble import told
from readiness.tui.widgets.keybar import KeyBar
from readiness.tui.widgets.plan_grid import COLUMNS, ROWS, PlanGrid, cell_of, percent

# What of the list fits beside the grid.
_MOST_LISTED = 16


class FloorPlanScreen(Screen[None]):
    """Choose a spot with space, move with the arrows, place it with Enter."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "place", _("place")),
        Binding("delete,x", "take_off", _("take off")),
        Binding("space", "step(1)", _("next spot")),
        Binding("backspace", "step(-1)", _("spot before")),
        Binding("f,tab", "floor", _("next floor")),
        Binding("n,f2", "picture", _("picture")),
        Binding("escape,q", "leave", _("back")),
    ]
    DEFAULT_CSS = """
    FloorPlanScreen #title { height: 1; background: $primary; color: $text; text-style: bold; }
    FloorPlanScreen #floor { height: 20; }
    FloorPlanScreen #spots { width: 1fr; padding: 0 1; }
    """

    def __init__(self, kit: Kit, location_id: str) -> None:
        super().__init__()
        self.kit = kit
        self.location_id = location_id
        self._location = kit.location(location_id)
        self._measured = self._of_last_visit()
        self._floor = next(iter(self._floors), "")
        self._chosen = 0

    def compose(self) -> ComposeResult:
        yield Static(id="title", markup=False)
        with Horizontal(id="floor"):
            yield PlanGrid()
            with Vertical():
                yield Static(id="spots", markup=False)
        yield KeyBar(
            [
                ("Enter", _("place")), ("x", _("take off")), (_("Space"), _("next spot")),
                ("f", _("next floor")),
                ("n", _("picture")), ("Esc", _("back")),
            ]
        )  # fmt: skip

    def on_mount(self) -> None:
        self.query_one(PlanGrid).focus()
        self._first_open()

    # -- what there is -----------------------------------------------------------------

    def _of_last_visit(self) -> set[Subject]:
        last = next(iter(self.kit.visits(self.location_id)), None)
        if last is None:
            return set()
        return {o.subject for o in self.kit.visit(last.id).observations if o.subject.kind == "spot"}

    @property
    def _spots(self) -> list[Subject]:
        """The spots of this floor: those of the room list and of the last visit."""
        known = {place.spot for place in self._location.places} | self._measured
        mine = [spot for spot in known if spot.place[0] == self._floor]
        return spot_plan.in_walking_order(self._location, mine)

    @property
    def _floors(self) -> list[str]:
        """Floors with a picture first, then the others that have spots."""
        known = {place.spot for place in self._location.places} | self._measured
        return list(
            dict.fromkeys([*self._location.plans, *sorted(spot.place[0] for spot in known)])
        )

    # -- what is shown -----------------------------------------------------------------

    def _show(self) -> None:
        location, spots = self._location, self._spots
        placed = location.placed
        has_picture = self._floor in location.plans
        said = _("picture given") if has_picture else _("no picture yet: give one with n")
        self.query_one("#title", Static).update(
            Content(
                " "
                + _("{name}, floor {floor} · {picture}", name=location.name, floor=self._floor,
                    picture=said)
            )
        )  # fmt: skip
        signs = {cell_of(placed[s].x, placed[s].y): "o" for s in spots if s in placed}
        grid = self.query_one(PlanGrid)
        if spots and spots[self._chosen] in placed:
            at = placed[spots[self._chosen]]
            signs[cell_of(at.x, at.y)] = "@"
        grid.show_floor(self._shades(), signs)
        self.query_one("#spots", Static).update(self._listed(location, spots))

    def _shades(self) -> list[str]:
        picture = self._location.plans.get(self._floor)
        if picture is None:
            return []
        return floor_plan_file.shades(self.kit.home, picture, COLUMNS, ROWS)

    def _listed(self, location: Location, spots: list[Subject]) -> Content:
        """The spots around the chosen one, with a mark where they are placed."""
        if not spots:
            return Content(_("No spots are known on this floor; list its rooms first."))
        placed = location.placed
        count = sum(spot in placed for spot in spots)
        first = max(0, min(self._chosen - _MOST_LISTED // 2, len(spots) - _MOST_LISTED))
        lines = [Content(_("{count} of {total} placed", count=count, total=len(spots)))]
        for number, spot in enumerate(spots[first : first + _MOST_LISTED], first):
            _floor, ward, zone, name = spot.place
            mark = "✓" if spot in placed else "·"
            text = f"{mark} {name} ({active().zone(zone)}{'' if ward == '-' else f', {ward}'})"
            style = "bold reverse" if number == self._chosen else ""
            lines.append(Content.styled(text, style))
        return Content("\n").join(lines)

    def _first_open(self) -> None:
        """Chooses the first spot that isn't placed yet."""
        placed = self._location.placed
        open_ = (n for n, spot in enumerate(self._spots) if spot not in placed)
        self._chosen = next(open_, 0)
        self._show()

    # -- keys --------------------------------------------------------------------------

    def action_step(self, by: int) -> None:
        spots = self._spots
        if spots:
            self._chosen = (self._chosen + by) % len(spots)
            at = self._location.placed.get(spots[self._chosen])
            if at is not None:
                self.query_one(PlanGrid).move_to(cell_of(at.x, at.y))
        self._show()

    def action_place(self) -> None:
        spots = self._spots
        if not spots:
            return
        x, y = percent(self.query_one(PlanGrid).cursor)
        with told(self.app):
            self._location = self.kit.place_spot(
                self._location, Position(spots[self._chosen], x, y)
            )
            placed = self._location.placed
            later = [*range(self._chosen + 1, len(spots)), *range(self._chosen)]
            self._chosen = next((n for n in later if spots[n] not in placed), self._chosen)
        self._show()

    def action_take_off(self) -> None:
        """Takes the chosen spot off the picture; it stays chosen, to be placed elsewhere."""
        spots = self._spots
        if spots and spots[self._chosen] in self._location.placed:
            with told(self.app):
                self._location = self.kit.take_spot_off(self._location, spots[self._chosen])
            self._show()

    def action_floor(self) -> None:
        floors = self._floors
        if floors:
            self._floor = floors[(floors.index(self._floor) + 1) % len(floors)]
            self._first_open()

    def action_picture(self) -> None:
        def given(text: str | None) -> None:
            if text is None:
                return
            floor, equals, file = text.partition("=")
            if not equals or not floor.strip():
                self.notify(
                    _("Write FLOOR=FILE, such as 2=floor2.png."), severity="error", markup=False
                )
                return
            with told(self.app):
                files = {floor.strip(): file.strip()}
                self._location = self.kit.keep_floor_plans(self._location, files)
                self._floor = floor.strip()
            self._first_open()

        start = f"{self._floor}=" if self._floor else ""
        self.app.push_screen(Ask(_("Picture of a floor: FLOOR=FILE (PNG or JPEG)"), start), given)

    def action_leave(self) -> None:
        self.dismiss()
