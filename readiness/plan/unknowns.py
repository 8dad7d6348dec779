"""What is worth finding out: the unknown answers that keep most people from a verdict.

Nothing is bought for a verdict that is undecided. Each unknown must, hard stop and legal duty is
listed with the question and the location, and with what would open if it, and the other unknown
ones, turn out well.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from readiness.model.sentence import Sentence
from readiness.plan.problem import Goal, Stage


@dataclass(frozen=True)
class UnknownMust:
    """A must, hard stop or legal duty whose state isn't known: the goal that waits for it, the
    question, and why.

    `about`: the one subject that it asks for, such as `shift:night`; empty: the question as a
    whole.
    """

    goal: Goal
    question: str
    reason: Sentence
    about: str = ""


@dataclass(frozen=True)
class UnknownSafety:
    """Safety of which nobody knows whether it is in order: nothing is known to be wrong with the
    goal, and these questions are open. It is no goal of the problem: nothing can be bought."""

    goal: Goal
    questions: tuple[str, ...]


@dataclass(frozen=True)
class FindOut:
    """One question to answer at one location, of one subject of it where `about` names one.

    `technologies` (hard-stop:QUESTION and legal:QUESTION too) wait for it. `stage` is the first
    of their stages. `weight` is what they are worth together, each shared among the answers that
    it waits for; `opens` are those that wait for this answer alone and have nothing to repair.
    """

    location: str
    question: str
    reason: Sentence
    technologies: tuple[str, ...]
    opens: tuple[str, ...]
    stage: Stage
    weight: Decimal
    about: str = ""


def safety_unknown(unknowns: Iterable[UnknownMust]) -> tuple[UnknownSafety, ...]:
    """Technology in use, hard stops and legal duties that may be safe or not, by location."""
    goals: dict[str, Goal] = {}
    asked: dict[str, dict[str, None]] = {}
    for one in unknowns:
        if one.goal.stage == 0 and not one.goal.obstacles:
            goals[one.goal.id] = one.goal
            asked.setdefault(one.goal.id, {})[one.question] = None
    return tuple(UnknownSafety(goals[id_], tuple(asked[id_])) for id_ in sorted(goals))


def worth_finding_out(unknowns: Iterable[UnknownMust]) -> tuple[FindOut, ...]:
    """The answers to find, by stage, then the most people first."""
    listed = list(unknowns)
    # The night shift is another answer than the busiest one, though the question is the same.
    waits: dict[str, set[tuple[str, str]]] = {}
    for one in listed:
        waits.setdefault(one.goal.id, set()).add((one.question, one.about))
    grouped: dict[tuple[str, str, str], list[UnknownMust]] = {}
    for one in listed:
        grouped.setdefault((one.goal.location, one.question, one.about), []).append(one)
    found = []
    for (location, question, about), mine in grouped.items():
        goals = list({one.goal.id: one.goal for one in mine}.values())
        stage = min(goal.stage for goal in goals)
        first = [goal for goal in goals if goal.stage == stage]
        found.append(
            FindOut(
                location=location,
                question=question,
                reason=mine[0].reason,
                technologies=tuple(goal.technology for goal in goals),
                opens=tuple(
                    goal.technology
                    for goal in goals
                    if len(waits[goal.id]) == 1 and not goal.obstacles
                ),
                stage=stage,
                weight=sum((goal.weight / len(waits[goal.id]) for goal in first), Decimal(0)),
                about=about,
            )
        )
    found.sort(key=lambda one: (one.stage, -one.weight, one.location, one.question, one.about))
    return tuple(found)
