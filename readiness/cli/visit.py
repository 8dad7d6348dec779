"""`readiness visit`: one audit of a location, from start to closing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from readiness.cli import announce, remarks
from readiness.cli.desk import Exit, day_of, kit, language, print_json, print_table, sentences, stop
from readiness.language import _

if TYPE_CHECKING:
    from readiness.model.content import Catalogue
    from readiness.model.revision import Observation
    from readiness.model.visit import Visit


VisitId = Annotated[
    str, typer.Argument(metavar="VISIT", help=_("Id of the visit, or the end of it."))
]
Reason = Annotated[str, typer.Option("--reason", help=_("Why a closed visit is corrected."))]


def make() -> typer.Typer:
    app = typer.Typer(
        name="visit", help=_("One audit of a location, from start to closing."),
        no_args_is_help=True, rich_markup_mode=None, add_completion=False,
    )  # fmt: skip
    announce.add(app)

    @app.command("start", help=_("Start a visit; its id is the last word printed."))
    def start(
        location: Annotated[
            str, typer.Argument(metavar="LOCATION", help=_("Id or name of the location."))
        ],
        extended: Annotated[
            bool, typer.Option("--extended", help=_("Ask all questions, not just the core."))
        ] = False,
        day: Annotated[
            str | None,
            typer.Option("--date", metavar="YYYY-MM-DD", help=_("Day of the visit; today.")),
        ] = None,
    ) -> None:
        with sentences(), kit() as opened:
            found = opened.location(location)
            id_ = opened.start_visit(found, day_of(day, "--date"), extended)
            typer.echo(_("Started a visit to {name}: {id}", name=found.name, id=id_))

    @app.command("list", help=_("All visits, the newest first."))
    def list_(
        location: Annotated[
            str | None,
            typer.Argument(metavar="[LOCATION]", help=_("Only visits to this location.")),
        ] = None,
        as_json: Annotated[bool, typer.Option("--json", help=_("Print JSON."))] = False,
    ) -> None:
        from readiness import terms

        with sentences(), kit() as opened:
            chosen = opened.location(location).id if location else None
            found = opened.visits(chosen)
            if as_json:
                print_json([_header(visit) for visit in found])
            elif not found:
                typer.echo(_("No visit yet; `readiness visit start LOCATION` begins one."))
            else:
                print_table(
                    [
                        [
                            visit.id,
                            terms.named(language(), visit.location),
                            language().day(visit.date),
                            _("closed") if visit.closed else _("open"),
                        ]
                        for visit in found
                    ],
                    [_("id"), _("location"), _("date"), _("state")],
                )

    @app.command("show", help=_("A visit with every answer that is current."))
    def show(
        visit: VisitId,
        as_json: Annotated[bool, typer.Option("--json", help=_("Print JSON."))] = False,
    ) -> None:
        from readiness import terms

        with sentences(), kit() as opened:
            found = opened.visit(visit)
            catalogue = opened.catalogue_of(found)
            by_question = found.by_question()
            answers = [
                (observation, row)
                for question in catalogue.questions
                for observation in by_question.get(question, ())
                for row in [_answer(observation, catalogue)]
            ]
            if as_json:
                print_json(_header(found) | {"answers": [row for _observation, row in answers]})
                return
            state = _("closed") if found.closed else _("open")
            typer.echo(
                _(
                    "Visit {id} to {name} on {day}, {state}",
                    id=found.id,
                    name=terms.named(language(), found.location),
                    day=language().day(found.date),
                    state=state,
                )
            )
            print_table(
                [
                    [
                        row["question"],
                        row["subject"],
                        row["value"] or _("unknown: {reason}", reason=row["unknown"])
                        if not row["not_applicable"]
                        else _("not applicable: {reason}", reason=row["not_applicable"]),
                        terms.method(language(), row["method"]) if row["method"] else "",
                        row["note"],
                    ]
                    for _observation, row in answers
                ],
                [_("question"), _("subject"), _("answer"), _("method"), _("note")],
            )

    @app.command(
        "answer",
        help=_("Answer one question, say that it is unknown or not applicable, or undo."),
        context_settings={"ignore_unknown_options": True},
    )
    def answer(
        visit: VisitId,
        question: Annotated[str, typer.Argument(metavar="QUESTION", help=_("Id of the question."))],
        value: Annotated[
            str | None,
            typer.Argument(
                metavar="[VALUE]",
                help=_(
                    "48.5, 38/40, a step number, good, name=good,name=none, hours=4,night=yes, "
                    "no-link"
                ),
            ),
        ] = None,
        subject: Annotated[
            str,
            typer.Option(help=_("About what: spot:2/North/client-room/214, person:1, call:1 ...")),
        ] = "location",
        method: Annotated[
            str | None,
            typer.Option(
                metavar="measured|counted|register|document|observed|interview",
                help=_("How it was found."),
            ),
        ] = None,
        note: Annotated[str, typer.Option(help=_("A note; no names of people."))] = "",
        unknown: Annotated[
            str | None, typer.Option(metavar="REASON", help=_("It isn't known, and why."))
        ] = None,
        not_applicable: Annotated[
            str | None,
            typer.Option(
                "--not-applicable", metavar="REASON", help=_("It doesn't apply here, and why.")
            ),
        ] = None,
        withdraw: Annotated[
            bool, typer.Option("--withdraw", help=_("Undo the answer that is there."))
        ] = False,
        reason: Reason = "",
    ) -> None:
        from readiness.measured import no_link_beside
        from readiness.model import answer as answers
        from readiness.model import subject as subjects
        from readiness.model.given import Given
        from readiness.model.revision import Known, NotApplicable, Unknown

        said = [value is not None, unknown is not None, not_applicable is not None, withdraw]
        if sum(said) != 1:
            raise stop(
                _("Give one of: a value, --unknown REASON, --not-applicable REASON, --withdraw."),
                Exit.USAGE,
            )
        with sentences(), kit() as opened:
            found = opened.visit(visit)
            asked = opened.question(found, question)
            about = subjects.parse(subject)
            if withdraw:
                opened.withdraw(found, question, about, reason)
                typer.echo(_("Withdrawn: {question} ({subject})", question=question, subject=about))
                return
            made = (
                Known(answers.parse(asked, about, value))
                if value is not None
                else Unknown(unknown)
                if unknown is not None
                else NotApplicable(not_applicable or "")
            )
            given = Given(
                question=question,
                subject=about,
                answer=made,
                method=method,  # type: ignore[arg-type]
                note=note,
            )
            # No network somewhere holds for every figure of that spot, as on the screen.
            beside, other = no_link_beside(opened.catalogue_of(found), found, given)
            opened.record(found, [given, *beside], reason)
            typer.echo(_("Stored: {question} ({subject})", question=question, subject=about))
            if beside:
                names = ", ".join(one.question for one in beside)
                typer.echo(_("No network there, so also stored: {questions}", questions=names))
            if other:
                names = ", ".join(other)
                typer.echo(_("Not changed, they have another answer: {questions}", questions=names))

    @app.command("fill", help=_("Answer many questions from a CSV file: all rows or none."))
    def fill(
        visit: VisitId,
        file: Annotated[
            Path,
            typer.Argument(
                metavar="FILE.csv",
                help=_("Columns: question,subject,value,unknown,not_applicable,method,note"),
            ),
        ],
        reason: Reason = "",
    ) -> None:
        from readiness.files.answers import FillFaults, read_file

        with sentences(), kit() as opened:
            found = opened.visit(visit)
            try:
                rows = read_file(file, opened.catalogue_of(found))
            except FillFaults as faults:
                for fault in faults.sentences:
                    typer.echo(language().say(fault), err=True)
                raise stop(_("Nothing was stored."), Exit.REFUSED) from None
            opened.record(found, rows, reason)
            typer.echo(_("Stored {count} answers.", count=len(rows)))

    @app.command("close", help=_("Close a visit; its location's facts are pinned."))
    def close(visit: VisitId) -> None:
        with sentences(), kit() as opened:
            found = opened.visit(visit)
            opened.close_visit(found)
            typer.echo(_("Closed visit {id}", id=found.id))

    @app.command("reopen", help=_("Open a closed visit again, with a reason."))
    def reopen(
        visit: VisitId,
        reason: Annotated[str, typer.Option("--reason", help=_("Why it is opened again."))],
    ) -> None:
        with sentences(), kit() as opened:
            found = opened.visit(visit)
            opened.reopen_visit(found, reason)
            typer.echo(_("Opened visit {id} again", id=found.id))

    remarks.add(app)
    return app


def _header(visit: Visit) -> dict[str, Any]:
    return {
        "id": visit.id,
        "location": visit.location.id,
        "date": visit.date.isoformat(),
        "assessor": visit.assessor,
        "ruler": visit.ruler,
        "extended": visit.extended,
        "closed_at": visit.closed_at or None,
    }


def _answer(observation: Observation, catalogue: Catalogue) -> dict[str, Any]:
    from readiness.model.answer import written
    from readiness.model.revision import Known, NotApplicable, Unknown

    answer = observation.answer
    question = catalogue.questions[observation.question]
    return {
        "question": observation.question,
        "subject": str(observation.subject),
        "value": written(answer.value, question) if isinstance(answer, Known) else "",
        "unknown": answer.reason if isinstance(answer, Unknown) else "",
        "not_applicable": answer.reason if isinstance(answer, NotApplicable) else "",
        "method": observation.method or "",
        "note": observation.note,
        "at": observation.at,
        "assessor": observation.assessor,
        "correction": observation.correction,
    }
