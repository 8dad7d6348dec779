"""One visit's scores in short: all that a comparison needs, small enough to keep ten thousand.

It follows from the visit, the content it is scored with and the day it is judged on, and
from nothing else: whoever keeps it may throw it away and make it again. The day matters
for the age of answers only: without `--as-of` it is the day of the visit itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Any, Literal, NamedTuple, cast

from readiness.model.assessment import Assessment, OutcomeState, VerdictState
from readiness.model.content import Catalogue
from readiness.model.visit import Visit
from readiness.score.scene import names

# Raised by hand when the shape of the row changes: rows of another shape are made again.
ROW_VERSION = 1

# Why a question is in play. "wish": only because a technology that is wanted names it.
InPlay = Literal["yes", "wish", "no"]
Row = tuple[Any, ...]


class ScoredQuestion(NamedTuple):
    """What one question came to; scores 0 to 100, `point` only where it is wholly known."""

    id: str
    in_play: InPlay
    state: OutcomeState
    low: Fraction
    high: Fraction
    point: Fraction | None


class ScoredVerdict(NamedTuple):
    """The verdict on one technology, with the questions of its failed and unknown musts."""

    technology: str
    state: VerdictState
    in_use: bool
    wanted: bool
    failed: tuple[str, ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScoredVisit:
    """One visit scored with one ruler.

    `ruler` is the one it was scored with, `made_with` the one it was made with.
    `judged_on` is the day on which the age of its answers was judged, an ISO date like
    `date`. `questions` and `verdicts` hold all of the catalogue's, in its order.
    `stops` are the questions whose hard stop is raised.
    """

    visit: str
    location: str
    date: str
    judged_on: str
    closed: bool
    made_with: str
    ruler: str
    level: tuple[int | None, int | None]
    stops: tuple[str, ...]
    questions: tuple[ScoredQuestion, ...]
    verdicts: tuple[ScoredVerdict, ...]

    def row(self) -> Row:
        """The same as a tuple of texts, numbers and tuples of them, fit for JSON."""
        return (
            ROW_VERSION,
            self.visit,
            self.location,
            self.date,
            self.judged_on,
            self.closed,
            self.made_with,
            self.ruler,
            self.level,
            self.stops,
            tuple(map(_question_row, self.questions)),
            tuple(map(_verdict_row, self.verdicts)),
        )


def scored_visit(
    visit: Visit, catalogue: Catalogue, assessment: Assessment, judged_on: str
) -> ScoredVisit:
    """What a comparison keeps of an assessment that was made with this catalogue."""
    without_wish = _without_wish(visit, catalogue)
    return ScoredVisit(
        visit=visit.id,
        location=visit.location.id,
        date=visit.date.isoformat(),
        judged_on=judged_on,
        closed=visit.closed,
        made_with=visit.ruler,
        ruler=assessment.ruler,
        level=(assessment.level.low, assessment.level.high),
        stops=tuple(s.question for s in assessment.hard_stops if s.state == "raised"),
        questions=tuple(
            ScoredQuestion(
                made.question,
                ("yes" if without_wish[made.question] else "wish") if made.in_play else "no",
                made.state,
                made.low,
                made.high,
                made.point,
            )
            for made in assessment.outcomes.values()
        ),
        verdicts=tuple(
            ScoredVerdict(
                made.technology,
                made.state,
                made.in_use,
                made.wanted,
                tuple(dict.fromkeys(r.question for r in made.of("failed", must=True))),
                tuple(dict.fromkeys(r.question for r in made.of("unknown", must=True))),
            )
            for made in assessment.verdicts
        ),
    )


def from_row(row: Any) -> ScoredVisit:
    """The visit that `row()` wrote, also when it has been JSON in between.

    Raises:
        ValueError: a row of another shape; it must be made again.
    """
    try:
        version, visit, location, date, judged_on, closed, made_with, ruler, *rest = row
        if version != ROW_VERSION:
            raise ValueError(f"a row of version {version}")
        (low, high), stops, questions, verdicts = rest
        return ScoredVisit(
            visit=visit,
            location=location,
            date=date,
            judged_on=judged_on,
            closed=closed,
            made_with=made_with,
            ruler=ruler,
            level=(low, high),
            stops=tuple(stops),
            questions=tuple(map(_question, questions)),
            verdicts=tuple(map(_verdict, verdicts)),
        )
    except (TypeError, ZeroDivisionError) as error:
        raise ValueError(f"no row of a scored visit: {error}") from error


def _without_wish(visit: Visit, catalogue: Catalogue) -> Mapping[str, bool]:
    """Which questions would be in play had nothing been wished for."""
    return {
        question.id: question.core
        or visit.extended
        or any(names(catalogue, t, question.id) for t in visit.location.in_use)
        for question in catalogue.questions.values()
    }


# A question and a verdict are one text each: the same few thousand come back in every
# visit, and are read once and shared.


def _question_row(found: ScoredQuestion) -> str:
    point = "-" if found.point is None else found.point
    return f"{found.id} {found.in_play} {found.state} {found.low} {found.high} {point}"


@lru_cache(maxsize=1 << 17)
def _question(text: str) -> ScoredQuestion:
    id_, in_play, state, low, high, point = text.split(" ")
    return ScoredQuestion(
        id_,
        cast(InPlay, in_play),
        cast(OutcomeState, state),
        Fraction(low),
        Fraction(high),
        None if point == "-" else Fraction(point),
    )


def _verdict_row(found: ScoredVerdict) -> str:
    use = "in-use" if found.in_use else "wanted" if found.wanted else "-"
    return " ".join(
        (found.technology, found.state, use, ",".join(found.failed), ",".join(found.unknown))
    )


@lru_cache(maxsize=1 << 17)
def _verdict(text: str) -> ScoredVerdict:
    technology, state, use, failed, unknown = text.split(" ")
    return ScoredVerdict(
        technology,
        cast(VerdictState, state),
        use == "in-use",
        use == "wanted",
        tuple(failed.split(",")) if failed else (),
        tuple(unknown.split(",")) if unknown else (),
    )
