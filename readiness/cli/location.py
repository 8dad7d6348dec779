"""`readiness location`: the places that are visited, with their facts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from readiness.cli.desk import (
    Exit,
    complain,
    kit,
    language,
    print_json,
    print_table,
    sentences,
    stop,
)
from readiness.language import _

if TYPE_CHECKING:
    from readiness.model.location import Location

# The language is chosen before this module is loaded, so these speak it.
Organisation = Annotated[str | None, typer.Option(help=_("The care organisation."))]
Region = Annotated[str | None, typer.Option(help=_("The region."))]
Kind = Annotated[
    str | None,
    typer.Option(metavar="residential|home-care|both", help=_("The kind of care given here.")),
]
Beds = Annotated[str | None, typer.Option(metavar="N", help=_("Number of beds."))]
ClientRooms = Annotated[
    str | None,
    typer.Option("--client-rooms", metavar="N", help=_("Number of client rooms.")),
]
CarersDay = Annotated[
    str | None,
    typer.Option("--carers-day", metavar="N", help=_("Carers on the day shift.")),
]
CarersEvening = Annotated[
    str | None,
    typer.Option("--carers-evening", metavar="N", help=_("Carers on the evening shift.")),
]
CarersNight = Annotated[
    str | None,
    typer.Option("--carers-night", metavar="N", help=_("Carers on the night shift.")),
]
CarersWeekend = Annotated[
    str | None,
    typer.Option("--carers-weekend", metavar="N", help=_("Carers on a weekend shift.")),
]
ActiveDevices = Annotated[
    str | None,
    typer.Option("--active-devices", metavar="N", help=_("Staff devices in active use.")),
]
VideoCalls = Annotated[
    str | None,
    typer.Option("--video-calls", metavar="N", help=_("Video calls at the same time.")),
]
CameraStreams = Annotated[
    str | None,
    typer.Option("--camera-streams", metavar="N", help=_("Camera streams that run always.")),
]
Guests = Annotated[
    str | None,
    typer.Option(metavar="N", help=_("Residents and guests online at the same time.")),
]
Ssid = Annotated[str | None, typer.Option(help=_("Name of the staff Wi-Fi network."))]
InUse = Annotated[
    str | None,
    typer.Option(
        "--in-use", metavar="ID,ID", help=_("Care technologies in use, with commas between.")
    ),
]
Wanted = Annotated[
    str | None,
    typer.Option(metavar="ID,ID", help=_("Care technologies wanted, with commas between.")),
]
Rooms = Annotated[
    str | None,
    typer.Option(
        metavar="FILE.csv|TEXT",
        help=_(
            "The rooms in walking order: a CSV file with the columns floor,ward,room,zone,side, "
            'or such as "1/North: 101-120, lift; 2/South: 201-239/2".'
        ),
    ),
]

FloorPlans = Annotated[
    list[str] | None,
    typer.Option(
        "--floor-plan",
        metavar="FLOOR=FILE",
        help=_("A picture of a floor, PNG or JPEG; FLOOR= takes it away. Repeatable."),
    ),
]


def make() -> typer.Typer:
    app = typer.Typer(
        name="location", help=_("The places that are visited, with their facts."),
        no_args_is_help=True, rich_markup_mode=None, add_completion=False,
    )  # fmt: skip

    @app.command("add", help=_("Add a location; its id is the last word printed."))
    def add(
        name: Annotated[str, typer.Argument(help=_("The location's name."))],
        organisation: Organisation = None,
        region: Region = None,
        kind: Kind = None,
        beds: Beds = None,
        client_rooms: ClientRooms = None,
        carers_day: CarersDay = None,
        carers_evening: CarersEvening = None,
        carers_night: CarersNight = None,
        carers_weekend: CarersWeekend = None,
        active_devices: ActiveDevices = None,
        video_calls: VideoCalls = None,
        camera_streams: CameraStreams = None,
        guests: Guests = None,
        ssid: Ssid = None,
        in_use: InUse = None,
        wanted: Wanted = None,
        rooms: Rooms = None,
        floor_plan: FloorPlans = None,
    ) -> None:
        facts = _given(locals())
        with sentences(), kit() as opened:
            made = opened.add_location(_with_rooms(facts))
            if floor_plan:
                opened.keep_floor_plans(made, _floors(floor_plan))
            _tell_rooms(facts, made)
            typer.echo(_("Added location {name}: {id}", name=made.name, id=made.id))

    @app.command("edit", help=_("Change facts of a location; closed visits keep theirs."))
    def edit(
        location: Annotated[str, typer.Argument(help=_("Id or name of the location."))],
        name: Annotated[str | None, typer.Option(help=_("The location's name."))] = None,
        organisation: Organisation = None,
        region: Region = None,
        kind: Kind = None,
        beds: Beds = None,
        client_rooms: ClientRooms = None,
        carers_day: CarersDay = None,
        carers_evening: CarersEvening = None,
        carers_night: CarersNight = None,
        carers_weekend: CarersWeekend = None,
        active_devices: ActiveDevices = None,
        video_calls: VideoCalls = None,
        camera_streams: CameraStreams = None,
        guests: Guests = None,
        ssid: Ssid = None,
        in_use: InUse = None,
        wanted: Wanted = None,
        rooms: Rooms = None,
        floor_plan: FloorPlans = None,
    ) -> None:
        facts = _given(locals())
        facts.pop("location", None)
        with sentences(), kit() as opened:
            found = opened.location(location)
            changed = opened.edit_location(found, _with_rooms(facts))
            if floor_plan:
                changed = opened.keep_floor_plans(changed, _floors(floor_plan))
            _tell_rooms(facts, changed)
            typer.echo(_("Changed location {name}: {id}", name=changed.name, id=changed.id))

    @app.command("place", help=_("Say where a spot lies on the picture of its floor."))
    def place(
        location: Annotated[str, typer.Argument(help=_("Id or name of the location."))],
        spot: Annotated[str, typer.Argument(metavar="spot:FLOOR/WARD/ZONE/NAME")],
        x: Annotated[str, typer.Argument(metavar="X", help=_("Percent from the left."))],
        y: Annotated[str, typer.Argument(metavar="Y", help=_("Percent from the top."))],
    ) -> None:
        from readiness.model.floor_plan import position
        from readiness.model.subject import parse

        with sentences(), kit() as opened:
            found = opened.location(location)
            made = position(parse(spot if spot.startswith("spot:") else f"spot:{spot}"), x, y)
            opened.place_spot(found, made)
            typer.echo(_("Placed {spot} at {x} %, {y} %.", spot=made.spot, x=made.x, y=made.y))

    @app.command("unplace", help=_("Take a spot off the picture of its floor."))
    def unplace(
        location: Annotated[str, typer.Argument(help=_("Id or name of the location."))],
        spot: Annotated[str, typer.Argument(metavar="spot:FLOOR/WARD/ZONE/NAME")],
    ) -> None:
        from readiness.model.subject import parse

        with sentences(), kit() as opened:
            found = opened.location(location)
            taken = parse(spot if spot.startswith("spot:") else f"spot:{spot}")
            opened.take_spot_off(found, taken)
            typer.echo(_("Took {spot} off the picture of its floor.", spot=taken))

    @app.command("list", help=_("All locations, with their last visit."))
    def list_(
        as_json: Annotated[bool, typer.Option("--json", help=_("Print JSON."))] = False,
    ) -> None:
        from readiness import terms
        from readiness.model.location import to_facts

        with sentences(), kit() as opened:
            found = opened.locations()
            last = {visit.location.id: visit for visit in reversed(opened.visits())}
            if as_json:
                print_json(
                    [
                        {"id": one.id}
                        | to_facts(one)
                        | {"last_visit": last[one.id].id if one.id in last else None}
                        for one in found
                    ]
                )
                return
            if not found:
                typer.echo(_("No location yet; `readiness location add NAME` makes the first."))
                return
            print_table(
                [
                    [
                        one.id,
                        terms.named(language(), one),
                        one.organisation,
                        terms.kind(language(), one.kind),
                        language().day(last[one.id].date) if one.id in last else "–",
                    ]
                    for one in found
                ],
                [_("id"), _("name"), _("organisation"), _("kind"), _("last visit")],
            )

    @app.command("show", help=_("One location with all its facts."))
    def show(
        location: Annotated[str, typer.Argument(help=_("Id or name of the location."))],
        as_json: Annotated[bool, typer.Option("--json", help=_("Print JSON."))] = False,
    ) -> None:
        from readiness.model.location import to_facts

        with sentences(), kit() as opened:
            found = opened.location(location)
            facts = to_facts(found)
            if as_json:
                print_json({"id": found.id} | facts)
                return
            rows = [["id", found.id]]
            for fact, value in facts.items():
                if fact == "fictional" and not value:
                    continue
                text = ", ".join(value) if isinstance(value, list) else value
                if fact == "rooms" and found.rooms:
                    text = _counted(found)
                if fact == "floor_plans" and found.plans:
                    text = _("floors {floors}", floors=", ".join(found.plans))
                if fact == "positions" and found.positions:
                    text = _("{count} spots placed", count=len(found.positions))
                if fact == "fictional":
                    text = _("made up by the demo")
                rows.append([fact, "–" if text in (None, "") else text])
            print_table(rows, [_("fact"), _("value")])
            if found.conflicts:
                typer.echo(
                    _(
                        "Two laptops say otherwise about: {facts}. The most demanding counts "
                        "until `readiness location edit` settles it.",
                        facts=", ".join(found.conflicts),
                    )
                )

    return app


def _given(options: dict[str, Any]) -> dict[str, Any]:
    """The facts among a command's options that were given."""
    from readiness.model.location import FACTS

    return {name: options[name] for name in FACTS if options.get(name) is not None}


def _with_rooms(facts: dict[str, Any]) -> dict[str, Any]:
    """The facts with the room list read from its file or short form."""
    if "rooms" not in facts:
        return facts
    from readiness.files.answers import FillFaults
    from readiness.files.rooms import read

    try:
        return facts | {"rooms": read(facts["rooms"])}
    except FillFaults as faults:
        for fault in faults.sentences:
            complain(language().say(fault))
        raise stop(_("Nothing was stored."), Exit.REFUSED) from None


def _floors(given: list[str]) -> dict[str, str]:
    """The file by floor of each FLOOR=FILE."""
    found = {}
    for text in given:
        floor, equals, file = text.partition("=")
        if not equals or not floor.strip():
            raise stop(
                _(
                    "--floor-plan: '{given}' can't be read; expected FLOOR=FILE, such as "
                    "2=floor2.png.",
                    given=text[:60],
                ),
                Exit.USAGE,
            )
        found[floor.strip()] = file.strip()
    return found


def _counted(location: Location) -> str:
    """How many places the room list names."""
    rooms = location.listed_rooms
    return _(
        "{rooms} client rooms and {others} other places",
        rooms=rooms,
        others=len(location.rooms) - rooms,
    )


def _tell_rooms(given: dict[str, Any], location: Location) -> None:
    """What the room list holds, and whether that fits the number of client rooms."""
    if location.rooms and {"rooms", "client_rooms"} & set(given):
        typer.echo(_("Room list: {counted}.", counted=_counted(location)))
        doubt = location.rooms_doubt
        if doubt is not None:
            complain(language().say(doubt))
