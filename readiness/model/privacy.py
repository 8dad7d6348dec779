"""What is kept back so that nobody can tell who said what."""

from __future__ import annotations

from readiness.model.catalogue import Question, RatioQuestion
from readiness.model.revision import Known
from readiness.model.sentence import Sentence
from readiness.model.value import Ratio
from readiness.model.visit import Visit

# Fewer people than this are never shown as a group.
LEAST_GROUP = 3
HIDDEN = Sentence("hidden: fewer than {least} people", least=LEAST_GROUP)


def hidden(visit: Visit, question: Question) -> bool:
    """Whether the answers are those of carers of whom fewer than three were heard."""
    counted = isinstance(question, RatioQuestion) and question.methods == ("interview",)
    if not question.carers and not counted:
        return False
    found = [o for o in visit.observations if o.question == question.id]
    known = [(o.subject, o.answer.value) for o in found if isinstance(o.answer, Known)]
    if question.carers:
        people = len({subject for subject, _ in known})
    else:
        # A count of people holds how many were asked in its total.
        people = sum(value.total for _, value in known if isinstance(value, Ratio))
    return bool(found) and people < LEAST_GROUP
