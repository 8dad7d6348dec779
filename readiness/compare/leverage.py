"""Leverage: which single repair opens most technologies at most locations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from readiness.compare.place import Place
from readiness.model.content import Catalogue


@dataclass(frozen=True)
class Reach:
    """The locations where a repair does something for one technology, by what it is there."""

    technology: str
    in_use: tuple[str, ...]
    wanted: tuple[str, ...]
    neither: tuple[str, ...]
    # Of these locations, those where a must is still unknown after the repair.
    then_unknown: tuple[str, ...]

    @property
    def count(self) -> int:
        return len(self.in_use) + len(self.wanted) + len(self.neither)

    @property
    def asked_for(self) -> int:
        return len(self.in_use) + len(self.wanted)


@dataclass(frozen=True)
class Lever:
    """One repair. `opens`: it repairs every failed must there. `eases`: one of several."""

    remedy: str
    opens: tuple[Reach, ...]
    eases: tuple[Reach, ...]

    @property
    def opened(self) -> int:
        """Pairs of a location and a technology that no longer wait for a must."""
        return sum(reach.count for reach in self.opens)

    @property
    def opened_asked_for(self) -> int:
        """The same, for technology in use or wanted."""
        return sum(reach.asked_for for reach in self.opens)

    @property
    def eased(self) -> int:
        return sum(reach.count for reach in self.eases)

    @property
    def eased_asked_for(self) -> int:
        return sum(reach.asked_for for reach in self.eases)


@dataclass
class _Gathered:
    """The locations by technology and by what it is there, while they are gathered."""

    opens: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    eases: dict[str, dict[str, list[str]]] = field(default_factory=dict)


def leverage(catalogue: Catalogue, places: Sequence[Place]) -> tuple[Lever, ...]:
    """Every repair that does something; in use and wanted count before all others.

    A question's first remedy repairs it, as in the needs of a location. A technology
    whose failed musts are all repaired is no longer "not yet". Scoring again with the weakest
    repair (`plan.repairs`) shows the same where what failed is wholly known; where part of it
    isn't, the repair leaves something to find out, and the location stands in `then_unknown`.
    Now and then such a repair is just enough for another question as well, such as the rooms'
    coverage for their loss: that is luck and not counted here.
    """
    gathered: dict[str, _Gathered] = {}
    for place in places:
        partly = {found.id for found in place.visit.questions if found.point is None}
        for verdict in place.verdicts:
            if verdict.state != "not-yet":
                continue
            remedies = {catalogue.questions[q].remedies[0] for q in verdict.failed}
            use = "in_use" if verdict.in_use else "wanted" if verdict.wanted else "neither"
            for remedy in remedies:
                mine = gathered.setdefault(remedy, _Gathered())
                reach = mine.opens if len(remedies) == 1 else mine.eases
                held = reach.setdefault(verdict.technology, {})
                held.setdefault(use, []).append(place.location.id)
                if verdict.unknown or not partly.isdisjoint(verdict.failed):
                    held.setdefault("then_unknown", []).append(place.location.id)
    levers = [
        Lever(remedy, _reaches(catalogue, mine.opens), _reaches(catalogue, mine.eases))
        for remedy, mine in gathered.items()
    ]
    return tuple(
        sorted(
            levers,
            key=lambda lever: (
                -lever.opened_asked_for,
                -lever.opened,
                -lever.eased_asked_for,
                -lever.eased,
                lever.remedy,
            ),
        )
    )


def _reaches(catalogue: Catalogue, found: dict[str, dict[str, list[str]]]) -> tuple[Reach, ...]:
    made = [
        Reach(
            technology,
            *(
                tuple(found[technology].get(name, ()))
                for name in ("in_use", "wanted", "neither", "then_unknown")
            ),
        )
        for technology in catalogue.technologies
        if technology in found
    ]
    return tuple(sorted(made, key=lambda reach: (-reach.asked_for, -reach.count)))
