"""What this laptop can measure; for everything else why not, and what to do."""

from readiness.measure.doctor.examine import Looking, examine
from readiness.measure.doctor.finding import TOPICS, Finding, able_to_measure

__all__ = ["TOPICS", "Finding", "Looking", "able_to_measure", "examine"]
