"""The couplings that are needed here, pair by pair, with their state."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from readiness.model.assessment import Assessment
from readiness.model.catalogue import MatrixQuestion
from readiness.model.revision import Known, NotApplicable
from readiness.model.value import Coupling as State
from readiness.report.words import Words


@dataclass(frozen=True)
class PairView:
    """`state`: step counted from the worst; None where it isn't known or contradicted.

    `asked_by`: technologies in use or wanted that can't do without it.
    """

    one: str
    other: str
    state: int | None
    said: str
    weight: int
    asked_by: str


@dataclass(frozen=True)
class CouplingView:
    """`states`: the words of each step from the worst; `systems` in the content's order."""

    prompt: str
    systems: tuple[str, ...]
    states: tuple[str, ...]
    pairs: tuple[PairView, ...]
    summary: str


def coupling(words: Words, assessment: Assessment) -> CouplingView | None:
    """The coupling matrix of the visit; None where the content or the visit has no pairs."""
    question = next(
        (q for q in words.catalogue.questions.values() if isinstance(q, MatrixQuestion)), None
    )
    if question is None or assessment.outcomes[question.id].state == "not_applicable":
        return None
    pairs = tuple(_pairs(words, assessment, question))
    if not pairs:
        return None
    used = {system for pair in pairs for system in (pair.one, pair.other)}
    named = _names(words, question)
    others = [name for name in used if name not in named.values()]
    automatic = len(question.states) // 2
    return CouplingView(
        prompt=words.language.text(question.prompt),
        systems=tuple(
            [name for name in dict.fromkeys(named.values()) if name in used] + sorted(others)
        ),
        states=tuple(words.language.text(state.text) for state in question.states),
        pairs=pairs,
        summary=words.language.word(
            "Couplings that are needed: {count}. By themselves: {automatic}; by hand: {hand}; "
            "not known: {unknown}.",
            count=len(pairs),
            automatic=sum(p.state is not None and p.state >= automatic for p in pairs),
            hand=sum(p.state is not None and p.state < automatic for p in pairs),
            unknown=sum(p.state is None for p in pairs),
        ),
    )


def _names(words: Words, question: MatrixQuestion) -> dict[str, str]:
    return {item.id: words.language.text(item.text) for item in question.systems}


def _pairs(words: Words, assessment: Assessment, question: MatrixQuestion) -> Iterator[PairView]:
    asked = _asked(words, assessment, question)
    given: dict[str, list[State | None]] = {}
    for observation in words.observations.get(question.id, ()):
        if observation.subject.kind != "pair" or isinstance(observation.answer, NotApplicable):
            continue
        value = observation.answer.value if isinstance(observation.answer, Known) else None
        given.setdefault(observation.subject.name, []).append(
            value if isinstance(value, State) else None
        )
    names = _names(words, question)
    for pair in dict.fromkeys([*given, *asked]):
        one, _, other = pair.partition("~")
        found = set(given.get(pair, [None]))
        state = next(iter(found)) if len(found) == 1 else None
        said = words.language.word("not known yet")
        if len(found) > 1:
            said = words.language.word("contradicts itself; choose one")
        elif state is not None:
            said = words.language.text(question.states[state.state].text)
        weight = question.weights.get(pair, 1)
        yield PairView(
            one=names.get(one, one),
            other=names.get(other, other),
            state=None if state is None else state.state,
            said=said,
            weight=state.weight if state is not None and state.weight is not None else weight,
            asked_by=words.technologies(asked.get(pair, ())),
        )


def _asked(words: Words, assessment: Assessment, question: MatrixQuestion) -> dict[str, list[str]]:
    """The pairs that musts of technology in use or wanted name, with these technologies."""
    found: dict[str, list[str]] = {}
    for verdict in assessment.verdicts:
        if not (verdict.in_use or verdict.wanted):
            continue
        requirements = words.catalogue.technologies[verdict.technology].requirements
        for kind, requirement in requirements:
            if requirement.question != question.id or kind != "must":
                continue
            for clause in requirement.clauses:
                if clause.on == "pair":
                    found.setdefault(clause.name, []).append(verdict.technology)
    return {pair: list(dict.fromkeys(technologies)) for pair, technologies in found.items()}
