"""A house that doesn't exist: visits with real content to write reports of."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from readiness.language import Language
from readiness.model.answer import parse
from readiness.model.catalogue import Method
from readiness.model.content import Catalogue
from readiness.model.location import Location
from readiness.model.revision import Answer, Known, NotApplicable, Observation, Unknown
from readiness.model.subject import parse as subject
from readiness.model.visit import Visit
from readiness.report.location.of_visit import location_view
from readiness.report.location.view import LocationView
from readiness.score.assess import assess

MADE_AT = datetime(2025, 11, 22, 14, 5, tzinfo=UTC)
LINDEHOF = Location(
    id="lindehof-abc234",
    name="De Lindehof",
    organisation="Zorg Fictief",
    region="Midden",
    beds=64,
    client_rooms=12,
    carers_day=14,
    carers_evening=9,
    carers_night=3,
    active_devices=20,
    video_calls=2,
    camera_streams=0,
    guests=15,
    ssid="zorg",
    in_use=("mobile-record", "nurse-call"),
    wanted=("bed-sensor", "video-care"),
)
INSTRUMENT = {
    "server": "meetserver-1",
    "streams": "6 down, 4 up",
    "seconds": 14,
    "bssids": ["00:11:22:33:44:55"],
    "samples": [["idle", 0.1, None, 4.2]],
}
# Down, up, latency, jitter, loss, signal of twelve client rooms; the last has no network.
ROOMS = {
    "101": ("48.5", "22", "18", "4", "0", "-58"),
    "102": ("51", "20", "17", "3", "0", "-55"),
    "103": ("39", "18", "21", "5", "0.2", "-61"),
    "104": ("44", "19", "20", "4", "0", "-60"),
    "105": ("31", "12", "26", "8", "0.5", "-66"),
    "106": ("27", "11", "30", "9", "0.5", "-67"),
    "201": ("46", "21", "19", "4", "0", "-59"),
    "202": ("40", "16", "22", "6", "0", "-62"),
    "203": ("22", "9", "41", "12", "0.8", "-68"),
    "204": ("12", "5", "60", "19", "0.9", "-70"),
    "205": ("4.2", "1.8", "120", "34", "2.4", "-76"),
    "206": ("no-link",) * 6,
}
FIGURES = ("download", "upload", "latency", "jitter", "loss", "signal")
ANSWERS: tuple[tuple[str, str, Method, str], ...] = (
    (
        "network.zone-reach", "location", "observed",
        "corridor=good,bathroom=patchy,stairs=none,lift=none,medicine-room=good,"
        "basement=not-applicable,garden=patchy,exit=good",
    ),
    ("network.roaming-gap", "location", "measured", "420"),
    ("network.line-capacity", "location", "measured", "310"),
    ("network.line-failover", "location", "document", "2"),
    ("network.segmentation", "location", "document", "1"),
    ("network.access-point-age", "location", "register", "age=4,monitored=no"),
    ("network.recording-failures", "person:1", "interview", "2"),
    ("network.recording-failures", "person:2", "interview", "3"),
    ("network.recording-failures", "person:3", "interview", "2"),
    ("devices.per-carer", "location", "counted", "11/14"),
    ("devices.per-carer", "shift:night", "counted", "2/3"),
    ("devices.working-share", "location", "counted", "20/23"),
    ("devices.temp-ready", "location", "observed", "2"),
    ("devices.time-to-record", "location", "measured", "29"),
    ("applications.count", "person:1", "counted", "14"),
    ("applications.count", "person:2", "counted", "11"),
    ("applications.credentials", "location", "counted", "6"),
    ("applications.recording-place", "location", "observed", "2"),
    ("coupling.matrix", "pair:ecd~pharmacy", "document", "1"),
    ("coupling.alarm-channels", "location", "observed", "3"),
    ("helpdesk.hours", "location", "document", "55"),
    ("helpdesk.pick-up-time", "call:1", "measured", "seconds=40,moment=day"),
    ("helpdesk.pick-up-time", "call:2", "measured", "unanswered,moment=evening"),
    ("helpdesk.supplier-response", "location", "document", "hours=4,night=yes"),
    ("people.digicoach-hours", "location", "document", "1.5"),
    ("people.digicoach-known", "location", "interview", "1/2"),
    ("steering.owner", "technology:mobile-record", "document", "yes"),
    ("steering.owner", "technology:nurse-call", "document", "no"),
    ("safety.outage-procedure", "location", "document", "0"),
    ("safety.accounts", "location", "document", "personal=yes,second-factor=yes"),
)  # fmt: skip


def observation(
    catalogue: Catalogue,
    question: str,
    about: str,
    text: str,
    method: Method | None = None,
    note: str = "",
) -> Observation:
    """One answer in its written form."""
    of = subject(about)
    asked = catalogue.questions[question]
    return given(question, about, Known(parse(asked, of, text)), method, note)


def given(
    question: str, about: str, answer: Answer, method: Method | None = None, note: str = ""
) -> Observation:
    return Observation(
        question=question,
        subject=subject(about),
        answer=answer,
        method=method,
        note=note,
        assessor="A7",
        at="2025-11-20T09:30:00+00:00",
        laptop="laptop-1",
        revision=f"{question} {about} {answer}",
    )


def rooms(catalogue: Catalogue) -> list[Observation]:
    found = []
    for room, figures in ROOMS.items():
        floor = "1" if room.startswith("1") else "2"
        for name, figure in zip(FIGURES, figures, strict=True):
            warnings = ["cable plugged in as well"] if room == "203" else []
            made = observation(
                catalogue, f"network.{name}", f"spot:{floor}/Noord/client-room/{room}", figure,
                "measured",
            )  # fmt: skip
            found.append(replace(made, instrument=INSTRUMENT | {"warnings": warnings}))
    return found


def visit(catalogue: Catalogue, *more: Observation, location: Location = LINDEHOF) -> Visit:
    """A closed visit with most things answered, one unknown and one not applicable."""
    answers = [
        observation(catalogue, question, about, text, method)
        for question, about, method, text in ANSWERS
    ]
    return Visit(
        id="lindehof-2025-11-20-xyz789",
        location=location,
        date=date(2025, 11, 20),
        assessor="A7",
        ruler=catalogue.ruler,
        extended=False,
        closed_at="2025-11-20T15:40:00+00:00",
        observations=(
            *rooms(catalogue),
            *answers,
            given("helpdesk.backlog", "location", Unknown("the export comes next week")),
            given("coupling.medication-chain", "location", NotApplicable("no medication here")),
            *more,
        ),
    )


def empty_visit(catalogue: Catalogue) -> Visit:
    return replace(visit(catalogue), observations=(), closed_at="")


def view(catalogue: Catalogue, made: Visit, language: str = "en") -> LocationView:
    assessment = assess(catalogue, made)
    return location_view(catalogue, made, assessment, Language(language), MADE_AT, "1.2.3")
