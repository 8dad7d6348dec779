"""The letter that announces a visit, as a document."""

from __future__ import annotations

from readiness.language import Language
from readiness.model.privacy import LEAST_GROUP
from readiness.report.blocks import (
    Block,
    Bullets,
    Cell,
    Checklist,
    Column,
    Document,
    HouseStyle,
    Paragraph,
    Section,
    Table,
)
from readiness.report.letter.view import SPOT, LetterView


def compose(view: LetterView, house: HouseStyle | None = None) -> Document:
    """The whole letter."""
    language = Language(view.language)
    word = language.word
    when = view.day if not view.time else word("{day}, from {time}", day=view.day, time=view.time)
    cautions: tuple[str, ...] = ()
    if view.fictional:
        cautions = (word("Fictional: this location and its figures were made up."),)
    return Document(
        id=view.file,
        language=view.language,
        kind=word("Announcement of a visit"),
        title=view.location,
        subtitle=word("We come to see how ICT can help care at your location"),
        facts=(
            (word("To"), word("the location manager")),
            (word("When"), when),
            (word("How long"), view.duration),
        ),
        cautions=(*cautions, *view.cautions),
        sections=(
            _why(view, language),
            _people(view, language),
            _ready(view, language),
            _care_goes_on(language),
            _privacy(language),
            _afterwards(view, language),
        ),
        made=view.made,
        fictional=view.fictional,
        house=house or HouseStyle(organisation=view.organisation),
    )


def _why(view: LetterView, language: Language) -> Section:
    word = language.word
    blocks: list[Block] = [
        Paragraph(word("Dear location manager,")),
        Paragraph(
            word(
                "On {day} we would like to visit {location}. We look at the basics that care "
                "technology leans on: Wi-Fi, devices, applications, the links between systems, "
                "and the help that colleagues get. We come to see what is possible at your "
                "location and what is needed for it. It is no inspection of you or your team.",
                day=view.day,
                location=view.location,
            )
        ),
    ]
    if view.in_use or view.wanted:
        told = []
        if view.in_use:
            told.append(word("In use, as we know it: {names}.", names=view.in_use))
        if view.wanted:
            told.append(word("Your wishes, as we know them: {names}.", names=view.wanted))
        told.append(word("Is something missing or no longer right? Tell us."))
        blocks.append(Paragraph(" ".join(told)))
    blocks.append(Paragraph(_rounds(view, language)))
    return Section("visit", word("What we come to do"), tuple(blocks), summary=True)


def _rounds(view: LetterView, language: Language) -> str:
    word = language.word
    if view.home_care and not view.rooms_known:
        return word(
            "We measure the network where your teams work: at the office, at the team post and "
            "where devices are filled and handed over, about {minutes} minutes a place.",
            minutes=SPOT,
        )
    if view.rooms_known:
        return word(
            "We measure the Wi-Fi at {spots} places at least, about {minutes} minutes a place: in "
            "rooms spread over the floors, and in places such as the medicine room, a bathroom, "
            "the stairs and the garden door.",
            spots=view.spots,
            minutes=SPOT,
        )
    return word(
        "We measure the Wi-Fi in three in ten rooms, ten at least, about {minutes} minutes a "
        "place, and in places such as the medicine room, a bathroom, the stairs and the garden "
        "door.",
        minutes=SPOT,
    )


def _people(view: LetterView, language: Language) -> Section:
    word = language.word
    return Section(
        "people",
        word("Whom we would like to meet"),
        (
            Table(
                id="people-table",
                caption=word("Who is needed, for what and how long"),
                columns=(
                    Column(word("Who"), share=3),
                    Column(word("What for"), share=5),
                    Column(word("How long"), share=3),
                ),
                rows=tuple(
                    (Cell(one.role), Cell(one.what_for), Cell(one.how_long)) for one in view.people
                ),
            ),
            Paragraph(
                word(
                    "Care comes first: when a client needs somebody, the talk waits. We plan "
                    "around your day."
                )
            ),
        ),
        summary=True,
    )


def _ready(view: LetterView, language: Language) -> Section:
    word = language.word
    wanted = (
        word("A floor plan or a room list: floor, ward, room number (no names of clients)"),
        word("The number of beds and client rooms"),
        word("The roster of a busy day: how many carers on each shift (numbers, no names)"),
        word("A list of the applications that colleagues use"),
        word("An export of the helpdesk's calls of the last year, without names"),
        word("The register of laptops, tablets and phones"),
        word("The contracts for the call system, the internet line and support"),
        word("Which technology is in use and which you wish for"),
    )
    return Section(
        "ready",
        word("What helps when it lies ready"),
        (
            Paragraph(
                word(
                    "Much of this can be found by ICT or the organisation's office; send it "
                    "beforehand if that is easier. What isn't there is no problem: then we note "
                    "that it isn't known."
                )
            ),
            Checklist(tuple((item, ()) for item in wanted)),
        ),
        summary=True,
    )


def _care_goes_on(language: Language) -> Section:
    word = language.word
    return Section(
        "care",
        word("So that care just goes on"),
        (
            Bullets(
                (
                    word(
                        "Measuring asks a little of the network, for seconds at a time. We stay "
                        "away from medication rounds and from wards where it doesn't suit."
                    ),
                    word("We enter a room only when the client and the ward agree."),
                    word(
                        "Around the visit we call the helpdesk a few times, by day, in the evening "
                        "and at the weekend, to hear how fast it answers. Its manager knows; the "
                        "colleagues who answer don't."
                    ),
                    word(
                        "We test alarms only with the team leader's consent and with a person at "
                        "the button. Without consent we don't."
                    ),
                    word("Does something come up on the day? Call us, and we find another moment."),
                )
            ),
        ),
        summary=True,
    )


def _privacy(language: Language) -> Section:
    word = language.word
    return Section(
        "privacy",
        word("Privacy"),
        (
            Bullets(
                (
                    word(
                        "We note no names, of clients or of colleagues; who talks to us is a "
                        "number."
                    ),
                    word(
                        "Answers of groups of fewer than {least} people aren't shown.",
                        least=LEAST_GROUP,
                    ),
                    word(
                        "We look at no client records and photograph no screens with client data; "
                        "we note room numbers, not residents."
                    ),
                )
            ),
        ),
        summary=True,
    )


def _afterwards(view: LetterView, language: Language) -> Section:
    word = language.word
    contact = (
        word("Questions, or does the day not suit? {contact}", contact=view.contact)
        if view.contact
        else word("Questions, or does the day not suit? Just answer this letter.")
    )
    sender = (
        word("the ICT department of {organisation}", organisation=view.organisation)
        if view.organisation
        else word("the ICT department")
    )
    return Section(
        "afterwards",
        word("What you get"),
        (
            Bullets(
                (
                    word(
                        "Before we leave: what is already strong, what can't wait, and what we "
                        "don't know yet."
                    ),
                    word(
                        "Then a draft of the report, so that you can check the facts. Your remarks "
                        "are kept, and the final report says what was done with each."
                    ),
                    word(
                        "At last the report and a to-do list: which care technology your location "
                        "is ready for, and what makes the next one possible."
                    ),
                )
            ),
            Paragraph(contact),
            Paragraph(word("We look forward to meeting you.")),
            Paragraph(word("Kind regards, {sender}", sender=sender)),
        ),
        summary=True,
    )
