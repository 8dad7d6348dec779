"""Before leaving: what was seen, what is still open; close the visit, open the report."""

from __future__ import annotations

import webbrowser
from datetime import datetime
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from readiness import __version__, terms
from readiness.kit import Kit
from readiness.language import _, active
from readiness.tui.screens.ask import Ask
from readiness.tui.screens.confirm import Confirm
from readiness.tui.trouble import told
from readiness.tui.widgets.keybar import KeyBar
from readiness.tui.widgets.remark_lines import remark_lines
from readiness.tui.widgets.verdict_panel import summary


class ReviewScreen(Screen[None]):
    """The state of the visit on one page."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", _("back")),
        Binding("c,f10", "close_visit", _("close the visit")),
        Binding("o", "reopen", _("reopen")),
        Binding("r", "report", _("report")),
    ]
    DEFAULT_CSS = """
    ReviewScreen VerticalScroll { height: 1fr; padding: 0 1; }
    """

    def __init__(self, kit: Kit, visit_id: str) -> None:
        super().__init__()
        self.kit = kit
        self.visit_id = visit_id

    def compose(self) -> ComposeResult:
        with VerticalScroll():
            yield Static(id="page", markup=False)
        yield KeyBar([])

    def on_mount(self) -> None:
        self._show()
        self.query_one(VerticalScroll).focus()

    def _show(self) -> None:
        visit = self.kit.visit(self.visit_id)
        catalogue = self.kit.catalogue_of(visit)
        assessment = self.kit.assess(visit)
        language = active()
        state = (
            _("closed on {day}", day=language.day(visit.closed_at)) if visit.closed else _("open")
        )
        lines = [
            Content.styled(
                f"{terms.named(language, visit.location)} · {language.day(visit.date)} · {state}",
                "bold",
            ),
            Content(""),
        ]
        raised = [s for s in assessment.hard_stops if s.state == "raised"]
        for stop in raised:
            hard_stop = catalogue.questions[stop.question].hard_stop
            if hard_stop is not None:
                lines.append(Content.styled(f"✗ {language.text(hard_stop.text)}", "bold $error"))
        if raised:
            lines.append(Content(""))
        lines += [summary(catalogue, assessment), Content("")]
        lines += remark_lines(catalogue, visit, self.kit.remarks.of(visit))
        open_questions = [
            catalogue.questions[o.question]
            for o in assessment.outcomes.values()
            if o.in_play and not o.known
        ]
        lines.append(Content.styled(_("Still unknown: {count}", count=len(open_questions)), "bold"))
        lines += [
            Content(f"? {language.text(q.prompt)} {language.say(assessment.outcomes[q.id].reason)}")
            for q in open_questions
        ]
        self.query_one("#page", Static).update(Content("\n").join(lines))
        first = ("o", _("reopen")) if visit.closed else ("c", _("close the visit"))
        self.query_one(KeyBar).show_keys(
            [first, ("r", _("open the report")), ("↑↓", _("scroll")), ("Esc", _("back"))]
        )

    def action_close_visit(self) -> None:
        visit = self.kit.visit(self.visit_id)
        if visit.closed:
            return

        def sure(yes: bool | None) -> None:
            if yes:
                with told(self.app):
                    self.kit.close_visit(visit)
                self._show()

        lines = [
            _("Close the visit? Later corrections need a reason."),
            _("Enter: close it · Esc: not yet"),
        ]
        self.app.push_screen(Confirm(lines), sure)

    def action_reopen(self) -> None:
        visit = self.kit.visit(self.visit_id)
        if not visit.closed:
            return

        def given(reason: str | None) -> None:
            if reason:
                with told(self.app):
                    self.kit.reopen_visit(visit, reason)
                self._show()

        self.app.push_screen(Ask(_("Why is the visit opened again?")), given)

    def action_report(self) -> None:
        from readiness.office import visit_report
        from readiness.office.asked import Asked
        from readiness.shelf import write_whole

        visit = self.kit.visit(self.visit_id)
        now = datetime.now().astimezone()
        asked = Asked(self.kit, visit, active(), now, __version__)
        ((name, content),) = visit_report.files(asked, ["html"]).items()
        file = self.kit.home.reports / name
        try:
            write_whole(file, content)
        except OSError as error:
            self.notify(
                _("The report can't be written ({why}).", why=error.strerror or error),
                severity="error",
                markup=False,
            )
            return
        opened = webbrowser.open(file.resolve().as_uri())
        text = (
            _("The report is at {file}", file=file)
            if opened
            else _("No browser was found; open the report yourself: {file}", file=file)
        )
        self.notify(text, timeout=15, markup=False)

    def action_leave(self) -> None:
        self.dismiss()
