"""How the comparison was made."""

from __future__ import annotations

from readiness.report.blocks import Bullets, Section
from readiness.report.comparison.told import Told


def section(told: Told, version: str) -> Section:
    word = told.language.word
    comparison = told.comparison
    said = [
        word(
            "Every number follows from the answers and one ruler, {ruler}, the same for all "
            "visits; program version {version}.",
            ruler=comparison.ruler,
            version=version,
        ),
        word(
            "A question's answer becomes a score from 0 to 100. A check is the mean of its "
            "questions, a necessary one counted twice; a domain is the mean of its checks. What "
            "isn't known counts as 0 in the lowest score and as 100 in the highest."
        ),
        word(
            "There is no total and no ranking: locations differ in size, in coverage and in what "
            "is asked of them."
        ),
        word(
            "Verdicts, hard stops and leverage look at each location's own technologies, with "
            "every question that they need."
        ),
    ]
    if comparison.rescored:
        said.insert(
            1,
            word(
                "Visits made with another ruler and scored again with this one: {count}.",
                count=comparison.rescored,
            ),
        )
    if comparison.filters.as_of:
        said.append(
            word(
                "Judged on {day}: later visits don't count, and answers of a last visit that are "
                "too old by then are unknown.",
                day=told.language.day(comparison.filters.as_of),
            )
        )
    return Section("method", word("How this was made"), (Bullets(tuple(said)),))
