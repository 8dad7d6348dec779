"""What was measured, as answers: which questions a measurement answers, and with what."""

from readiness.measured.devices import WORSE_DEVICE, cross_check_answers, is_worse
from readiness.measured.line import LINE_CAPACITY, line_answers
from readiness.measured.repeats import laptop_figure
from readiness.measured.spot import no_link_answers, no_link_beside, spot_answers
from readiness.measured.walk import ROAMING_GAP, walk_answers

__all__ = [
    "LINE_CAPACITY",
    "ROAMING_GAP",
    "WORSE_DEVICE",
    "cross_check_answers",
    "is_worse",
    "laptop_figure",
    "line_answers",
    "no_link_answers",
    "no_link_beside",
    "spot_answers",
    "walk_answers",
]
