"""`readiness measure plan`: the spots that are proposed for a visit, and what is left."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from readiness.cli.desk import kit, language, print_json, print_table, sentences
from readiness.language import _

if TYPE_CHECKING:
    from readiness.model.spot_plan import SpotPlan
    from readiness.model.subject import Subject


def add(app: typer.Typer) -> None:
    """`measure plan`."""

    @app.command("plan", help=_("The spots to measure in a visit, and what is left of them."))
    def plan(
        visit: Annotated[str, typer.Argument(metavar="VISIT", help=_("Id of the visit."))],
        as_json: Annotated[bool, typer.Option("--json", help=_("Print JSON."))] = False,
    ) -> None:
        from readiness import answers
        from readiness.model import spot_plan

        with sentences(), kit() as opened:
            found = opened.visit(visit)
            proposed = spot_plan.plan(found.location)
            measured = spot_plan.measured_spots(found)
            left = spot_plan.left(proposed, measured)
            if as_json:
                print_json(_document(found.id, proposed, left, measured))
                return
            if not found.location.rooms:
                typer.echo(
                    _(
                        "No room list is given, so no spots are proposed. Give one with "
                        '`readiness location edit LOCATION --rooms "1/North: 101-120, lift"` or '
                        "a CSV file."
                    )
                )
                return
            print_table(
                [
                    [
                        _("✓ done") if one.spot in measured else _("○ to do"),
                        answers.spot(language(), one.spot),
                        language().say(one.why),
                    ]
                    for one in proposed.spots
                ],
                [_("state"), _("spot"), _("why")],
            )
            typer.echo(language().say(spot_plan.in_words(proposed, left)))
            for unlisted in left.unlisted:
                typer.echo(language().say(unlisted.in_words))


def _document(
    visit: str, proposed: SpotPlan, left: SpotPlan, measured: frozenset[Subject]
) -> dict[str, Any]:
    """What `--json` prints of a plan."""
    return {
        "visit": visit,
        "client_rooms_listed": proposed.rooms,
        "least": proposed.least,
        "left": len(left.spots),
        "spots": [
            {
                "spot": str(one.spot),
                "reason": language().say(one.why),
                "measured": one.spot in measured,
            }
            for one in proposed.spots
        ],
        "unlisted": [
            {"zone": one.zone, "floor": one.ward[0], "ward": one.ward[1]}
            if one.ward
            else {"zone": one.zone, "floor": None, "ward": None}
            for one in left.unlisted
        ],
    }
