"""`readiness plan decide`, `progress`, `decisions` and `measures`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from readiness.cli.desk import day_of, kit, language, print_json, print_table, sentences
from readiness.language import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from readiness.kit import Kit
    from readiness.plan.case import Case


def add(app: typer.Typer) -> None:
    @app.command("decide", help=_("Keep management's decision on a measure."))
    def decide(
        measure: Annotated[
            str,
            typer.Argument(
                metavar="MEASURE",
                help=_(
                    "Id of the measure, or a kind for all of its measures; `readiness plan "
                    "measures` lists them."
                ),
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
        from readiness import terms
        from readiness.kit.decisions import answer_of, decider_of
        from readiness.model.decision import ANSWERS, DECIDERS

        with sentences(), kit() as opened:
            said = answer_of(terms.id_of(language(), answer, ANSWERS, terms.decision))
            who = decider_of(terms.id_of(language(), by, DECIDERS, terms.decider))
            places = _places(opened, measure)
            opened.decisions.decide_all(places, said, who, why)
            _stored(measure, list(places), terms.decision(language(), said))

    @app.command("progress", help=_("Keep how far a measure is that was decided on with yes."))
    def progress(
        measure: Annotated[
            str,
            typer.Argument(
                metavar="MEASURE",
                help=_("Id of the measure, or a kind for all that were decided on with yes."),
            ),
        ],
        step: Annotated[
            str, typer.Argument(metavar="open|ordered|done|checked", help=_("How far it is."))
        ],
        on: Annotated[
            str | None,
            typer.Option(
                metavar="DATE",
                help=_(
                    "Day on which it was done, such as 2026-11-22, where that was earlier than now."
                ),
            ),
        ] = None,
    ) -> None:
        from readiness import terms
        from readiness.kit.decisions import step_of
        from readiness.model.decision import STEPS
        from readiness.office.progress import keep_progress
        from readiness.report.decided import step as step_in_words

        with sentences(), kit() as opened:
            said = step_of(terms.id_of(language(), step, STEPS, terms.step))
            held = opened.decisions.all().values()
            of_kind = [one.measure for one in held if one.remedy == measure and one.answer == "yes"]
            kept = of_kind or [measure]
            day = None if on is None else day_of(on, "--on")
            passed = keep_progress(opened, kept, said, day)
            if said == "checked":
                typer.echo(_("Nothing to store: a visit has seen it in order, which is its check."))
                return
            _stored(measure, kept, step_in_words(said, day.isoformat() if day else "", language()))
            if passed:
                _passed_over(passed, len(kept))

    @app.command("decisions", help=_("What was decided, and how much of it is there."))
    def decisions(
        as_json: Annotated[
            bool, typer.Option("--json", help=_("Print JSON (`readiness schema plan-decisions`)."))
        ] = False,
    ) -> None:
        from readiness import terms
        from readiness.office.followed import followed
        from readiness.plan.told.documented_decisions import decisions_document
        from readiness.report.decided import seen, tally
        from readiness.report.decided import step as step_in_words

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
                        step_in_words(one.progress, one.done_on, language())
                        if one.answer == "yes"
                        else "–",
                        terms.decider(language(), one.by),
                        language().day(one.at[:10]),
                        one.why,
                        seen(one.seen, one.seen_on, language(), one.failing, one.partly) or "–",
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
            typer.echo("\n" + tally(told.decisions, language()))

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


def _places(opened: Kit, name: str) -> dict[str, str]:
    """The measure of this id, or every measure of this kind that a plan can buy, each with its
    location; empty for the whole organisation.

    Raises:
        Refused: there is no such measure.
    """
    from readiness.office.planned import no_measure

    if name in opened.decisions.all():
        return {name: opened.decisions.location_of(name)}
    found = {
        id_: offer.measure.location or ""
        for id_, offer in _case(opened).offers.items()
        if name in (id_, offer.remedy.id)
    }
    if not found:
        raise no_measure(name)
    return found


def _stored(name: str, measures: list[str], said: str) -> None:
    """That it was kept, and of a kind for how many of its measures."""
    if measures == [name]:
        typer.echo(_("Stored: {measure}: {answer}", measure=name, answer=said))
        return
    typer.echo(
        _(
            "Stored: {kind}: {answer} (measures of this kind: {count})",
            kind=name,
            answer=said,
            count=len(measures),
        )
    )


def _passed_over(found: Mapping[str, str], measures: int) -> None:
    """That finished visits since the decision count as ones before these measures were done."""
    day = language().day(max(found.values()))
    if measures == 1:
        typer.echo(
            _(
                "The visit of {day} still finds what it was to repair, and counts as one before "
                "it was done. Was it done before that visit, tell the day with --on DATE.",
                day=day,
            )
        )
        return
    typer.echo(
        _(
            "Of {count} of these a visit, the last on {day}, still finds what they were to repair, "
            "and counts as one before they were done. Were they done before it, tell the day with "
            "--on DATE.",
            count=len(found),
            day=day,
        )
    )
