"""The left side of a visit: domains and checks, each with its progress."""

from __future__ import annotations

from collections.abc import Mapping

from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from readiness.language import active
from readiness.model.assessment import Assessment, Tally
from readiness.model.content import Catalogue


class CheckList(OptionList):
    """All checks under their domain; a check's option id is its own id."""

    DEFAULT_CSS = """
    CheckList {
        width: 28; height: 1fr; padding: 0;
        border-right: vkey $panel; text-wrap: nowrap; text-overflow: ellipsis;
    }
    CheckList:focus { border-right: vkey $accent; }
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._painted: dict[str, str] = {}
        options: list[Option] = []
        for domain in catalogue.domains.values():
            options.append(Option(Content(""), id=f"domain:{domain.id}", disabled=True))
            options += [
                Option(Content(""), id=check.id)
                for check in catalogue.checks.values()
                if check.domain == domain.id
            ]
        super().__init__(*options, compact=True, markup=False)

    def show(self, assessment: Assessment) -> None:
        """Progress as it stands now."""
        domains = {tally.id: tally for tally in assessment.domains}
        checks = {tally.id: tally for tally in assessment.checks}
        for domain in self._catalogue.domains.values():
            self._line(f"domain:{domain.id}", active().text(domain.name), domains[domain.id], 0)
        for check in self._catalogue.checks.values():
            self._line(check.id, active().text(check.name), checks[check.id], 1)

    def _line(self, id_: str, name: str, tally: Tally, indent: int) -> None:
        sign = "–" if not tally.in_play else "✓" if tally.known == tally.in_play else " "
        count = f"{tally.known}/{tally.in_play}"
        room = 26 - indent - len(count) - 2
        line = f"{' ' * indent}{name:<{room}.{room}} {count}{sign}"
        if self._painted.get(id_) == line:
            # Painting a line again costs more than looking whether it changed.
            return
        self._painted[id_] = line
        style = "bold" if indent == 0 else "dim" if not tally.in_play else ""
        self.replace_option_prompt(id_, Content.styled(line, style))


def first_open(catalogue: Catalogue, tallies: Mapping[str, Tally]) -> str:
    """The first check that isn't finished; the first of all when every one is."""
    for check in catalogue.checks:
        if tallies[check].known < tallies[check].in_play:
            return check
    return next(iter(catalogue.checks))
