"""The cache of scores: what visits came to, so that a comparison needn't judge them again.

Never the truth: whatever is here follows from the revisions and the content, and may be
thrown away. A row holds for one visit, one way of scoring and the days between two on
which an answer becomes too old. It is stale as soon as its visit, or while that was open
its location, has a newer revision; the store's own numbers say so, whatever the clocks
of the laptops said.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass
from typing import Any

import sqlalchemy as sa

from readiness.store import schema

_score, _revision = schema.score, schema.revision
# A statement may hold a few hundred values in any database.
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """One row of the cache.

    `basis` names the content and `made_by` the program that it was computed with. It holds
    for days from `day_from` up to but not including `day_before`, ISO dates; empty: without
    end. `seq` is the visit's newest revision that it was computed from, `facts_seq` the
    location's newest fact, None where the facts were pinned by closing. `low` and `high`
    are fractions as text, None where nothing is in play.
    """

    visit: str
    basis: str
    day_from: str
    day_before: str
    made_by: str
    seq: int
    facts_seq: int | None
    low: str | None
    high: str | None
    known: int
    in_play: int
    level_low: int | None
    level_high: int | None
    record: str


@dataclass(frozen=True, slots=True)
class Newest:
    """Numbers of the newest revision of every visit, and of the newest fact of every location."""

    of_visit: Mapping[str, int]
    of_facts: Mapping[str, int]


class Scores:
    """The rows of the cache in one store."""

    def __init__(
        self,
        engine: sa.Engine,
        reading: Callable[[], AbstractContextManager[sa.Connection]],
        guard: Callable[[Callable[[], Any]], Any],
    ) -> None:
        self._engine, self._reading, self._guard = engine, reading, guard

    def newest(self) -> Newest:
        """What rows must have been computed from to hold now."""
        return self._guard(self._newest)  # type: ignore[no-any-return]

    def _newest(self) -> Newest:
        fact = _revision.c.kind == "fact"
        with self._reading() as connection:
            visits = connection.execute(_ends(_revision.c.visit, sa.true()))
            facts = connection.execute(_ends(_revision.c.location, fact))
            return Newest(_numbers(visits), _numbers(facts))

    def kept(self, basis: str, made_by: str, visits: Collection[str]) -> list[ScoreRow]:
        """All rows of these visits, stale ones included."""

        def work() -> list[ScoreRow]:
            query = sa.select(_score).where(_score.c.basis == basis, _score.c.made_by == made_by)
            few = list(visits) if len(visits) <= _AT_ONCE else None
            if few is not None:
                query = query.where(_score.c.visit.in_(few))
            with self._reading() as connection:
                return [
                    ScoreRow(*row)
                    for row in connection.execute(query)
                    if few is not None or row.visit in visits
                ]

        return self._guard(work)  # type: ignore[no-any-return]

    def keep(self, rows: Iterable[ScoreRow]) -> None:
        """Puts these rows in the place of what was kept of the same visits and is stale."""
        made = list(rows)

        def work() -> None:
            with self._engine.begin() as connection:
                for row in made:
                    connection.execute(
                        sa.delete(_score).where(
                            _score.c.visit == row.visit,
                            (_score.c.seq != row.seq)
                            | _score.c.facts_seq.is_distinct_from(row.facts_seq)
                            | (_score.c.made_by != row.made_by)
                            | ((_score.c.basis == row.basis) & (_score.c.day_from == row.day_from)),
                        )
                    )
                connection.execute(sa.insert(_score), [asdict(row) for row in made])

        if made:
            self._guard(work)

    def clear(self) -> None:
        """Throws the whole cache away."""

        def work() -> None:
            with self._engine.begin() as connection:
                connection.execute(sa.delete(_score))

        self._guard(work)


def _numbers(found: Iterable[Any]) -> dict[str, int]:
    return {value: seq for value, seq in found if seq is not None}


def _ends(column: sa.Column[str], which: sa.ColumnElement[bool]) -> sa.Select[tuple[str, int]]:
    """Every value of an indexed column with the greatest `seq` of its revisions.

    Goes from value to value by the index, so that it takes as long as there are values,
    not as there are revisions.
    """
    first = sa.select(sa.func.min(column).label("value"))
    values = first.cte("values_in_order", recursive=True)
    following = sa.select(sa.func.min(column)).where(column > values.c.value).scalar_subquery()
    values = values.union_all(sa.select(following).where(values.c.value.is_not(None)))
    last = (
        sa.select(sa.func.max(_revision.c.seq))
        .where(column == values.c.value, which)
        .scalar_subquery()
    )
    return sa.select(values.c.value, last).where(values.c.value.is_not(None))
