"""The right side of a visit: what the answers come to so far."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from readiness import terms
from readiness.language import _, active
from readiness.model.assessment import Assessment, Verdict
from readiness.model.content import Catalogue

SIGN_STYLES = {
    "✓": "bold $success",
    "◐": "bold $warning",
    "✗": "bold $error",
    "?": "bold",
    "–": "dim",
}


class VerdictPanel(VerticalScroll):
    """Score, level and verdicts; repainted after every answer."""

    DEFAULT_CSS = """
    VerdictPanel {
        width: 36; height: 1fr; border-left: vkey $panel; padding: 0 1; display: none;
    }
    VerdictPanel.-shown { display: block; }
    """
    can_focus = False

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__()
        self._catalogue = catalogue
        self._body = Static(markup=False)
        self._page: Content | None = None

    def compose(self) -> ComposeResult:
        yield self._body

    def show(self, assessment: Assessment) -> None:
        page = summary(self._catalogue, assessment)
        if page != self._page:
            self._page = page
            self._body.update(page)


def summary(catalogue: Catalogue, assessment: Assessment) -> Content:
    """The verdict in a narrow column."""
    language = active()
    lines: list[Content] = [
        Content.styled(_("Location"), "bold"),
        Content(
            _(
                "score {interval}",
                interval=language.interval(assessment.location.low, assessment.location.high),
            )
            if assessment.in_play
            else _("nothing in play, so no score")
        ),
        Content(
            _(
                "known {known} of {in_play} ({share})",
                known=assessment.known,
                in_play=assessment.in_play,
                share=language.percent(assessment.coverage),
            )
        ),
        Content(terms.level_span(language, assessment.level)),
    ]
    raised = [stop for stop in assessment.hard_stops if stop.state == "raised"]
    if raised:
        lines.append(Content.styled(_("✗ {count} hard stops", count=len(raised)), "bold $error"))
    for title, chosen in grouped(assessment):
        if chosen:
            lines += [Content(""), Content.styled(title, "bold")]
            lines += [verdict_line(catalogue, verdict) for verdict in chosen]
    return Content("\n").join(lines)


def grouped(assessment: Assessment) -> list[tuple[str, list[Verdict]]]:
    """Verdicts as they matter: in use (risks first), wanted, the others."""
    in_use = sorted((v for v in assessment.verdicts if v.in_use), key=lambda v: not v.risk)
    return [
        (_("In use"), in_use),
        (_("Wanted"), [v for v in assessment.verdicts if v.wanted]),
        (_("Other technology"), [v for v in assessment.verdicts if not v.in_use and not v.wanted]),
    ]


def verdict_line(catalogue: Catalogue, verdict: Verdict) -> Content:
    """Sign, name and verdict on one line."""
    sign = terms.verdict(active(), verdict.state).symbol
    name = active().text(catalogue.technologies[verdict.technology].name)
    return Content.assemble(
        (sign, SIGN_STYLES[sign]),
        f" {name}: {terms.verdict(active(), verdict.state).word}",
    )
