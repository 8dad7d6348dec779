"""`readiness visit remarks`: what came back from the fact check, and what was done with it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from readiness.cli.desk import Exit, kit, language, print_json, print_table, sentences, stop
from readiness.language import _

if TYPE_CHECKING:
    from readiness.model.fact_check import FactCheck, Remark


def add(app: typer.Typer) -> None:
    @app.command(
        "remarks",
        help=_("Bring in the remarks on a draft, answer one, or list them; no answer changes."),
    )
    def remarks(
        visit: Annotated[
            str, typer.Argument(metavar="VISIT", help=_("Id of the visit, or the end of it."))
        ],
        given: Annotated[
            str | None,
            typer.Argument(
                metavar="[FILE|TEXT]",
                help=_(
                    "The filled-in sheet, .csv or .xlsx: all rows or none. With --answer: what was "
                    "done with the remark, and why."
                ),
            ),
        ] = None,
        answer: Annotated[
            int | None,
            typer.Option(metavar="NUMBER", help=_("Answer the remark on this finding.")),
        ] = None,
        taken_over: Annotated[
            bool | None,
            typer.Option("--taken-over/--not-taken-over", help=_("Whether it was taken over.")),
        ] = None,
        role: Annotated[
            str | None,
            typer.Option(
                "--from",
                metavar="location-manager|team-leader|ict|organisation",
                help=_("Whose remarks these are: a role, no name."),
            ),
        ] = None,
        as_json: Annotated[bool, typer.Option("--json", help=_("Print JSON."))] = False,
    ) -> None:
        from readiness.model.fact_check import ROLES
        from readiness.model.given_remark import role_of
        from readiness.terms import id_of, remark_role

        if answer is not None and (given is None or taken_over is None):
            raise stop(
                _(
                    'Say what was done: --answer NUMBER "what and why" with --taken-over or '
                    "--not-taken-over."
                ),
                Exit.USAGE,
            )
        if answer is None and taken_over is not None:
            raise stop(_("Say with --answer NUMBER which remark this is about."), Exit.USAGE)
        with sentences(), kit() as opened:
            found = opened.visit(visit)
            whose = None if role is None else role_of(id_of(language(), role, ROLES, remark_role))
            if answer is not None:
                remark = opened.remarks.reply(found, answer, bool(taken_over), given or "", whose)
                typer.echo(
                    _("Stored: answer to remark {number} ({finding})",
                      number=remark.number, finding=remark.finding)
                )  # fmt: skip
                return
            held = opened.remarks.of(found)
            if given is None:
                _show(held, as_json)
                return
            rows = _read(Path(given), held)
            new = opened.remarks.record(found, rows, whose or "location-manager")
            typer.echo(
                _("Stored {count} remarks; {same} were there already.",
                  count=new, same=len(rows) - new)
            )  # fmt: skip


def _read(file: Path, held: FactCheck) -> Any:
    from readiness.files.answers import FillFaults
    from readiness.files.remarks import read

    try:
        return read(file, held)
    except FillFaults as faults:
        for fault in faults.sentences:
            typer.echo(language().say(fault), err=True)
        raise stop(_("Nothing was stored."), Exit.REFUSED) from None


def _show(held: FactCheck, as_json: bool) -> None:
    from readiness import terms

    if as_json:
        print_json([_row(remark) for remark in held.remarks])
        return
    if not held.remarks:
        typer.echo(_("No remarks yet; `readiness report VISIT --draft` writes a draft to check."))
        return
    print_table(
        [
            [
                remark.number,
                remark.finding,
                remark.text,
                terms.remark_role(language(), remark.role),
                terms.remark_state(language(), remark).word,
                remark.reply.why if remark.reply else "",
            ]
            for remark in held.remarks
        ],
        [_("number"), _("finding"), _("remark"), _("from"), _("state"), _("why")],
    )


def _row(remark: Remark) -> dict[str, Any]:
    reply = remark.reply
    return {
        "number": remark.number,
        "finding": remark.finding,
        "remark": remark.text,
        "from": remark.role,
        "at": remark.at,
        "taken_over": reply.taken_over if reply else None,
        "why": reply.why if reply else None,
        "answered_at": reply.at if reply else None,
    }
