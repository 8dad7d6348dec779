"""The budget on a line from nothing to what opens everything."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from readiness.language import active
from readiness.tui.planning.scale import Scale
from readiness.tui.planning.state import budget_words
from readiness.tui.planning.trial import Trial


class BudgetSlider(Static):
    """One line: the amount in words, and where it stands between nothing and everything."""

    DEFAULT_CSS = """
    BudgetSlider { height: 1; padding: 0 1; }
    """

    def __init__(self) -> None:
        super().__init__(markup=False)
        self._shown: tuple[Trial, Scale] | None = None

    def show(self, trial: Trial, scale: Scale) -> None:
        self._shown = trial, scale
        self._draw()

    def on_resize(self) -> None:
        self._draw()

    def _draw(self) -> None:
        if self._shown is None:
            return
        trial, scale = self._shown
        words, end = budget_words(trial), active().euros(scale.top)
        width = max(3, (self.size.width or 78) - len(words) - len(end) - 6)
        at = scale.place(trial.budget, width)
        over = trial.budget > scale.top
        self.update(
            Content.assemble(
                (words, "bold"),
                "  ◀",
                ("━" * at, "$accent"),
                ("▶" if over else "●", "bold $accent"),
                ("─" * (width - at - 1), "$text-muted"),
                f"▶ {end}",
            )
        )
