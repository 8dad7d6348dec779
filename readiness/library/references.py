"""References between content files: every id that is named must be there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from readiness.library.faults import Fault
from readiness.model import subject
from readiness.model.answer import check_subject
from readiness.model.catalogue import (
    ChecklistQuestion,
    Clause,
    CompositeQuestion,
    MatrixQuestion,
    Question,
    RatioQuestion,
    ScaleQuestion,
)
from readiness.model.content import Catalogue
from readiness.model.profile import Requirement
from readiness.model.sentence import Refused


class References:
    """Finds what is named and isn't there; `files` says in which file each thing stands."""

    def __init__(self, files: Mapping[str, str], benchmarks_file: str, remedies_file: str) -> None:
        self.files = files
        self.benchmarks_file, self.remedies_file = benchmarks_file, remedies_file
        self.faults: list[Fault] = []

    def check(self, catalogue: Catalogue) -> None:
        """Fills `faults`."""
        for question in catalogue.questions.values():
            file = self.files[question.id]
            key = f"questions.{question.id.partition('.')[2]}"
            self._known(file, f"{key}.remedies", question.remedies, catalogue.remedies, "remedy")
            self._known(file, f"{key}.sources", question.sources, catalogue.sources, "source")
            self._known(
                file,
                f"{key}.applies_if.technologies",
                question.applies_if.technologies,
                catalogue.technologies,
                "technology",
            )
            if question.hard_stop is not None:
                self._check_clause(file, f"{key}.hard_stop.when", question, question.hard_stop.when)
            if question.asked_of != "location" and question.direction == "none":
                self._more(file, f"{key}.direction", "several subjects need a better direction")
            if isinstance(question, RatioQuestion):
                self._known(
                    file,
                    f"{key}.adequate",
                    [test.question for test in question.adequate],
                    catalogue.questions,
                    "question",
                )
            if isinstance(question, MatrixQuestion):
                systems = {item.id for item in question.systems}
                for number, pair in enumerate(question.pairs):
                    self._known(file, f"{key}.pairs.{number}", pair.of, systems, "system")
        for technology in catalogue.technologies.values():
            file = self.files[f"technology {technology.id}"]
            for number, fact in enumerate(technology.facts):
                self._known(
                    file, f"facts.{number}.sources", fact.sources, catalogue.sources, "source"
                )
            for name, requirements in (("must", technology.must), ("should", technology.should)):
                for number, requirement in enumerate(requirements):
                    self._check_requirement(file, f"{name}.{number}", requirement, catalogue)
        for remedy in catalogue.remedies.values():
            others = catalogue.remedies.keys() - {remedy.id}
            for name, ids in (("needs", remedy.needs), ("excludes", remedy.excludes)):
                key = f"remedies.{remedy.id}.{name}"
                self._known(self.remedies_file, key, ids, others, "other remedy")
        for benchmark in catalogue.benchmarks.values():
            file = self.benchmarks_file
            key = f"benchmarks.{benchmark.id}"
            self._known(file, f"{key}.sources", benchmark.sources, catalogue.sources, "source")
            self._known(
                file, f"{key}.questions", benchmark.questions, catalogue.questions, "question"
            )

    def _more(self, file: str, key: str, what: str) -> None:
        self.faults.append(Fault(file, key, what))

    def _known(
        self, file: str, key: str, ids: Iterable[str], known: Iterable[str], noun: str
    ) -> None:
        for id_ in ids:
            if id_ not in known:
                self._more(file, key, f"there is no {noun} {id_!r}")

    def _check_requirement(
        self, file: str, key: str, requirement: Requirement, catalogue: Catalogue
    ) -> None:
        self._known(file, f"{key}.sources", requirement.sources, catalogue.sources, "source")
        question = catalogue.questions.get(requirement.question)
        if question is None:
            self._more(file, f"{key}.question", f"there is no question {requirement.question!r}")
            return
        if requirement.zones and question.asked_of != "spot":
            self._more(file, f"{key}.zones", f"{question.id} is not asked of spots")
        if requirement.subject:
            self._check_subject(file, f"{key}.subject", question, requirement.subject, catalogue)
        for number, clause in enumerate(requirement.clauses):
            self._check_clause(file, f"{key}.clauses.{number}", question, clause)

    def _check_subject(
        self, file: str, key: str, question: Question, text: str, catalogue: Catalogue
    ) -> None:
        try:
            about = subject.parse(text)
            check_subject(question, about)
        except Refused as refused:
            self._more(file, key, str(refused))
            return
        if about.kind == "technology" and about.name != "this":
            self._known(file, key, [about.name], catalogue.technologies, "technology")

    def _check_clause(self, file: str, key: str, question: Question, clause: Clause) -> None:
        fits = {
            "number": ("value", "score"),
            "ratio": ("value", "score"),
            "scale": ("step", "score"),
            "checklist": ("item", "items", "score"),
            "agree-7": ("value", "score"),
            "mark-10": ("value", "score"),
            "matrix": ("pair", "score", "value"),
            "timed-log": ("value", "part", "score"),
            "composite": ("part", "score"),
        }[question.kind]
        if clause.on not in fits:
            self._more(
                file,
                f"{key}.on",
                f"{question.id} is a {question.kind}: expected one of {', '.join(fits)}",
            )
            return
        if clause.on == "item" and isinstance(question, ChecklistQuestion):
            self._known(file, f"{key}.name", [clause.name], [i.id for i in question.items], "item")
        if clause.on in ("item", "items") and isinstance(question, ChecklistQuestion):
            state = clause.is_ or clause.is_not or ""
            self._known(file, key, [state], [s.id for s in question.states], "state")
        if clause.on == "part" and isinstance(question, CompositeQuestion):
            self._known(file, f"{key}.name", [clause.name], question.parts, "part")
        if clause.on == "part" and question.kind == "timed-log":
            parts = ("sent", "delivered-share", "median")
            self._known(file, f"{key}.name", [clause.name], parts, "part")
        if clause.on == "step" and isinstance(question, ScaleQuestion):
            given = (clause.at_least, clause.at_most, clause.below, clause.is_)
            step = next((str(bound) for bound in given if bound is not None), "")
            if not (step.isdigit() and int(step) < len(question.steps)):
                self._more(file, key, f"{question.id} has steps 0 to {len(question.steps) - 1}")
        if clause.on == "pair":
            names = clause.name.split("~")
            if len(names) != 2 or names != sorted(names):
                self._more(
                    file, f"{key}.name", "write a pair as two systems in alphabetical order: a~b"
                )
            elif isinstance(question, MatrixQuestion):
                systems = [item.id for item in question.systems]
                self._known(file, f"{key}.name", names, systems, "system")
