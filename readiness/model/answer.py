"""From what a person typed to a value, and back: one written form for each kind.

The same forms serve the command line, a CSV file and the screens: `48.5`, `38/40`,
a step number, `corridor=good,lift=none`, `hours=4,night=yes`, `no-link`.
"""

from __future__ import annotations

import re
from decimal import Decimal

from readiness.model.catalogue import (
    ChecklistQuestion,
    CompositeQuestion,
    MatrixQuestion,
    NumberQuestion,
    Question,
    RatioQuestion,
    ScaleQuestion,
    TimedLogQuestion,
)
from readiness.model.sentence import Refused, Sentence, Unit, refuse
from readiness.model.subject import LOCATION, Subject
from readiness.model.value import (
    Coupling,
    Items,
    NoLink,
    Number,
    Parts,
    Ratio,
    Step,
    Timed,
    Value,
)

NO_LINK = "no-link"
NOT_APPLICABLE = "not-applicable"
_NUMBER = re.compile(r"[-+]?\d{1,9}(?:[.,]\d{1,6})?")
_RATIO = re.compile(r"(\d{1,6})\s*/\s*(\d{1,6})")
_YES = {"yes": True, "ja": True, "no": False, "nee": False}
_LONGEST = 2000


def expected(question: Question, subject: Subject = LOCATION) -> Sentence:
    """What may be answered, in words: used in messages and in help."""
    match question:
        case RatioQuestion(derived="room-coverage"):
            return Sentence("nothing: it is computed from the measured spots")
        case RatioQuestion(lookup=lookup) if lookup:
            return Sentence("a count of {total}, such as 2/{total}", total=len(lookup) - 1)
        case RatioQuestion(asked_of="technology"):
            return Sentence("yes or no (or a ratio such as 1/1)")
        case RatioQuestion():
            return Sentence("a count of a total, such as 38/40")
        case ScaleQuestion(steps=steps):
            return Sentence("a step from 0 to {last}", last=len(steps) - 1)
        case ChecklistQuestion():
            states = [state.id for state in question.states]
            if question.item_not_applicable:
                states.append(NOT_APPLICABLE)
            return Sentence(
                "item=state with commas between, items {items}, states {states}",
                items=", ".join(item.id for item in question.items),
                states=", ".join(states),
            )
        case CompositeQuestion():
            return Sentence(
                "part=value with commas between, such as {example}",
                example=",".join(
                    f"{name}={'yes' if part.kind == 'yes-no' else '4'}"
                    for name, part in question.parts.items()
                ),
            )
        case MatrixQuestion(states=states):
            return Sentence("a state from 0 to {last}, or state=2,weight=3", last=len(states) - 1)
        case TimedLogQuestion() if subject.kind == "location":
            return Sentence("the whole test at once, such as sent=20,delivered=20,median=8")
        case TimedLogQuestion(moments=moments) if moments:
            return Sentence(
                "seconds=25,moment=evening, or {late},moment=weekend; moments {moments}",
                late=question.late,
                moments=", ".join(moment.id for moment in moments),
            )
        case TimedLogQuestion():
            return Sentence("the number of seconds, or {late}", late=question.late)
        case NumberQuestion(names=names) if names:
            return Sentence(
                "a number from {low} to {high} ({unit}), or one of {names}",
                low=question.minimum,
                high=question.maximum,
                unit=Unit(question.unit),
                names=", ".join(names),
            )
        case NumberQuestion(no_link=no_link) if no_link is not None:
            return Sentence(
                "a number from {low} to {high} ({unit}), or no-link",
                low=question.minimum,
                high=question.maximum,
                unit=Unit(question.unit),
            )
    low, high = limits(question)
    if question.kind in ("agree-7", "mark-10") or not question.unit:
        return Sentence("a number from {low} to {high}", low=low, high=high)
    return Sentence(
        "a number from {low} to {high} ({unit})", low=low, high=high, unit=Unit(question.unit)
    )


def limits(question: Question) -> tuple[Decimal, Decimal]:
    """Least and greatest number that may be answered."""
    if question.kind == "agree-7":
        return Decimal(1), Decimal(7)
    if question.kind == "mark-10":
        return Decimal(1), Decimal(10)
    if isinstance(question, NumberQuestion):
        return question.minimum, question.maximum
    return Decimal(0), Decimal(1_000_000)


def check_subject(question: Question, subject: Subject) -> None:
    """Raises Refused when the question isn't asked of this kind of subject."""
    allowed = (question.asked_of, *question.also_of)
    if subject.kind not in allowed:
        example = {
            "spot": "spot:2/North/client-room/214",
            "pair": "pair:ecd~pharmacy",
            "technology": "technology:bed-sensor",
            "shift": "shift:night",
        }.get(question.asked_of, f"{question.asked_of}:1")
        raise refuse(
            "{question} is asked of a {kind}, not of '{subject}'; give its subject, such as "
            "{example}.",
            question=question.id,
            kind=question.asked_of,
            subject=subject,
            example="location" if question.asked_of == "location" else example,
        )


def parse(question: Question, subject: Subject, text: str) -> Value:
    """The value that `text` writes for this question about this subject.

    Raises:
        Refused: the sentence names the question, what was given and what was expected.
    """
    check_subject(question, subject)
    given = text.strip()
    try:
        if len(given) > _LONGEST:
            raise ValueError
        value = _parse(question, subject, given)
    except ValueError:
        if isinstance(question, RatioQuestion) and question.derived:
            raise refuse(
                "{question} can't be answered: it is computed from the measured spots; measure "
                "client rooms instead.",
                question=question.id,
            ) from None
        raise refuse(
            "{question}: '{given}' can't be used; expected {expected}.",
            question=question.id,
            given=given[:60],
            expected=expected(question, subject),
        ) from None
    return value


def _parse(question: Question, subject: Subject, text: str) -> Value:
    match question:
        case RatioQuestion():
            return _ratio(question, text)
        case ScaleQuestion(steps=steps):
            return Step(_whole(text, 0, len(steps) - 1))
        case ChecklistQuestion():
            return _checklist(question, text)
        case CompositeQuestion():
            return _composite(question, text)
        case MatrixQuestion(states=states):
            if "=" not in text:
                return Coupling(_whole(text, 0, len(states) - 1))
            named = _named(text, {"state", "weight"})
            weight = _whole(named["weight"], 1, 3) if "weight" in named else None
            if "state" not in named:
                raise ValueError
            return Coupling(_whole(named["state"], 0, len(states) - 1), weight)
        case TimedLogQuestion():
            return _timed(question, subject, text)
    if isinstance(question, NumberQuestion):
        if text == NO_LINK and question.no_link is not None:
            return NoLink()
        if text in question.names:
            return Number(question.names[text], text)
    amount = _number(text, *limits(question))
    whole = question.kind == "agree-7" or (isinstance(question, NumberQuestion) and question.whole)
    if whole and amount != amount.to_integral_value():
        raise ValueError
    return Number(amount)


def _number(text: str, low: Decimal, high: Decimal) -> Decimal:
    text = text.replace("\u2212", "-")
    if not (text.isascii() and _NUMBER.fullmatch(text)):
        raise ValueError
    amount = Decimal(text.replace(",", ".").lstrip("+"))
    if not low <= amount <= high:
        raise ValueError
    return amount + 0  # no negative zero


def _whole(text: str, low: int, high: int) -> int:
    amount = _number(text, Decimal(low), Decimal(high))
    if amount != amount.to_integral_value():
        raise ValueError
    return int(amount)


def _named(text: str, allowed: set[str]) -> dict[str, str]:
    named: dict[str, str] = {}
    for piece in text.split(","):
        name, equals, value = (part.strip().lower() for part in piece.partition("="))
        if not equals or name not in allowed or name in named or not value:
            raise ValueError
        named[name] = value
    return named


def _ratio(question: RatioQuestion, text: str) -> Ratio:
    if question.derived:
        raise ValueError
    if question.asked_of == "technology" and text.lower() in _YES:
        return Ratio(int(_YES[text.lower()]), 1)
    match = _RATIO.fullmatch(text) if text.isascii() else None
    if match is None:
        raise ValueError
    count, total = int(match[1]), int(match[2])
    if total == 0 or (question.unit == "percent" and count > total):
        raise ValueError
    if question.lookup and total != len(question.lookup) - 1:
        raise ValueError
    return Ratio(count, total)


def _checklist(question: ChecklistQuestion, text: str) -> Items:
    named = _named(text, {item.id for item in question.items})
    states = {state.id for state in question.states}
    if question.item_not_applicable:
        states.add(NOT_APPLICABLE)
    synonyms = {"ja": "yes", "nee": "no"}
    named = {item: synonyms.get(state, state) for item, state in named.items()}
    if not set(named.values()) <= states:
        raise ValueError
    return Items(tuple(sorted(named.items())))


def _composite(question: CompositeQuestion, text: str) -> Parts:
    named = _named(text, set(question.parts))
    parts: list[tuple[str, Decimal | bool]] = []
    for name, given in sorted(named.items()):
        part = question.parts[name]
        if part.kind == "yes-no":
            if given not in _YES:
                raise ValueError
            parts.append((name, _YES[given]))
        else:
            parts.append((name, _number(given, part.minimum, part.maximum)))
    return Parts(tuple(parts))


def _timed(question: TimedLogQuestion, subject: Subject, text: str) -> Value:
    far = Decimal(86_400)
    if subject.kind == "location":
        named = _named(text, {"sent", "delivered", "median"})
        if not {"sent", "delivered"} <= set(named):
            raise ValueError
        sent = _whole(named["sent"], 1, 9999)
        delivered = _whole(named["delivered"], 0, sent)
        parts: list[tuple[str, Decimal | bool]] = [("delivered", Decimal(delivered))]
        if "median" in named and named["median"] != question.late:
            parts.append(("median", _number(named["median"], Decimal(0), far)))
        parts.append(("sent", Decimal(sent)))
        return Parts(tuple(parts))
    if text.isascii() and _NUMBER.fullmatch(text):
        return Timed(_number(text, Decimal(0), far))
    seconds, moment = None, ""
    given = False
    for piece in text.lower().split(","):
        name, equals, value = (part.strip() for part in piece.partition("="))
        if name == "moment" and not moment and value in {m.id for m in question.moments}:
            moment = value
        elif given:
            raise ValueError
        elif name == question.late and not equals:
            given = True
        else:
            seconds = _number(value if name == "seconds" else piece.strip(), Decimal(0), far)
            given = True
    if not given:
        raise ValueError
    return Timed(seconds, moment)


def written(value: Value, question: Question) -> str:
    """The written form of a value: `parse` reads it back."""
    match value:
        case Number(amount, word):
            return word or plain(amount)
        case NoLink():
            return NO_LINK
        case Ratio(count, total):
            return f"{count}/{total}"
        case Step(step):
            return str(step)
        case Items(states):
            return ",".join(f"{item}={state}" for item, state in states)
        case Parts(parts):
            return ",".join(
                f"{name}={('yes' if part else 'no') if isinstance(part, bool) else plain(part)}"
                for name, part in parts
            )
        case Timed(seconds, moment):
            late = question.late if isinstance(question, TimedLogQuestion) else "late"
            if not moment:
                return late if seconds is None else plain(seconds)
            first = late if seconds is None else f"seconds={plain(seconds)}"
            return f"{first},moment={moment}"
        case Coupling(state, weight):
            return str(state) if weight is None else f"state={state},weight={weight}"


def plain(amount: Decimal) -> str:
    """A decimal without exponent or trailing zeros: 48.50 is 48.5, 1E+2 is 100."""
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


__all__ = ["Refused", "check_subject", "expected", "limits", "parse", "plain", "written"]
