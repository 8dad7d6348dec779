"""`readiness plan decide`, `progress`, `decisions` and `measures`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from readiness.cli.desk import kit, language, print_json, print_table, sentences
from readiness.language import _

if TYPE_CHECKING:
    from readiness.kit import Kit
    from readiness.plan.case import Case


def add(app: typer.Typer) -> None:
    @app.command("decide", help=_("Keep management's decision on a measure."))
    def decide(
        measure: Annotated[
            str,
            typer.Argument(
                metavar="MEASURE",
                help=_("Id of the measure; `readiness plan measures` lists them."),
            ),
        ],
        answer: Annotated[str, typer.Argument(metavar="yes|later|no", help=_("What was decided."))],
        by: Annotated[
            str,
            typer.Option(
                metavar="board|management|location-manager|ict|organisation",
                help=_("Who decided: a role, no name."),
            ),
        ],
        why: Annotated[str, typer.Option(metavar="TEXT", help=_("The reason."))],
    ) -> None:
        from readiness.kit.decisions import answer_of, decider_of

        with sentences(), kit() as opened:
            said, who = answer_of(answer), decider_of(by)
            location = _location(opened, measure)
            opened.decisions.decide(measure, location, said, who, why)
            typer.echo(_("Stored: {measure}: {answer}", measure=measure, answer=said))

    @app.command("progress", help=_("Keep how far a measure is that was decided on with yes."))
    def progress(
        measure: Annotated[
            str,
            typer.Argument(
                metavar="MEASURE",
                help=_("Id of the measure; `readiness plan measures` lists them."),
            ),
        ],
        step: Annotated[
            str, typer.Argument(metavar="open|ordered|done|checked", help=_("How far it is."))
        ],
    ) -> None:
        from readiness.kit.decisions import step_of

        with sentences(), kit() as opened:
            said = step_of(step)
            opened.decisions.progress(measure, said)
            typer.echo(_("Stored: {measure}: {answer}", measure=measure, answer=said))

    @app.command("decisions", help=_("What was decided, and how much of it is there."))
    def decisions(
        as_json: Annotated[
            bool, typer.Option("--json", help=_("Print JSON (`readiness schema plan-decisions`)."))
        ] = False,
    ) -> None:
        from readiness import terms
        from readiness.office.followed import followed
        from readiness.plan.told.documented_decisions import decisions_document
        from readiness.report.decided import seen

        with sentences(), kit() as opened:
            told = decisions_document(followed(opened))
            if as_json:
                print_json(told.model_dump(mode="json"))
                return
            if not told.decisions:
                typer.echo(_("Nothing was decided yet; `readiness plan decide` keeps a decision."))
                return
            print_table(
                [
                    [
                        one.measure,
                        terms.decision(language(), one.answer),
                        terms.step(language(), one.progress) if one.answer == "yes" else "–",
                        terms.decider(language(), one.by),
                        language().day(one.at[:10]),
                        one.why,
                        seen(one.seen, one.seen_on, language()) or "–",
                    ]
                    for one in told.decisions
                ],
                [
                    _("measure to take"),
                    _("decision"),
                    _("progress"),
                    _("decided by"),
                    _("decided on"),
                    _("why"),
                    _("a later visit"),
                ],
            )
            typer.echo("\n" + _("{done} of {total} done", done=told.done, total=told.decided_yes))

    @app.command("measures", help=_("Every measure that a plan can buy, with its price."))
    def measures() -> None:
        with sentences(), kit() as opened:
            case = _case(opened)
            print_table(
                [
                    [
                        offer.measure.id,
                        offer.quantity.units,
                        language().euros(case.problem.once(offer.measure.id)),
                        language().euros(case.problem.time(offer.measure.id)),
                        language().euros(case.problem.year(offer.measure.id)),
                        language().decimal(offer.measure.days),
                        len(offer.measure.lifts),
                    ]
                    for offer in case.offers.values()
                ],
                [
                    _("measure to take"),
                    _("units"),
                    _("once"),
                    _("of which own time"),
                    _("a year"),
                    _("ICT days"),
                    _("lifts"),
                ],
            )
            if vat := case.problem.limits.vat:
                typer.echo(
                    "\n"
                    + _(
                        "All amounts hold {vat} % VAT, but for working time of own people: it has "
                        "none.",
                        vat=language().decimal(vat),
                    )
                )


def _case(opened: Kit) -> Case:
    from datetime import date
    from decimal import Decimal

    from readiness.office.planned import Asked, gathered, planned

    return planned(gathered(opened), Asked((Decimal(0),)), date.today())


def _location(opened: Kit, measure: str) -> str:
    """Where the measure is; empty for the whole organisation.

    Raises:
        Refused: there is no such measure.
    """
    from readiness.office.planned import no_measure

    if measure in opened.decisions.all():
        return opened.decisions.location_of(measure)
    offers = _case(opened).offers
    if measure not in offers:
        raise no_measure(measure)
    return offers[measure].measure.location or ""
