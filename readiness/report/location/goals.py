"""Goal trees: from each technology through its open musts to the measures that open it."""

from __future__ import annotations

from dataclasses import dataclass

from readiness.report.location.technologies import RequirementView, TechnologyView
from readiness.report.words import Words
from readiness.terms import Mark


@dataclass(frozen=True)
class OpenMust:
    """`step`: the measure that helps, or what is to be found out first."""

    condition: str
    mark: Mark
    seen: str
    why: str
    step: str


@dataclass(frozen=True)
class GoalView:
    """A technology that is wanted, or in use and at risk, with everything that is open."""

    technology: str
    name: str
    use: str
    mark: Mark
    musts: tuple[OpenMust, ...]


def goals(words: Words, technologies: tuple[TechnologyView, ...]) -> tuple[GoalView, ...]:
    """One tree for each technology in use or wanted that has an open must."""
    word = words.language.word
    missing = Mark("fail", "✗", word("missing"))
    open_ = Mark("unknown", "?", word("not known yet"))

    def found_out(one: RequirementView) -> OpenMust:
        step = word("Find out: {prompt}", prompt=one.prompt)
        return OpenMust(one.condition, open_, one.seen, _why(one), step)

    return tuple(
        GoalView(
            technology=technology.id,
            name=technology.name,
            use=technology.use,
            mark=technology.mark,
            musts=(
                *(
                    OpenMust(one.condition, missing, one.seen, _why(one), one.remedy)
                    for one in technology.failed
                ),
                *(found_out(one) for one in technology.unknown),
            ),
        )
        for technology in technologies
        if technology.chosen and (technology.failed or technology.unknown)
    )


def _why(one: RequirementView) -> str:
    return f"{one.why} [{one.sources}]"
