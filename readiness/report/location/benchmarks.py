"""Sector figures beside the location's own: markers with year and source, never a norm."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from readiness.model.assessment import Assessment, Outcome
from readiness.model.catalogue import Benchmark, NumberQuestion, Question
from readiness.report.words import Words
from readiness.score.gather import read
from readiness.score.scene import Scene


@dataclass(frozen=True)
class BenchmarkView:
    """`ours` is what was seen here. `figure` and `our_figure`: the same unit, to draw;
    None where the sector counted something else."""

    id: str
    name: str
    prompt: str
    ours: str
    value: str
    year: str
    population: str
    source: str
    how: str
    figure: float | None
    our_figure: float | None


def benchmarks(words: Words, assessment: Assessment) -> tuple[BenchmarkView, ...]:
    """Every comparable figure whose question is known here, in the order of a visit."""
    order = list(words.catalogue.questions)
    return tuple(
        sorted(_views(words, assessment), key=lambda view: order.index(_question_of(words, view)))
    )


def _question_of(words: Words, view: BenchmarkView) -> str:
    return words.catalogue.benchmarks[view.id].questions[0]


def _views(words: Words, assessment: Assessment) -> Iterator[BenchmarkView]:
    scene = Scene(words.catalogue, words.visit, words.observations, words.visit.date)
    text = words.language.text
    for benchmark in words.catalogue.benchmarks.values():
        if benchmark.comparable == "no" or not benchmark.questions:
            continue
        question = words.catalogue.questions[benchmark.questions[0]]
        outcome = assessment.outcomes[question.id]
        if not outcome.known or not outcome.actual.template or words.hidden(question):
            continue
        our_figure = _ours(scene, question, outcome)
        yield BenchmarkView(
            id=benchmark.id,
            name=text(benchmark.name),
            prompt=text(question.prompt),
            ours=words.seen(question, outcome.actual),
            value=text(benchmark.value),
            year=text(benchmark.year),
            population=text(benchmark.population),
            source=words.tags(benchmark.sources),
            how=text(benchmark.how),
            figure=_figure(benchmark) if our_figure is not None else None,
            our_figure=our_figure if benchmark.number is not None else None,
        )


def _figure(benchmark: Benchmark) -> float | None:
    return None if benchmark.number is None else float(benchmark.number)


def _ours(scene: Scene, question: Question, outcome: Outcome) -> float | None:
    """The location's own figure in the question's unit, where there is one number."""
    if isinstance(question, NumberQuestion) and question.target:
        return None
    readings = read(scene, question).all
    if (
        len(readings) != 1
        or not readings[0].value
        or not isinstance(readings[0].value[0], Fraction)
    ):
        return None
    return round(float(readings[0].value[0]), 2)
