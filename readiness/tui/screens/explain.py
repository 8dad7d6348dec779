"""F1: everything the content says about what is on the screen."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from readiness import terms
from readiness.language import _, active
from readiness.model.answer import expected
from readiness.model.catalogue import Question
from readiness.model.content import Catalogue
from readiness.model.subject import LOCATION, Subject
from readiness.score.outcome import expected_to_pass


class Explain(ModalScreen[None]):
    """A page of explanation; any of Esc, Enter, F1 or q leaves it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,f1,q", "leave", show=False),
    ]
    DEFAULT_CSS = """
    Explain { align: center middle; }
    Explain > VerticalScroll {
        width: 76; max-width: 96%; height: auto; max-height: 90%;
        border: round $accent; padding: 0 1;
    }
    """

    def __init__(self, title: str, sections: list[tuple[str, str]]) -> None:
        super().__init__()
        self._title = title
        self._sections = sections

    def compose(self) -> ComposeResult:
        with VerticalScroll() as scroll:
            scroll.border_title = _("Help")
            scroll.border_subtitle = _("Esc: back")
            yield Static(self._page(), markup=False)

    def _page(self) -> Content:
        lines = [Content.styled(self._title, "bold")]
        for head, text in self._sections:
            if text:
                lines += [
                    Content(""),
                    Content.styled(head, "bold") if head else Content(""),
                    Content(text),
                ]
        return Content("\n").join(lines)

    def on_mount(self) -> None:
        self.query_one(VerticalScroll).focus()

    def action_leave(self) -> None:
        self.dismiss()

    @classmethod
    def question(cls, catalogue: Catalogue, question: Question) -> Explain:
        """The page of one question."""
        language = active()
        about = LOCATION if question.asked_of == "location" else Subject(question.asked_of, "1")
        sources = [
            f"{tag}: {language.text(catalogue.sources[tag].title)}" for tag in question.sources
        ]
        return cls(
            language.text(question.prompt),
            [
                ("", language.text(question.help)),
                (_("About this check"), language.text(catalogue.checks[question.check].intro)),
                (_("Answer"), language.say(expected(question, about))),
                (_("Good is"), language.say(expected_to_pass(question))),
                (_("Weak looks like"), language.text(question.weak)),
                (_("Strong looks like"), language.text(question.strong)),
                (_("Found how"), ", ".join(terms.method(language, m) for m in question.methods)),
                (
                    _("What repairs it"),
                    ", ".join(language.text(catalogue.remedies[r].name) for r in question.remedies),
                ),
                (_("Where the threshold comes from"), "\n".join(sources)),
                (_("Id"), question.id),
            ],
        )
