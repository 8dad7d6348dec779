"""`readiness content`: what is asked, what each technology needs, what repairs it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from readiness.cli import content_form
from readiness.cli.desk import Exit, kit, language, print_json, print_table, sentences, stop
from readiness.language import _

if TYPE_CHECKING:
    from readiness.kit.own_content import OwnContent
    from readiness.model.catalogue import Question
    from readiness.model.content import Catalogue


AsJson = Annotated[bool, typer.Option("--json", help=_("Print JSON."))]


def make() -> typer.Typer:
    app = typer.Typer(
        name="content",
        help=_("What is asked, what each technology needs, what repairs it."),
        no_args_is_help=True,
        rich_markup_mode=None,
        add_completion=False,
    )

    @app.command("check", help=_("Check the content files; every fault with its file and key."))
    def check(
        checks: Annotated[
            Path | None, typer.Option(help=_("Folder with the checks, in place of the shipped."))
        ] = None,
        profiles: Annotated[
            Path | None, typer.Option(help=_("Folder with the profiles, in place of the shipped."))
        ] = None,
    ) -> None:
        from readiness.kit import own_content

        with sentences(), kit() as opened:
            content = own_content.checked(opened.overlay, checks, profiles)
            found = content.catalogue
            typer.echo(
                _(
                    "Fine: {domains} domains, {checks} checks, {questions} questions, "
                    "{technologies} technologies, {remedies} remedies, {benchmarks} benchmarks; "
                    "ruler {ruler}",
                    domains=len(found.domains),
                    checks=len(found.checks),
                    questions=len(found.questions),
                    technologies=len(found.technologies),
                    remedies=len(found.remedies),
                    benchmarks=len(found.benchmarks),
                    ruler=found.ruler,
                )
            )
            if opened.overlay is not None:
                _tell_overlay(content, opened.overlay)

    @app.command("list", help=_("All questions and technologies."))
    def list_(as_json: AsJson = False) -> None:
        with sentences(), kit() as opened:
            found = opened.catalogue
            if as_json:
                print_json(listing(found))
                return
            print_table(
                [
                    [
                        question.id,
                        _("core") if question.core else _("extended"),
                        question.kind,
                        language().text(question.prompt),
                    ]
                    for question in found.questions.values()
                ],
                [_("question"), _("set"), _("kind"), _("prompt")],
            )
            typer.echo()
            print_table(
                [
                    [one.id, language().text(one.name), len(one.must), len(one.should)]
                    for one in found.technologies.values()
                ],
                [_("technology"), _("name"), _("musts"), _("shoulds")],
            )
            _tell_loosened(found)

    @app.command("show", help=_("Everything about one question, technology, remedy ..."))
    def show(
        id_: Annotated[
            str,
            typer.Argument(
                metavar="ID",
                help=_("A domain, check, question, technology, remedy, benchmark, term or source."),
            ),
        ],
        as_json: AsJson = False,
    ) -> None:
        with sentences(), kit() as opened:
            found = opened.catalogue
            shelves: tuple[dict[str, Any], ...] = (
                found.questions, found.technologies, found.remedies, found.checks,
                found.domains, found.benchmarks, found.sources, found.glossary,
            )  # fmt: skip
            thing = next((shelf[id_] for shelf in shelves if id_ in shelf), None)
            if thing is None:
                raise stop(
                    _(
                        "There is no content '{id}'; `readiness content list` shows the ids.",
                        id=id_[:60],
                    ),
                    Exit.REFUSED,
                )
            data = thing.model_dump(mode="json", by_alias=True)
            if as_json:
                print_json(data)
                return
            if id_ in found.questions:
                from readiness.model.answer import expected
                from readiness.model.subject import LOCATION, Subject

                question = found.questions[id_]
                about = (
                    Subject(question.asked_of, "1") if question.asked_of != "location" else LOCATION
                )
                typer.echo(_("Answer: {expected}", expected=expected(question, about)))
            print_table(list(_rows("", data)), [_("key"), _("value")])
            _tell_loosened(found, id_)

    content_form.add(app)
    return app


def _tell_overlay(content: OwnContent, folder: Path) -> None:
    """What the overlay adds and makes looser, its prices, and the look it gives to reports."""
    catalogue, look, prices = content.catalogue, content.house, content.prices
    typer.echo(_("With the content of {folder}.", folder=folder))
    if catalogue.added:
        typer.echo(_("Added: {ids}", ids=", ".join(catalogue.added)))
    style = look.style
    if style.organisation:
        parts = [style.organisation, style.colour, style.accent]
        if style.logo:
            size = (len(style.logo) + 999) // 1000
            parts.append(_("logo of {size} kB", size=size))
        typer.echo(_("House style: {parts}", parts=", ".join(filter(None, parts))))
    if prices.of:
        typer.echo(_("Own prices: {ids}", ids=", ".join(prices.of)))
    if prices.vat:
        typer.echo(_("VAT of a plan: {percent} %", percent=language().decimal(prices.vat)))
    for note in look.notes:
        typer.echo(f"! {language().say(note)}")
    _tell_loosened(catalogue)


def _tell_loosened(catalogue: Catalogue, about: str = "") -> None:
    """Everything that is asked less strictly (of one question or technology)."""
    told = [one for one in catalogue.loosened if about in ("", one.id, one.question)]
    if told:
        typer.echo()
        typer.echo(_("Asked less strictly here than in the shipped content:"))
        for one in told:
            typer.echo(f"! {language().say(one.in_words)}")


def listing(catalogue: Catalogue) -> dict[str, Any]:
    """What `content list --json` prints."""
    from readiness.model.printed.loosened import in_parts

    return {
        "ruler": catalogue.ruler,
        "questions": [_question(question) for question in catalogue.questions.values()],
        "technologies": [
            {
                "id": technology.id,
                "musts": [r.question for r in technology.must],
                "shoulds": [r.question for r in technology.should],
                "alarm": technology.alarm,
            }
            for technology in catalogue.technologies.values()
        ],
        "loosened": [
            part.model_dump(mode="json") for part in in_parts(catalogue.loosened, language().say)
        ],
        "added": list(catalogue.added),
    }


def _question(question: Question) -> dict[str, Any]:
    from readiness.model.spot_plan import least_rooms

    number = question.least if isinstance(question.least, int) else 1
    if question.least == "rooms":
        number = least_rooms(None, home_care=False)
    return {
        "id": question.id,
        "domain": question.domain,
        "check": question.check,
        "kind": question.kind,
        "core": question.core,
        "class": question.class_,
        "unit": question.unit,
        "asked_of": question.asked_of,
        "also_of": list(question.also_of),
        "least": number,
        "least_rule": question.least if isinstance(question.least, str) else None,
        "aggregate": question.aggregate,
        "direction": question.direction,
        "methods": list(question.methods),
        "derived": question.is_derived,
    }


def _rows(prefix: str, data: Any) -> Any:
    """A nested value as (key, text) rows; both languages become the one in use."""
    if isinstance(data, dict) and set(data) == {"nl", "en"}:
        yield prefix, _wrapped(data[language().code])
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from _rows(f"{prefix}.{key}" if prefix else key, value)
    elif isinstance(data, list) and any(isinstance(value, dict) for value in data):
        for number, value in enumerate(data):
            yield from _rows(f"{prefix}.{number}", value)
    elif data not in (None, "", [], {}):
        yield prefix, _wrapped(", ".join(map(str, data)) if isinstance(data, list) else str(data))


def _wrapped(text: str) -> str:
    import textwrap

    return "\n".join(textwrap.wrap(text, 60)) or text
