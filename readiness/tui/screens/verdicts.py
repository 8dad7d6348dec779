"""The verdict on each technology, with why and what is still to find out."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from readiness import terms
from readiness.language import _, active
from readiness.model.assessment import Assessment, RequirementResult, Verdict
from readiness.model.content import Catalogue
from readiness.tui.widgets.keybar import KeyBar
from readiness.tui.widgets.verdict_panel import grouped, verdict_line


class VerdictsScreen(Screen[None]):
    """Technologies at the left, the reasons of the chosen one at the right."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f3,q", "leave", _("back")),
        Binding("right,tab", "reasons", _("read the reasons")),
    ]
    DEFAULT_CSS = """
    VerdictsScreen OptionList { width: 34; height: 1fr; border: round $panel; }
    VerdictsScreen OptionList:focus, VerdictsScreen VerticalScroll:focus { border: round $accent; }
    VerdictsScreen VerticalScroll { width: 1fr; border: round $panel; padding: 0 1; }
    """

    def __init__(self, catalogue: Catalogue, assessment: Assessment) -> None:
        super().__init__()
        self._catalogue = catalogue
        self._assessment = assessment
        self._verdicts = {verdict.technology: verdict for verdict in assessment.verdicts}

    def compose(self) -> ComposeResult:
        options: list[Option] = []
        for title, chosen in grouped(self._assessment):
            if chosen:
                options.append(Option(Content.styled(title, "bold"), disabled=True))
                options += [
                    Option(verdict_line(self._catalogue, verdict), id=verdict.technology)
                    for verdict in chosen
                ]
        with Horizontal():
            yield OptionList(*options, compact=True, markup=False)
            with VerticalScroll():
                yield Static(id="why", markup=False)
        yield KeyBar([("↑↓", _("choose")), ("→", _("read the reasons")), ("Esc", _("back"))])

    def on_mount(self) -> None:
        chooser = self.query_one(OptionList)
        chooser.focus()
        chooser.highlighted = 1

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        if event.option_id:
            self.query_one("#why", Static).update(
                why(self._catalogue, self._verdicts[event.option_id])
            )
            self.query_one(VerticalScroll).scroll_home(animate=False)

    def action_reasons(self) -> None:
        scroll = self.query_one(VerticalScroll)
        (self.query_one(OptionList) if self.focused is scroll else scroll).focus()

    def action_leave(self) -> None:
        if self.focused is self.query_one(VerticalScroll):
            self.query_one(OptionList).focus()
        else:
            self.dismiss()


def why(catalogue: Catalogue, verdict: Verdict) -> Content:
    """The reasons behind a verdict: what is open first, what is met last."""
    language = active()
    technology = catalogue.technologies[verdict.technology]
    sign = terms.verdict(active(), verdict.state).symbol
    lines = [
        Content.styled(language.text(technology.name), "bold"),
        Content(f"{sign} {terms.verdict(language, verdict.state).word}"),
        Content(language.text(technology.summary)),
    ]
    if verdict.risk:
        lines.insert(
            2,
            Content.styled(_("In use while a must isn't met: this is a risk now."), "bold $error"),
        )
    lines += _loosened(catalogue, verdict)
    weak = tuple(r for r in verdict.requirements if r.weak_share)
    for title, found in (
        (_("Musts not met"), verdict.of("failed", must=True)),
        (_("Musts still to find out"), verdict.of("unknown", must=True)),
        (
            _("To ask for when buying"),
            verdict.of("condition", must=True) + verdict.of("condition", must=False),
        ),
        (_("Met, but few rooms were measured"), weak),
        (_("Shoulds not met"), verdict.of("failed", must=False)),
        (_("Shoulds still to find out"), verdict.of("unknown", must=False)),
        (_("Met"), verdict.of("met", must=True) + verdict.of("met", must=False)),
        (
            _("Not asked here"),
            verdict.of("not-applicable", must=True) + verdict.of("not-applicable", must=False),
        ),
    ):
        if found:
            lines += [Content(""), Content.styled(title, "bold")]
            lines += [_line(catalogue, result) for result in found]
    return Content("\n").join(lines)


def _loosened(catalogue: Catalogue, verdict: Verdict) -> list[Content]:
    """Where content of the organisation's own made this verdict easier to get."""
    asked = {result.question for result in verdict.requirements}
    found = [
        one
        for one in catalogue.loosened
        if one.id == verdict.technology or (one.of == "question" and one.id in asked)
    ]
    if not found:
        return []
    title = _("Asked less strictly here than in the shipped content")
    return [
        Content(""),
        Content.styled(title, "bold $warning"),
        *(Content(f"! {active().say(one.in_words)}") for one in found),
    ]


def _line(catalogue: Catalogue, result: RequirementResult) -> Content:
    language = active()
    technology = catalogue.technologies[result.technology]
    _kind, requirement = technology.requirements[result.number]
    sign = {"met": "✓", "failed": "✗", "unknown": "?", "condition": "→", "not-applicable": "–"}
    question = catalogue.questions[result.question]
    seen = language.say(result.reason)
    condition = language.text(requirement.condition)
    text = f"{sign[result.state]} {condition[:1].upper()}{condition[1:]}"
    if seen:
        text += f" ({seen})"
    if result.state == "failed":
        remedy = catalogue.remedies[question.remedies[0]]
        text += f" → {language.text(remedy.name)}"
    return Content(text)
