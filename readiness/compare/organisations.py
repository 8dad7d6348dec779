"""Organisations beside each other: groups of locations, none of them recognisable."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from readiness.compare.place import Place
from readiness.compare.questions import LEAST_COMMON, weak_counts
from readiness.compare.spread import Spread, domain_spreads
from readiness.model.assessment import VerdictState
from readiness.model.content import Catalogue
from readiness.model.privacy import LEAST_GROUP


@dataclass(frozen=True)
class Organisation:
    """A group of three locations or more; nothing in it names one of them.

    `name` is empty for locations without an organisation. `domains` holds the spread of
    the points by domain, only where three locations or more have one; `verdicts` the
    number of locations by verdict for each technology; `weak` how many are weak by
    question.
    """

    name: str
    locations: int
    known: int
    in_play: int
    domains: Mapping[str, Spread]
    verdicts: Mapping[str, Mapping[VerdictState, int]]
    weak: Mapping[str, int]


@dataclass(frozen=True)
class Organisations:
    """The groups by name; how many groups and locations are too few to be shown.

    `common` are the questions that are weak at three of the shown locations or more.
    """

    shown: tuple[Organisation, ...]
    hidden_groups: int
    hidden_locations: int
    common: tuple[str, ...]


def organisations(
    catalogue: Catalogue, questions: Sequence[str], places: Sequence[Place]
) -> Organisations:
    """The locations by organisation; groups under three are counted and not shown."""
    groups: dict[str, list[Place]] = {}
    for place in places:
        groups.setdefault(place.location.organisation, []).append(place)
    large = {name: found for name, found in groups.items() if len(found) >= LEAST_GROUP}
    small = [found for found in groups.values() if len(found) < LEAST_GROUP]
    shown = tuple(
        _organisation(catalogue, questions, name, large[name])
        for name in sorted(large, key=lambda name: (name == "", name.casefold(), name))
    )
    weak = {q: sum(one.weak.get(q, 0) for one in shown) for q in questions}
    common = [q for q, count in weak.items() if count >= LEAST_COMMON]
    return Organisations(
        shown=shown,
        hidden_groups=len(small),
        hidden_locations=sum(map(len, small)),
        common=tuple(sorted(common, key=lambda q: -weak[q])),
    )


def _organisation(
    catalogue: Catalogue, questions: Sequence[str], name: str, places: Sequence[Place]
) -> Organisation:
    verdicts: dict[str, dict[VerdictState, int]] = {id_: {} for id_ in catalogue.technologies}
    for place in places:
        for verdict in place.verdicts:
            counted = verdicts[verdict.technology]
            counted[verdict.state] = counted.get(verdict.state, 0) + 1
    return Organisation(
        name=name,
        locations=len(places),
        known=sum(place.known for place in places),
        in_play=sum(place.in_play for place in places),
        domains={
            domain: made
            for domain, made in domain_spreads(catalogue, places).items()
            if made.count >= LEAST_GROUP
        },
        verdicts=verdicts,
        weak=weak_counts(questions, places),
    )
