"""Scores from the cache: only what is missing or stale is computed, and then kept.

What comes back is what judging every visit anew would give. That rests on one order of
things: the numbers of the newest revisions are read before the visits are. Whoever writes
in between makes the row stale, never wrong.
"""

from __future__ import annotations

import hashlib
import json
import threading
import time
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from readiness import __version__
from readiness.compare.scored import ROW_VERSION, ScoredVisit, from_row, scored_visit
from readiness.model.assessment import Level
from readiness.model.content import Catalogue
from readiness.model.revision import current, observation
from readiness.model.sentence import Refused, Sentence
from readiness.model.visit import Visit
from readiness.score.age import holding
from readiness.score.assess import assess
from readiness.store import StoreError
from readiness.store.scores import Newest, ScoreRow

if TYPE_CHECKING:
    from readiness.kit.visits import Visits

# Another program may compute otherwise, and read the record otherwise.
MADE_BY = f"{__version__} {ROW_VERSION}"
# How long work may be lost when the program is ended in the middle of a long rebuild.
_KEEP_EVERY_S = 2.0


class Stopped(Exception):
    """The person asked to stop; what was computed until then is kept."""


@dataclass(frozen=True)
class Judged:
    """What a visit came to. `visit` is without its observations.

    `low` and `high` are the location's, None where nothing is in play; `as_of` the day on
    which the age of the answers was judged.
    """

    visit: Visit
    as_of: date
    low: Fraction | None
    high: Fraction | None
    known: int
    in_play: int
    level: Level
    record: str

    @property
    def coverage(self) -> Fraction:
        return Fraction(self.known, self.in_play) if self.in_play else Fraction(0)

    @cached_property
    def scores(self) -> ScoredVisit:
        """Every question and technology, for a comparison; read from the record when asked."""
        return replace(from_row(json.loads(self.record)), judged_on=self.as_of.isoformat())


@dataclass(frozen=True)
class Unscored:
    """A visit that can't be scored here, and why."""

    visit: Visit
    reason: Sentence


def basis(catalogue: Catalogue) -> str:
    """Names what scores are computed with: the ruler, and the order of what it holds."""
    order = "\n".join([*catalogue.questions, *catalogue.technologies])
    return f"{catalogue.ruler}-{hashlib.sha256(order.encode()).hexdigest()[:8]}"


def scored(
    kit: Visits,
    visits: Collection[str] | None,
    as_of: date | None,
    catalogue: Catalogue | None,
    stop: threading.Event | None,
    progress: Callable[[int, int], None] | None,
) -> list[Judged | Unscored]:
    """`Kit.scored`, which says what it gives."""
    newest = kit.store.scores.newest()
    wanted = None if visits is None else set(visits)
    headers = [v for v in kit.visits() if wanted is None or v.id in wanted]
    contents = _contents(kit, headers, catalogue)
    asked: list[_Asked | Unscored] = []
    for header in headers:
        content = contents[header.ruler]
        if isinstance(content, Sentence):
            asked.append(Unscored(header, content))
        else:
            asked.append(_Asked(header, *content, as_of or header.date, _seqs(header, newest)))
    rows = _kept(kit, [one for one in asked if isinstance(one, _Asked)])
    missing = [one for one in asked if isinstance(one, _Asked) and one.visit.id not in rows]
    rows.update(_computed(kit, missing, stop, progress))
    return [one if isinstance(one, Unscored) else one.judged(rows[one.visit.id]) for one in asked]


@dataclass(frozen=True)
class _Asked:
    """One visit to score: with which content, on which day, and from which revisions on."""

    visit: Visit
    catalogue: Catalogue
    basis: str
    as_of: date
    seqs: tuple[int, int | None]

    def held_by(self, row: ScoreRow) -> bool:
        """Whether the row is this visit's, computed from what is there now, for this day."""
        day = self.as_of.isoformat()
        return (
            row.basis == self.basis
            and (row.seq, row.facts_seq) == self.seqs
            and row.day_from <= day
            and (not row.day_before or day < row.day_before)
        )

    def judged(self, row: ScoreRow) -> Judged:
        return Judged(
            visit=self.visit,
            as_of=self.as_of,
            low=None if row.low is None else Fraction(row.low),
            high=None if row.high is None else Fraction(row.high),
            known=row.known,
            in_play=row.in_play,
            level=Level(row.level_low, row.level_high),
            record=row.record,
        )


def _contents(
    kit: Visits, headers: Iterable[Visit], catalogue: Catalogue | None
) -> dict[str, tuple[Catalogue, str] | Sentence]:
    """What the visits of each ruler are scored with, or why they can't be."""
    if catalogue is not None:
        given = catalogue, basis(catalogue)
        return {header.ruler: given for header in headers}
    found: dict[str, tuple[Catalogue, str] | Sentence] = {}
    for header in headers:
        if header.ruler not in found:
            try:
                content = kit.catalogue_of(header)
                found[header.ruler] = content, basis(content)
            except Refused as refused:
                found[header.ruler] = refused.sentence
    return found


def _seqs(header: Visit, newest: Newest) -> tuple[int, int | None]:
    """What a row must have been computed from; closing pinned the facts."""
    facts = None if header.closed else newest.of_facts.get(header.location.id, 0)
    return newest.of_visit.get(header.id, 0), facts


def _kept(kit: Visits, asked: Sequence[_Asked]) -> dict[str, ScoreRow]:
    """The rows that hold, by visit."""
    by_id = {one.visit.id: one for one in asked}
    return {
        row.visit: row
        for name in sorted({one.basis for one in asked})
        for row in kit.store.scores.kept(name, MADE_BY, by_id.keys())
        if by_id[row.visit].held_by(row)
    }


def _computed(
    kit: Visits,
    missing: Sequence[_Asked],
    stop: threading.Event | None,
    progress: Callable[[int, int], None] | None,
) -> dict[str, ScoreRow]:
    """The rows of these visits, computed and kept."""
    rows: dict[str, ScoreRow] = {}
    made: list[ScoreRow] = []
    kept_at = time.monotonic()
    try:
        for done, one in enumerate(missing):
            if progress is not None:
                progress(done, len(missing))
            if stop is not None and stop.is_set():
                raise Stopped
            row = rows[one.visit.id] = _row(kit, one)
            made.append(row)
            if time.monotonic() - kept_at > _KEEP_EVERY_S:
                _keep(kit, made)
                made, kept_at = [], time.monotonic()
    finally:
        _keep(kit, made)
    if progress is not None and missing:
        progress(len(missing), len(missing))
    return rows


def _row(kit: Visits, one: _Asked) -> ScoreRow:
    found = current(kit.store.revisions(visit=one.visit.id))
    observations = tuple(observation(r) for r in found if r.kind == "observation")
    visit = replace(one.visit, observations=observations)
    assessment = assess(one.catalogue, visit, one.as_of)
    first, before = holding(one.catalogue, visit, one.as_of)
    scores = scored_visit(visit, one.catalogue, assessment, one.as_of.isoformat())
    low, high = assessment.location.low, assessment.location.high
    seq, facts_seq = one.seqs
    return ScoreRow(
        visit=visit.id,
        basis=one.basis,
        day_from="" if first is None else first.isoformat(),
        day_before="" if before is None else before.isoformat(),
        made_by=MADE_BY,
        seq=seq,
        facts_seq=facts_seq,
        low=None if low is None else str(low),
        high=None if high is None else str(high),
        known=assessment.known,
        in_play=assessment.in_play,
        level_low=assessment.level.low,
        level_high=assessment.level.high,
        record=json.dumps(scores.row(), separators=(",", ":")),
    )


def _keep(kit: Visits, rows: Sequence[ScoreRow]) -> None:
    try:
        kit.store.scores.keep(rows)
    except StoreError:
        # A full disk or another program that writes: the scores are right all the same.
        pass
