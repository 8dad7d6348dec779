"""How far a measure is, as a person tells it, held beside what the visits say."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from readiness.model.decision import Step
from readiness.model.sentence import refuse
from readiness.office.followed import followed, passed_over

if TYPE_CHECKING:
    from readiness.kit import Kit


def keep_progress(
    kit: Kit, measures: Collection[str], step: Step, on: date | None = None
) -> dict[str, str]:
    """Keeps how far these measures are; `on`: the day on which they were done.

    Gives the day of the visit that may contradict it, as `passed_over` does. Checked is never
    kept, for only a visit can check.

    Raises:
        Refused: it can't be so. Nothing is kept.
    """
    if step == "checked":
        _seen_in_order(kit, measures)
        return {}
    kit.decisions.progress_all(measures, step, on)
    if step != "done" or on is not None:
        return {}
    return passed_over(kit, measures)


def _seen_in_order(kit: Kit, measures: Collection[str]) -> None:
    """Raises Refused where no visit after it was done saw one of these measures in order."""
    held = followed(kit, measures=measures)
    for measure in measures:
        if measure not in held or not held[measure].checked:
            raise refuse(
                "{measure} can't be told checked: no visit after it was done has seen it in "
                "order. Once one has, it counts as checked by itself.",
                measure=measure[:120],
            )
