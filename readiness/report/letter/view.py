"""What the letter that announces a visit tells: when, how long, who is needed for what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from readiness.language import Language
from readiness.model.content import Catalogue
from readiness.model.location import Location
from readiness.model.spot_plan import least_rooms, plan
from readiness.report import loosened
from readiness.report.plain_text import plain_view

# Minutes on site (our choice): a spot with its three runs, a walk through a ward, counting
# devices, one talk, the talk with the manager, closing together.
SPOT, WALK, COUNTING, TALK, MANAGER, CLOSING = 2, 5, 30, 10, 30, 15
CARERS = 5
# Medicine room, bathroom, lift, stairs, garden door, team post: a room list names its own.
OTHER_PLACES = 6
_HALF_A_DAY = 300


@dataclass(frozen=True)
class Person:
    """A role that is needed, never a name: what for, and how long."""

    role: str
    what_for: str
    how_long: str


@dataclass(frozen=True)
class LetterView:
    """Everything in the letter that differs from visit to visit, safe to show.

    `duration` is in words. `spots`: how many at least. `in_use` and `wanted` are names of
    technologies, empty where there are none.
    """

    language: str
    location: str
    organisation: str
    day: str
    short_day: str
    time: str
    duration: str
    spots: int
    rooms_known: bool
    home_care: bool
    people: tuple[Person, ...]
    in_use: str
    wanted: str
    contact: str
    made: str
    fictional: bool
    file: str
    # What is judged less strictly than is shipped; empty where nothing is.
    cautions: tuple[str, ...] = ()


def letter_view(
    catalogue: Catalogue,
    location: Location,
    day: date,
    language: Language,
    made: date,
    time: str = "",
    contact: str = "",
) -> LetterView:
    """The letter to this location about a visit on `day`, from `time` where it is agreed."""

    def names(ids: tuple[str, ...]) -> str:
        found = [catalogue.technologies[id_] for id_ in ids if id_ in catalogue.technologies]
        return language.listed([language.text(technology.name) for technology in found])

    proposed = len(plan(location).spots)
    least = least_rooms(location.client_rooms, location.kind == "home-care")
    spots = max(proposed, least)
    places = spots if location.rooms else spots + OTHER_PLACES
    minutes = places * SPOT + WALK + COUNTING + (CARERS + 1) * TALK + MANAGER + CLOSING
    return plain_view(
        LetterView(
            language=language.code,
            location=location.name or location.id,
            organisation=location.organisation,
            day=full_day(language, day),
            short_day=language.day(day),
            time=time,
            duration=_duration(language, minutes),
            spots=spots,
            rooms_known=location.client_rooms is not None or bool(location.rooms),
            home_care=location.kind == "home-care",
            people=_people(language),
            in_use=names(location.in_use),
            wanted=names(location.wanted),
            contact=contact,
            made=language.day(made),
            fictional=location.fictional,
            file=f"announcement-{location.id}-{day.isoformat()}",
            cautions=loosened.beforehand(catalogue, language),
        )
    )


def full_day(language: Language, day: date) -> str:
    """A day as in a letter: Tuesday 24 November 2026."""
    word = language.word
    weekdays = (
        word("Monday"), word("Tuesday"), word("Wednesday"), word("Thursday"), word("Friday"),
        word("Saturday"), word("Sunday"),
    )  # fmt: skip
    months = (
        word("January"), word("February"), word("March"), word("April"), word("May"),
        word("June"), word("July"), word("August"), word("September"), word("October"),
        word("November"), word("December"),
    )  # fmt: skip
    return f"{weekdays[day.weekday()]} {day.day} {months[day.month - 1]} {day.year}"


def _duration(language: Language, minutes: int) -> str:
    """Rounded up to half hours, so that nobody is kept longer than was announced."""
    hours = language.number(Fraction(-(-minutes // 30), 2))
    if minutes <= _HALF_A_DAY:
        return language.word("about {hours} hours, half a working day", hours=hours)
    return language.word("about {hours} hours", hours=hours)


def _people(language: Language) -> tuple[Person, ...]:
    word = language.word

    def minutes(count: int) -> str:
        return word("{count} minutes", count=count)

    return (
        Person(
            word("Location manager"),
            word("a talk about wishes, steering and help; and at the end we close together"),
            word("{talk} minutes, and {closing} at the end", talk=MANAGER, closing=CLOSING),
        ),
        Person(
            word("{count} carers, of different shifts", count=CARERS),
            word("what works and what gets in the way; one by one, when it suits the ward"),
            word("{count} minutes each", count=TALK),
        ),
        Person(
            word("Digital coach, if there is one"),
            word("how colleagues are helped on their way"),
            minutes(TALK),
        ),
        Person(
            word("Team leader or shift leader"),
            word("which rooms we may enter and when; consent, and a person at the button, if we "
                 "test alarms"),
            minutes(TALK),
        ),
        Person(
            word("Somebody who knows where the devices lie"),
            word("we count them together, in the cabinet and in use"),
            minutes(COUNTING),
        ),
        Person(
            word("ICT contact, by phone"),
            word("questions about the network and the call system"),
            word("within reach during the visit"),
        ),
    )  # fmt: skip
