"""Finds, reads and checks the content: `checks/` and `profiles/`.

Every fault is told with the file and the key it is in, and all faults at once, so
that an ICT colleague who edits a content file can mend it without reading code.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from readiness import paths
from readiness.model import subject
from readiness.model.answer import check_subject
from readiness.model.catalogue import (
    Assumptions,
    Benchmark,
    Check,
    ChecklistQuestion,
    Clause,
    CompositeQuestion,
    Domain,
    MatrixQuestion,
    Question,
    RatioQuestion,
    Remedy,
    ScaleQuestion,
    Source,
)
from readiness.model.content import Catalogue
from readiness.model.profile import Requirement, Technology
from readiness.model.sentence import Refused

ModelType = TypeVar("ModelType", bound=BaseModel)


@dataclass(frozen=True)
class Fault:
    """One thing wrong in the content: which file, which key, what."""

    file: str
    key: str
    what: str

    def __str__(self) -> str:
        return f"{self.file}: {self.key}: {self.what}" if self.key else f"{self.file}: {self.what}"


class InvalidContent(Exception):
    """The content can't be used; `faults` says everything that is wrong with it."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


def load(checks: Path | None = None, profiles: Path | None = None) -> Catalogue:
    """The whole content.

    Raises:
        InvalidContent: with every fault found in any file.
    """
    return _Reader(
        checks or paths.content_folder("checks"), profiles or paths.content_folder("profiles")
    ).read()


class _Reader:
    def __init__(self, checks: Path, profiles: Path) -> None:
        self.checks_folder = checks
        self.profiles_folder = profiles
        self.faults: list[Fault] = []
        self.files: dict[str, str] = {}

    def read(self) -> Catalogue:
        for folder in (self.checks_folder, self.profiles_folder):
            if not folder.is_dir():
                raise InvalidContent([Fault(str(folder), "", "this folder is missing")])
        domains: dict[str, Domain] = {}
        checks: dict[str, Check] = {}
        questions: dict[str, Question] = {}
        for folder in sorted(p for p in self.checks_folder.iterdir() if p.is_dir()):
            self._read_domain(folder, domains, checks, questions)
        if not domains:
            self._fault(
                self.checks_folder, "", "no domain found: expected a folder with domain.toml"
            )
        remedies = self._table(self.checks_folder / "remedies.toml", "remedies", Remedy)
        assumptions = self._one(
            self.checks_folder / "remedies.toml", Assumptions, ("assumptions",)
        ) or Assumptions(hourly_rate=Decimal(1))
        benchmarks = self._table(self.checks_folder / "benchmarks.toml", "benchmarks", Benchmark)
        sources = self._table(self.checks_folder / "sources.toml", "sources", Source)
        technologies: dict[str, Technology] = {}
        for file in sorted(self.profiles_folder.glob("*.toml")):
            technology = self._one(file, Technology, ())
            if technology is not None:
                technologies[file.stem] = technology.model_copy(update={"id": file.stem})
                self.files[f"technology {file.stem}"] = self._name(file)
        catalogue = Catalogue(
            domains=dict(sorted(domains.items(), key=lambda pair: (pair[1].order, pair[0]))),
            checks=dict(
                sorted(
                    checks.items(),
                    key=lambda pair: (
                        domains[pair[1].domain].order if pair[1].domain in domains else 0,
                        pair[1].order,
                        pair[0],
                    ),
                )
            ),
            questions=questions,
            remedies=remedies,
            benchmarks=benchmarks,
            sources=sources,
            technologies=dict(
                sorted(technologies.items(), key=lambda pair: (pair[1].order, pair[0]))
            ),
            assumptions=assumptions,
        )
        catalogue = catalogue.ordered()
        if not self.faults:
            self._check_references(catalogue)
        if self.faults:
            raise InvalidContent(self.faults)
        return catalogue

    # -- reading -------------------------------------------------------------

    def _name(self, file: Path) -> str:
        folder = (
            self.profiles_folder
            if file.is_relative_to(self.profiles_folder)
            else self.checks_folder
        )
        return (Path(folder.name) / file.relative_to(folder)).as_posix()

    def _fault(self, file: Path, key: str, what: str) -> None:
        self.faults.append(Fault(self._name(file), key, what))

    def _toml(self, file: Path) -> dict[str, Any] | None:
        try:
            return tomllib.loads(file.read_text(encoding="utf-8"), parse_float=Decimal)
        except FileNotFoundError:
            self._fault(file, "", "this file is missing")
        except UnicodeDecodeError:
            self._fault(file, "", "this file is not UTF-8 text; save it as UTF-8")
        except tomllib.TOMLDecodeError as error:
            self._fault(file, "", f"not valid TOML: {error}")
        return None

    def _validate(
        self, file: Path, key: str, model: type[ModelType], data: Any
    ) -> ModelType | None:
        try:
            return model.model_validate(data)
        except ValidationError as error:
            for detail in error.errors():
                where = _dotted((key, *detail["loc"]) if key else detail["loc"])
                self._fault(file, where, _plain(detail["type"], detail["msg"]))
            return None

    def _one(self, file: Path, model: type[ModelType], key: tuple[str, ...]) -> ModelType | None:
        data = self._toml(file)
        if data is None:
            return None
        for name in key:
            if name not in data:
                self._fault(file, name, "this table is missing")
                return None
            data = data[name]
        return self._validate(file, ".".join(key), model, data)

    def _table(self, file: Path, name: str, model: type[ModelType]) -> dict[str, ModelType]:
        data = self._toml(file)
        if data is None:
            return {}
        allowed = {name, "assumptions"} if model is Remedy else {name}
        for key in sorted(set(data) - allowed):
            self._fault(file, key, "unknown key")
        rows: dict[str, ModelType] = {}
        table = data.get(name)
        if not isinstance(table, dict):
            self._fault(file, name, "this table is missing")
            return {}
        for key, row in table.items():
            made = self._validate(file, f"{name}.{key}", model, row)
            if made is not None:
                rows[key] = (
                    made.model_copy(update={"id": key}) if "id" in model.model_fields else made
                )
        return rows

    def _read_domain(
        self,
        folder: Path,
        domains: dict[str, Domain],
        checks: dict[str, Check],
        questions: dict[str, Question],
    ) -> None:
        domain = self._one(folder / "domain.toml", Domain, ())
        if domain is not None:
            domains[folder.name] = domain.model_copy(update={"id": folder.name})
        for file in sorted(folder.glob("*.toml")):
            if file.name == "domain.toml":
                continue
            check = self._one(file, Check, ())
            if check is None:
                continue
            check_id = f"{folder.name}.{file.stem}"
            named: dict[str, Question] = {}
            for name, question in check.questions.items():
                question_id = f"{folder.name}.{name}"
                if question_id in questions:
                    self._fault(
                        file, f"questions.{name}", f"{question_id} stands in another check already"
                    )
                where = {"id": question_id, "domain": folder.name, "check": check_id}
                named[name] = question.model_copy(update=where)
                questions[question_id] = named[name]
                self.files[question_id] = self._name(file)
            checks[check_id] = check.model_copy(
                update={"id": check_id, "domain": folder.name, "questions": named}
            )

    # -- references between files ---------------------------------------------

    def _check_references(self, catalogue: Catalogue) -> None:
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
        for benchmark in catalogue.benchmarks.values():
            file = f"{self.checks_folder.name}/benchmarks.toml"
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


def _dotted(location: Iterable[str | int]) -> str:
    """A pydantic location as a key path; the tags of unions say nothing to a reader."""
    kinds = {
        "number", "ratio", "scale", "checklist", "agree-7",
        "mark-10", "matrix", "timed-log", "composite",
    }  # fmt: skip
    parts = [str(part) for part in location]
    # The tag of the question's kind stands right behind the question's name.
    if len(parts) > 2 and parts[0] == "questions" and parts[2] in kinds:
        del parts[2]
    return ".".join(parts)


def _plain(kind: str, message: str) -> str:
    """Pydantic's message in words that fit a content file."""
    if kind == "extra_forbidden":
        return "unknown key"
    if kind == "missing":
        return "this key is missing"
    return message.removeprefix("Value error, ")
