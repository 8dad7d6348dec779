"""Is the location ready for a technology?"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from readiness.model.assessment import Verdict, VerdictState
from readiness.model.profile import Technology
from readiness.score.reading import Readings
from readiness.score.requirement import judge
from readiness.score.scene import Scene

_SHOULDS = Fraction(7, 10)


def verdict(scene: Scene, technology: Technology, readings: Mapping[str, Readings]) -> Verdict:
    """The verdict, in the order of the rules: a failed must decides before an unknown one."""
    results = tuple(
        judge(scene, technology, number, requirement, kind == "must", readings)
        for number, (kind, requirement) in enumerate(technology.requirements)
    )
    musts = [r for r in results if r.must and r.state != "not-applicable"]
    shoulds = [r for r in results if not r.must and r.state in ("met", "failed", "unknown")]
    met = sum(r.state == "met" for r in shoulds)
    short = bool(shoulds) and Fraction(met, len(shoulds)) < _SHOULDS
    conditions = [r.number for r in results if r.state == "condition"]
    conditions += [r.number for r in musts if r.weak_share]
    if short:
        conditions += [r.number for r in shoulds if r.state != "met"]
    state: VerdictState
    if not musts:
        state = "not-applicable"
    elif any(r.state == "failed" for r in musts):
        state = "not-yet"
    elif any(r.state == "unknown" for r in musts):
        state = "undecided"
    else:
        state = "ready-with-conditions" if conditions else "ready"
    location = scene.visit.location
    return Verdict(
        technology=technology.id,
        state=state,
        in_use=technology.id in location.in_use,
        wanted=technology.id in location.wanted and technology.id not in location.in_use,
        requirements=results,
        conditions=tuple(sorted(conditions)) if state == "ready-with-conditions" else (),
    )
