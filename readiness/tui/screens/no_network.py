"""No network at a spot that has figures: asked first."""

from __future__ import annotations

from collections.abc import Iterable

from readiness.language import _
from readiness.model.given import Given
from readiness.model.revision import Known
from readiness.model.subject import Subject
from readiness.model.value import Number
from readiness.model.visit import Visit
from readiness.tui.screens.confirm import Confirm


class NoNetwork(Confirm):
    """Gives True where the person is sure that there is no network at this spot."""

    def __init__(self, spot: Subject) -> None:
        super().__init__(
            [
                _("{spot} has measured figures. Say that there is no network?", spot=spot.place[3]),
                _("Enter: no network · Esc: keep the figures"),
            ]
        )


def replaces_figures(visit: Visit, given: Iterable[Given]) -> bool:
    """Whether these answers would stand in the place of measured numbers."""
    return any(
        isinstance(held.answer, Known) and isinstance(held.answer.value, Number)
        for one in given
        for held in visit.about(one.question, one.subject)
    )
