"""A whole visit worked out by hand from domain.md 5-7, the empty visit, and nothing at all.

Nothing here was copied from the program's output: the sums stand beside each figure.
"""

from __future__ import annotations

from fractions import Fraction as F
from functools import cache

import pytest

from readiness.model.assessment import Assessment
from readiness.model.visit import Visit
from readiness.score.assess import assess
from tests.builders import (
    a_visit,
    by_hand_not_applicable,
    by_people,
    catalogue,
    check,
    domain,
    in_json,
    judged,
    numbered,
    rooms,
    said,
    spot,
    verdict,
)

ROOM = {
    "network.download": "25",  # 80
    "network.upload": "10",  # 80
    "network.latency": "50",  # 85
    "network.loss": "0.1",  # 90
    "network.jitter": "15",  # 85
    "network.signal": "-67",  # 80
    "network.snr": "25",  # 80
}
PAIR, PERSON = "coupling.matrix", "person"
ANSWERS = {
    # network; zones: 5 good + 2 patchy of 7 that apply = 5.8/7
    "network.zone-reach": "corridor=good,bathroom=patchy,stairs=good,lift=good,"
    "medicine-room=good,basement=not-applicable,garden=patchy,exit=good",
    "network.roaming-gap": "500",  # 50
    # target: max(40, 1.3 x (4x3 + 30 + 2x0 + 2x14) = 91); 136.5 / 91 = 1.5 -> 90
    "network.line-capacity": "136.5",
    "network.line-failover": "3",  # 85
    "network.power-backup": "30",  # 70
    "network.segmentation": "3",  # 100
    "network.access-point-age": "age=6,monitored=yes",  # between 5->80 and 7->40: 60
    "devices.working-share": "19/20",  # 95 % -> 85
    "devices.temp-ready": "3",  # 100
    "devices.security-updates": "18/20",  # 90 % -> 60
    "devices.replacement-time": "4",  # 85
    "devices.time-to-record": "30",  # 70
    "devices.carried": "2",  # 75
    "applications.card": "3",  # 80
    "applications.credentials": "2",  # 85
    "applications.recording-place": "3",  # 100
    "coupling.alarm-channels": "2",  # 70
    "coupling.alarm-test": "sent=20,delivered=20,median=10",  # min(100, 80)
    "coupling.alarm-escalation": "2",  # 75
    "coupling.medication-chain": "2",  # 75
    "coupling.account-lead-time": "24",  # 70
    "helpdesk.hours": "112",  # 80
    "helpdesk.answered-share": "4/5",  # 80 % -> 60
    "helpdesk.night-number-known": "4/5",  # 80 % -> 70
    "helpdesk.backlog": "2",  # 80
    "helpdesk.supplier-response": "hours=4,night=yes",  # 65
    "helpdesk.guides": "3",  # 80
    "people.digicoach-hours": "1",  # 55
    "people.digicoach-known": "4/5",  # 80 % -> 75
    "people.digital-starters": "10",  # 80
    "people.user-types-known": "3",  # 75
    "people.training-held": "80",  # 70
    "people.onboarding": "2",  # 70
    "people.critics-involved": "3",  # 85
    "people.reason-known": "4/5",  # 80 % -> 80
    "steering.vision-known": "2",  # 65
    "steering.concrete-goals": "4",  # 100
    "steering.location-budget": "3",  # 100
    "steering.needs-first": "2",  # 75
    "steering.parallel-projects": "2",  # 80
    "safety.outage-procedure": "3",  # 100
    "safety.offline-overview": "2",  # 75
    "safety.nen7510": "3",  # 80
    "safety.accounts": "personal=yes,second-factor=yes,removed-on-leaving=no",  # 2 of 3: 65
}
FACTS = {
    "kind": "residential",
    "beds": 40,
    "client_rooms": 20,
    "carers_day": 8,
    "carers_evening": 6,
    "carers_night": 2,
    "carers_weekend": 7,
    "active_devices": 30,
    "video_calls": 3,
    "camera_streams": 0,
    "guests": 14,
    "in_use": ("nurse-call", "bed-sensor"),
    "wanted": ("video-care", "medication-record"),
}


@cache
def golden_visit() -> Visit:
    return a_visit(
        rooms((19, ROOM), (1, dict.fromkeys(ROOM, "no-link"))),
        [said(question, value) for question, value in ANSWERS.items()],
        by_people("network.recording-failures", "3", "2", "4", "3"),  # 2 3 3 4: worse middle 3
        [
            said("devices.per-carer", "8/8", "shift:day"),
            said("devices.per-carer", "2/2", "shift:night"),
        ],
        by_people("applications.count", "12", "17", "14"),  # 14 -> 65
        by_people("applications.self-explanatory", "5", "6", "4"),  # 5 -> 50 + 50/3
        [
            said("coupling.matrix", "3", "pair:ecd~medication"),  # weight 3: 9 of 9
            said("coupling.matrix", "1", "pair:ecd~sensor"),  # weight 2: 2 of 6
            said("coupling.matrix", "2", "pair:ecd~planning"),  # weight 2: 4 of 6
        ],
        by_people("coupling.double-entry", "5", "15", "10"),  # 10 -> 65
        numbered(
            "helpdesk.pick-up-time",
            "call",
            "seconds=30,moment=day",
            "seconds=60,moment=evening",
            "unanswered,moment=weekend",
        ),  # median 60 -> 70
        by_people("helpdesk.mark", "7", "8", "7", "8", "6"),  # 7 -> 70
        [
            said("steering.owner", "yes", "technology:nurse-call"),
            said("steering.owner", "yes", "technology:bed-sensor"),
            said("steering.owner", "no", "technology:video-care"),
            said("safety.privacy-weighed", "yes", "technology:bed-sensor"),
        ],
        **FACTS,
    )


@cache
def visited() -> Assessment:
    return assess(catalogue(), golden_visit())


def test_everything_in_play_is_known() -> None:
    # 56 core, and snr, power-backup, access-point-age, alarm-escalation (nurse-call),
    # privacy-weighed (bed-sensor), reason-known (video-care).
    assert (visited().in_play, visited().known, visited().coverage) == (62, 62, 1)


@pytest.mark.parametrize(
    ("id_", "score"),
    [
        # (80 + 80 + 85 + 90 + 85 + 80 + 80) / 7: medians of 19 good rooms and one without
        ("network.measured-quality", F(580, 7)),
        # rooms 19/20 = 95 % -> 80; zones 580/7; gap 50
        ("network.coverage", (80 + F(580, 7) + 50) / 3),
        ("network.line", F(90 + 85 + 70, 3)),
        ("network.management", F(100 + 60 + 75, 3)),
        ("devices.availability", F(90 + 85 + 100, 3)),
        ("devices.condition", F(60 + 85, 2)),
        ("devices.floor", F(70 + 75, 2)),
        ("applications.overview", F(65 + 80, 2)),
        ("applications.login", F(85)),
        ("applications.usability", (F(200, 3) + 100) / 2),
        ("coupling.matrix", (F(1500, 21) + 65) / 2),
        ("coupling.alerts", F(70 + 80 + 75, 3)),
        ("coupling.chain", F(75 + 70, 2)),
        ("helpdesk.reachability", F(80 + 70 + 60 + 70, 4)),
        ("helpdesk.solving", F(80 + 65, 2)),
        ("helpdesk.close-by", F(80 + 70, 2)),
        ("people.digicoach", F(55 + 75, 2)),
        ("people.skills", F(80 + 75 + 70 + 70, 4)),
        ("people.involvement", F(85 + 80, 2)),
        ("steering.vision", F(65 + 100, 2)),
        ("steering.budget", F(100 + 75, 2)),
        ("steering.ownership", F(100 + 80, 2)),
        ("safety.outage", F(100 + 75, 2)),
        ("safety.information-security", F(80 + 100 + 65, 3)),
    ],
)
def test_the_checks(id_: str, score: F) -> None:
    found = check(visited(), id_)
    assert (found.low, found.point, found.high) == (score, score, score)


@pytest.mark.parametrize(
    ("id_", "score"),
    [
        # (580/7 + 1490/21 + 245/3 + 235/3) / 4
        ("network", F(3295, 42)),
        # (275/3 + 145/2 + 145/2) / 3
        ("devices", F(710, 9)),
        # (145/2 + 85 + 250/3) / 3
        ("applications", F(1445, 18)),
        # (955/14 + 75 + 145/2) / 3
        ("coupling", F(1510, 21)),
        # (70 + 145/2 + 75) / 3
        ("helpdesk", F(145, 2)),
        # (65 + 295/4 + 165/2) / 3
        ("people", F(295, 4)),
        # (165/2 + 175/2 + 90) / 3
        ("steering", F(260, 3)),
        # (175/2 + 245/3) / 2
        ("safety", F(1015, 12)),
    ],
)
def test_the_domains(id_: str, score: F) -> None:
    found = domain(visited(), id_)
    assert (found.low, found.point, found.high) == (score, score, score)


def test_the_location() -> None:
    # 20 x 3295/42 + 14 x 710/9 + 12 x 1445/18 + 14 x 1510/21 + 14 x 145/2 + 12 x 295/4
    # + 8 x 260/3 + 6 x 1015/12, over 126:
    # 197700 + 139160 + 121380 + 126840 + 127890 + 111510 + 87360 + 63945 = 975785
    found = visited().location
    assert found.point == F(975785, 12600)
    assert (found.low, found.high) == (found.point, found.point)


def test_the_hard_stops_and_the_level() -> None:
    # 95 % of rooms, step 3, 20 of 20, 80 %, step 3; basic domains 71.9 and up: level 3.
    assert {s.question: s.state for s in visited().hard_stops} == {
        "network.room-coverage": "clear",
        "devices.temp-ready": "clear",
        "coupling.alarm-test": "clear",
        "helpdesk.night-number-known": "clear",
        "safety.outage-procedure": "clear",
    }
    assert (visited().level.low, visited().level.high) == (3, 3)


VERDICTS = {
    "mobile-record": "ready",  # 95 %, 1.0, 95 %, step 3; all six shoulds met
    "medication-record": "not-yet",  # accounts 65
    "medicine-dispenser": "undecided",  # no mobile reception, no ordinary work
    "video-care": "ready",  # 19/20 spots in each; five shoulds met
    "nurse-call": "not-yet",  # zones 82.9 < 90
    "indoor-circles": "undecided",  # privacy and owner for it unknown
    "outdoor-tracker": "undecided",
    "bed-sensor": "ready",  # Wilson low of 19/20 is 76.4 %
    "smart-continence": "undecided",  # problem statement
    "speech-reporting": "ready-with-conditions",  # the pair comes after; shoulds 3/4
    "smart-glasses": "undecided",  # owner
    "social-robot": "undecided",
    "hip-airbag": "undecided",
    "monitoring": "undecided",  # privacy
    "nursing-handover": "not-yet",  # accounts 65
    "ai-assistance": "undecided",  # problem statement
}


@pytest.mark.parametrize("technology", VERDICTS)
def test_the_verdicts(technology: str) -> None:
    assert verdict(visited(), technology).state == VERDICTS[technology]


def test_what_fails_and_what_is_a_condition() -> None:
    failed = {
        (v.technology, r.question)
        for v in visited().verdicts
        for r in v.requirements
        if r.must and r.state == "failed"
    }
    assert failed == {
        ("nurse-call", "network.zone-reach"),
        ("medication-record", "safety.accounts"),
        ("nursing-handover", "safety.accounts"),
    }
    speech = verdict(visited(), "speech-reporting")
    assert [speech.requirements[n].question for n in speech.conditions] == ["coupling.matrix"]
    assert [v.technology for v in visited().verdicts if v.risk] == ["nurse-call"]


def test_the_needs_and_their_order() -> None:
    found = visited().needs
    # need-now: zone reach is a must of nurse-call, in use; accounts are legal.
    # access points: 9000 + 7.5 x 8 x 65 = 12900 euro; nen: 16500 + 40 x 520 = 37300 euro.
    # 48 people: 1 x 48 / 12900 before 2 x 48 / 37300.
    assert [(n.remedy, n.class_) for n in found[:2]] == [
        ("access-points", "need-now"),
        ("nen7510-assessment", "need-now"),
    ]
    assert found[0].weight == F(48, 12900)
    assert {n.people for n in found} == {48}
    # Below 70 elsewhere: gap 50; updates 60; apps 65 and 66.7; double entry 65; answered 60;
    # supplier 65; digicoach 55; vision 65. All nice.
    assert {n.remedy for n in found[2:]} == {
        "survey-retune",
        "devices",
        "rationalise",
        "coupling",
        "wider-helpdesk",
        "supplier-agreement",
        "digicoach",
        "goals-and-quarterly-talk",
    }
    assert {n.class_ for n in found[2:]} == {"nice"}


# -- the empty visit ---------------------------------------------------------------------


def test_the_empty_visit_says_nothing_about_anything() -> None:
    found = judged(**FACTS)
    assert (found.location.low, found.location.high, found.location.point) == (0, 100, None)
    assert (found.known, found.coverage) == (0, 0)
    assert {v.state for v in found.verdicts} == {"undecided"}
    assert (found.level.low, found.level.high) == (None, None)
    assert found.level.why_none is not None
    assert {o.state for o in found.outcomes.values()} == {"unknown"}
    assert {s.state for s in found.hard_stops} == {"unknown"}
    assert found.needs == ()
    for tally in (*found.domains, *found.checks):
        assert (tally.low, tally.high, tally.point) == (0, 100, None)


def test_a_visit_where_nothing_applies_has_no_score_and_says_so() -> None:
    about = {"spot": spot(1), "person": "person:1", "call": "call:1", "alarm": "alarm:1",
             "pair": "pair:ecd~hr", "technology": "technology:nurse-call"}  # fmt: skip
    found = judged(
        [
            by_hand_not_applicable(q.id, about.get(q.asked_of, "location"))
            for q in catalogue().questions.values()
            if q.id != "network.room-coverage"  # computed; not asked in home care
        ],
        kind="home-care",
    )
    assert found.in_play == 0
    assert (found.location.low, found.location.high, found.location.point) == (None, None, None)
    assert (found.level.low, found.level.high) == (None, None)
    assert found.level.why_none is not None
    document = in_json(found)
    assert document["location"] == {"low": None, "high": None, "point": None}
    assert document["level"]["reason"]
    assert document["coverage"] == 0
    assert {t["verdict"] for t in document["technologies"]} <= {"undecided", "not-applicable"}
