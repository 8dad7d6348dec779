"""The keys of a whole visit: what an assessor presses, question by question."""

from __future__ import annotations

from collections.abc import Iterator

from readiness.model.catalogue import Question
from readiness.model.content import Catalogue

# What is typed for questions that take text; other kinds follow from their kind.
TYPED = {
    "network.roaming-gap": "120",
    "network.line-capacity": "400",
    "network.power-backup": "45",
    "devices.replacement-time": "4",
    "devices.time-to-record": "18,5",
    "devices.carried": "2",
    "applications.credentials": "2",
    "coupling.alarm-channels": "1",
    "coupling.account-lead-time": "8",
    "helpdesk.hours": "120",
    "helpdesk.backlog": "1",
    "people.digicoach-hours": "2",
    "people.digital-starters": "9",
    "people.training-held": "90",
    "steering.concrete-goals": "3",
    "steering.parallel-projects": "2",
}
RATIO = "19/20"
PEOPLE = {"number": "9", "agree-7": "6", "mark-10": "8", "scale": None}


def typed(text: str) -> list[str]:
    """A text as key names."""
    names = {"/": "slash", ",": "comma", ".": "full_stop", " ": "space", "-": "minus"}
    return [names.get(letter, letter) for letter in text]


def answers(question: Question) -> list[list[str]]:
    """The keys of every answer to a question, the cursor being in its field."""
    many = question.least if isinstance(question.least, int) else 1
    match question.kind:
        case "scale" if question.asked_of == "person":
            return [["4"]] * many
        case "scale":
            return [[str(len(question.steps) - 1)]]
        case "checklist":
            keys: list[str] = []
            for _ in question.items:
                keys += ["space", "down"]
            return [[*keys, "enter"]]
        case "composite":
            # A number, then yes.
            return [["2", "enter", "0"]]
        case "matrix":
            # The first of the pairs that the catalogue offers, coupled both ways.
            return [["3"]]
        case "timed-log" if question.moments:
            order = [moment.id for moment in question.moments]
            return [
                [*typed("25"), "enter", str(order.index(moment))]
                for moment in ("day", "evening", "weekend")
            ]
        case "timed-log":
            return [[*typed("4"), "enter"] for _ in range(many)]
        case "ratio" if question.asked_of == "technology":
            return [[*typed("yes"), "enter"]]
        case "ratio" if question.id == "helpdesk.involved-early":
            return [[*typed("3/3"), "enter"]]
        case "ratio":
            return [[*typed(RATIO), "enter"]]
        case "agree-7" | "mark-10":
            return [[*typed(PEOPLE[question.kind] or ""), "enter"]] * many
        case _ if question.asked_of == "person":
            return [[*typed("9"), "enter"]] * many
    return [[*typed(TYPED[question.id]), "enter"]]


def whole_visit(catalogue: Catalogue) -> Iterator[tuple[str, list[str]]]:
    """(what, keys) from the first check on, the questions being in focus.

    Core questions only; spots are measured elsewhere. Each check starts at its first
    question and ends with the key to the next check.
    """
    for check in catalogue.checks.values():
        for place, question in enumerate(check.questions.values()):
            asked = question.core and question.asked_of != "spot" and not question.is_derived
            if asked:
                # Home in the list, then down to the question, then into its field.
                yield (
                    question.id,
                    ["home", *["down"] * place, "enter"],
                )
                if question.kind == "timed-log" and not getattr(question, "moments", ()):
                    # The list of subjects stands above the field: take the first alarm.
                    yield question.id, ["shift+tab", "home", "down", "enter"]
                for keys in answers(question):
                    yield question.id, keys
                if place + 1 < len(check.questions):
                    # After the last question F2 leads on, from wherever the cursor is.
                    yield question.id, ["escape"]
        yield f"{check.id} done", ["f2"]
