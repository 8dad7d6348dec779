"""The questions of one check, each with its outcome and answer on one line."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from readiness import terms
from readiness.language import active
from readiness.model.assessment import Assessment
from readiness.model.catalogue import Check
from readiness.model.visit import Visit
from readiness.tui.widgets.verdict_panel import SIGN_STYLES


class QuestionList(OptionList):
    """One line a question; its option id is the question's id."""

    DEFAULT_CSS = """
    QuestionList {
        height: auto; max-height: 9; padding: 0 1;
        text-wrap: nowrap; text-overflow: ellipsis;
    }
    """

    def __init__(self) -> None:
        super().__init__(compact=True, markup=False)
        self._check: Check | None = None

    def show(self, check: Check, visit: Visit, assessment: Assessment) -> None:
        """Another check; the first open question gets the cursor."""
        self._check = check
        self.clear_options()
        self.add_options(
            [
                Option(self._line(question.id, visit, assessment), id=question.id)
                for question in check.questions.values()
            ]
        )
        questions = list(check.questions.values())
        outcomes = assessment.outcomes
        self.highlighted = next(
            (
                n
                for n, q in enumerate(questions)
                if outcomes[q.id].in_play and not outcomes[q.id].known
            ),
            0,
        )

    def refresh_answers(self, visit: Visit, assessment: Assessment) -> None:
        """The same questions with their newest answers."""
        for option in list(self.options):
            if option.id:
                line = self._line(option.id, visit, assessment)
                if line != option.prompt:
                    self.replace_option_prompt(option.id, line)

    def _line(self, question_id: str, visit: Visit, assessment: Assessment) -> Content:
        assert self._check is not None
        question = next(q for q in self._check.questions.values() if q.id == question_id)
        outcome = assessment.outcomes[question_id]
        # A question outside the play of this visit may be answered all the same.
        shown = outcome.in_play or outcome.known
        sign = terms.outcome(active(), outcome.state).symbol if shown else "·"
        seen = active().say(outcome.actual)
        return Content.assemble(
            (f"{sign} ", SIGN_STYLES.get(sign, "dim")),
            (f"{seen} · " if seen else "", "bold"),
            (active().text(question.prompt), "" if outcome.in_play else "dim"),
        )

    @property
    def question_id(self) -> str:
        """The question under the cursor."""
        option = self.get_option_at_index(self.highlighted or 0)
        return option.id or ""

    @property
    def at_end(self) -> bool:
        return self._done

    _done = False

    def go_on(self) -> None:
        """To the next question; stays on the last, and says so through `at_end`."""
        place = self.highlighted or 0
        self._done = place + 1 >= self.option_count
        if not self._done:
            self.highlighted = place + 1
