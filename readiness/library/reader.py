"""From content files to the catalogue, every fault found on the way."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from readiness.library.faults import Fault, InvalidContent, dotted, in_plain_words
from readiness.library.files import ContentFiles
from readiness.library.references import References
from readiness.model.catalogue import (
    Assumptions,
    Benchmark,
    Check,
    Domain,
    Question,
    Remedy,
    Source,
    Term,
)
from readiness.model.content import Catalogue
from readiness.model.profile import Technology

ModelType = TypeVar("ModelType", bound=BaseModel)
REMEDIES, BENCHMARKS = "checks/remedies.toml", "checks/benchmarks.toml"


def read(files: ContentFiles) -> Catalogue:
    """The catalogue that these files hold.

    Raises:
        InvalidContent: with every fault found in any file.
    """
    return _Reader(files).read()


class _Reader:
    def __init__(self, files: ContentFiles) -> None:
        self.files = files
        self.faults = files.faults
        # In which file, as a fault names it, each question and technology stands.
        self.stands_in: dict[str, str] = {}

    def read(self) -> Catalogue:
        domains: dict[str, Domain] = {}
        checks: dict[str, Check] = {}
        questions: dict[str, Question] = {}
        for name in self.files.domains:
            self._read_domain(name, domains, checks, questions)
        if not domains:
            self._fault("checks", "", "no domain found: expected a folder with domain.toml")
        remedies = self._table(REMEDIES, "remedies", Remedy)
        assumptions = self._one(REMEDIES, Assumptions, "assumptions")
        benchmarks = self._table(BENCHMARKS, "benchmarks", Benchmark)
        sources = self._table("checks/sources.toml", "sources", Source)
        glossary = self._table("checks/glossary.toml", "glossary", Term)
        technologies: dict[str, Technology] = {}
        for name in self.files.inside("profiles"):
            technology = self._one(f"profiles/{name}.toml", Technology)
            if technology is not None:
                technologies[name] = technology.model_copy(update={"id": name})
                self.stands_in[f"technology {name}"] = self.files.name(f"profiles/{name}.toml")

        def place(check: Check) -> tuple[int, int, str]:
            domain = domains.get(check.domain)
            return domain.order if domain else 0, check.order, check.id

        catalogue = Catalogue(
            domains=dict(sorted(domains.items(), key=lambda pair: (pair[1].order, pair[0]))),
            checks=dict(sorted(checks.items(), key=lambda pair: place(pair[1]))),
            questions=questions,
            remedies=remedies,
            benchmarks=benchmarks,
            sources=sources,
            technologies=dict(
                sorted(technologies.items(), key=lambda pair: (pair[1].order, pair[0]))
            ),
            assumptions=assumptions or Assumptions(hourly_rate=Decimal(1)),
            glossary=glossary,
        ).ordered()
        if not self.faults:
            references = References(
                self.stands_in, self.files.name(BENCHMARKS), self.files.name(REMEDIES)
            )
            references.check(catalogue)
            self.faults += references.faults
        if self.faults:
            raise InvalidContent(self.faults)
        return catalogue

    def _fault(self, place: str, key: str, what: str) -> None:
        self.faults.append(Fault(self.files.name(place), key, what))

    def _validate(
        self, place: str, key: str, model: type[ModelType], data: Any
    ) -> ModelType | None:
        try:
            return model.model_validate(data)
        except ValidationError as error:
            for detail in error.errors(include_url=False, include_input=False):
                where = dotted((key, *detail["loc"]) if key else detail["loc"])
                self._fault(place, where, in_plain_words(detail["type"], detail["msg"]))
            return None

    def _one(self, place: str, model: type[ModelType], key: str = "") -> ModelType | None:
        data = self.files.table(place)
        if data is None:
            return None
        if key and key not in data:
            self._fault(place, key, "this table is missing")
            return None
        return self._validate(place, key, model, data[key] if key else data)

    def _table(self, place: str, name: str, model: type[ModelType]) -> dict[str, ModelType]:
        data = self.files.table(place)
        if data is None:
            return {}
        allowed = {name, "assumptions"} if model is Remedy else {name}
        for key in sorted(set(data) - allowed):
            self._fault(place, key, "unknown key")
        rows: dict[str, ModelType] = {}
        table = data.get(name)
        if not isinstance(table, dict):
            self._fault(place, name, "this table is missing")
            return {}
        for key, row in table.items():
            made = self._validate(place, f"{name}.{key}", model, row)
            if made is not None:
                rows[key] = (
                    made.model_copy(update={"id": key}) if "id" in model.model_fields else made
                )
        return rows

    def _read_domain(
        self,
        name: str,
        domains: dict[str, Domain],
        checks: dict[str, Check],
        questions: dict[str, Question],
    ) -> None:
        folder = f"checks/{name}"
        domain = self._one(f"{folder}/domain.toml", Domain)
        if domain is not None:
            domains[name] = domain.model_copy(update={"id": name})
        for stem in self.files.inside(folder):
            if stem != "domain":
                self._read_check(name, stem, checks, questions)

    def _read_check(
        self, domain: str, stem: str, checks: dict[str, Check], questions: dict[str, Question]
    ) -> None:
        place = f"checks/{domain}/{stem}.toml"
        check = self._one(place, Check)
        if check is None:
            return
        check_id = f"{domain}.{stem}"
        named: dict[str, Question] = {}
        for name, question in check.questions.items():
            question_id = f"{domain}.{name}"
            if question_id in questions:
                held = self.stands_in[question_id]
                self._fault(
                    place, f"questions.{name}", f"{question_id} stands in another check ({held})"
                )
            where = {"id": question_id, "domain": domain, "check": check_id}
            named[name] = question.model_copy(update=where)
            questions[question_id] = named[name]
            self.stands_in[question_id] = self.files.name(place)
        checks[check_id] = check.model_copy(
            update={"id": check_id, "domain": domain, "questions": named}
        )
