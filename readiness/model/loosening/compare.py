"""An overlaid catalogue beside the shipped one: every place where it asks less."""

from __future__ import annotations

from readiness.model.content import Catalogue, ruling_of
from readiness.model.loosened import Loosening
from readiness.model.loosening.profile import of_technology
from readiness.model.loosening.question import of_domain, of_question


def loosenings(shipped: Catalogue, now: Catalogue) -> tuple[Loosening, ...]:
    """Where a visit can come out better with `now` than with `shipped`.

    A change counts as looser unless it is surely as strict: nothing is flattered by a change
    that nobody thought of. What is only added (questions, technologies) isn't listed here.
    """
    return (
        *(
            loosening
            for technology in shipped.technologies.values()
            for loosening in of_technology(technology, now.technologies.get(technology.id))
        ),
        *(
            loosening
            for question in shipped.questions.values()
            for loosening in of_question(question, now.questions.get(question.id), ruling_of)
        ),
        *(
            loosening
            for domain in shipped.domains.values()
            for loosening in of_domain(domain, now.domains.get(domain.id))
        ),
    )


def added(shipped: Catalogue, now: Catalogue) -> tuple[str, ...]:
    """Ids of domains, questions and technologies that only `now` has."""
    return (
        *(id_ for id_ in now.domains if id_ not in shipped.domains),
        *(id_ for id_ in now.questions if id_ not in shipped.questions),
        *(id_ for id_ in now.technologies if id_ not in shipped.technologies),
    )
