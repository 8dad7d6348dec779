"""The content: what is shipped, what is refused and how it is told, what can be added."""

# ruff: noqa: E501

from __future__ import annotations

import re
import shutil
import tomllib
from pathlib import Path

import pytest

from readiness import library, paths
from readiness.library import InvalidContent
from readiness.score.assess import assess
from readiness.score.reading import EVALUATORS
from tests.builders import a_visit, catalogue, judged

# The ids of design.md section 7, in its order: never reused, never renamed.
QUESTIONS = [
    "network.download",
    "network.upload",
    "network.latency",
    "network.loss",
    "network.jitter",
    "network.signal",
    "network.snr",
    "network.room-coverage",
    "network.zone-reach",
    "network.roaming-gap",
    "network.mobile-reception",
    "network.line-capacity",
    "network.line-failover",
    "network.power-backup",
    "network.segmentation",
    "network.access-point-age",
    "network.recording-failures",
    "devices.per-carer",
    "devices.working-share",
    "devices.temp-ready",
    "devices.security-updates",
    "devices.managed-share",
    "devices.replacement-time",
    "devices.time-to-record",
    "devices.carried",
    "devices.charging-slots",
    "applications.count",
    "applications.card",
    "applications.used-share",
    "applications.credentials",
    "applications.sso-share",
    "applications.self-explanatory",
    "applications.recording-place",
    "applications.recurring-questions",
    "coupling.matrix",
    "coupling.double-entry",
    "coupling.alarm-channels",
    "coupling.alarm-test",
    "coupling.alarm-escalation",
    "coupling.nursing-handover",
    "coupling.medication-chain",
    "coupling.account-lead-time",
    "coupling.quality-data",
    "helpdesk.hours",
    "helpdesk.pick-up-time",
    "helpdesk.answered-share",
    "helpdesk.night-number-known",
    "helpdesk.first-contact-resolution",
    "helpdesk.backlog",
    "helpdesk.supplier-response",
    "helpdesk.guides",
    "helpdesk.floor-visits",
    "helpdesk.mark",
    "helpdesk.involved-early",
    "people.digicoach-hours",
    "people.digicoach-known",
    "people.ambassador-days",
    "people.digital-starters",
    "people.user-types-known",
    "people.training-held",
    "people.onboarding",
    "people.technology-training",
    "people.critics-involved",
    "people.safe-to-try",
    "people.reason-known",
    "steering.vision-known",
    "steering.concrete-goals",
    "steering.use-reviewed",
    "steering.location-budget",
    "steering.needs-first",
    "steering.subsidy-share",
    "steering.owner",
    "steering.parallel-projects",
    "steering.in-ordinary-work",
    "steering.problem-statement",
    "safety.outage-procedure",
    "safety.offline-overview",
    "safety.nen7510",
    "safety.privacy-weighed",
    "safety.accounts",
]
EXTENDED = [
    "network.snr",
    "network.mobile-reception",
    "network.power-backup",
    "network.access-point-age",
    "devices.managed-share",
    "devices.charging-slots",
    "applications.used-share",
    "applications.sso-share",
    "applications.recurring-questions",
    "coupling.alarm-escalation",
    "coupling.nursing-handover",
    "coupling.quality-data",
    "helpdesk.first-contact-resolution",
    "helpdesk.floor-visits",
    "helpdesk.involved-early",
    "people.ambassador-days",
    "people.technology-training",
    "people.safe-to-try",
    "people.reason-known",
    "steering.use-reviewed",
    "steering.subsidy-share",
    "steering.in-ordinary-work",
    "steering.problem-statement",
    "safety.privacy-weighed",
]
NICE = [
    "applications.used-share",
    "applications.recurring-questions",
    "coupling.quality-data",
    "helpdesk.floor-visits",
    "people.ambassador-days",
    "people.safe-to-try",
    "steering.subsidy-share",
]
TECHNOLOGIES = [
    "mobile-record",
    "medication-record",
    "medicine-dispenser",
    "video-care",
    "nurse-call",
    "indoor-circles",
    "outdoor-tracker",
    "bed-sensor",
    "smart-continence",
    "speech-reporting",
    "smart-glasses",
    "social-robot",
    "hip-airbag",
    "monitoring",
    "nursing-handover",
    "ai-assistance",
]
ALARM = [
    "nurse-call",
    "indoor-circles",
    "outdoor-tracker",
    "bed-sensor",
    "monitoring",
    "medicine-dispenser",
]
# domain.md section 6: question and must or should, for each technology in turn.
MUSTS = {
    "mobile-record": "network.room-coverage devices.per-carer devices.working-share safety.outage-procedure",
    "medication-record": "network.room-coverage devices.per-carer coupling.medication-chain safety.offline-overview safety.accounts",
    "medicine-dispenser": "network.mobile-reception helpdesk.night-number-known steering.in-ordinary-work",
    "video-care": "network.upload network.latency network.loss network.jitter",
    "nurse-call": "network.signal network.snr network.loss network.roaming-gap network.zone-reach coupling.alarm-test coupling.alarm-escalation network.power-backup helpdesk.supplier-response network.segmentation",
    "indoor-circles": "network.zone-reach coupling.alarm-test safety.privacy-weighed coupling.alarm-escalation steering.owner",
    "outdoor-tracker": "network.mobile-reception safety.privacy-weighed helpdesk.night-number-known steering.owner",
    "bed-sensor": "network.room-coverage devices.per-carer coupling.alarm-test helpdesk.hours steering.owner",
    "smart-continence": "network.room-coverage devices.per-carer steering.problem-statement",
    "speech-reporting": "devices.per-carer network.room-coverage coupling.matrix",
    "smart-glasses": "network.upload network.loss steering.owner",
    "social-robot": "network.room-coverage steering.problem-statement steering.subsidy-share",
    "hip-airbag": "steering.owner people.technology-training",
    "monitoring": "network.upload coupling.alarm-test network.power-backup safety.privacy-weighed helpdesk.supplier-response safety.nen7510",
    "nursing-handover": "coupling.nursing-handover safety.nen7510 safety.accounts",
    "ai-assistance": "safety.nen7510 steering.problem-statement people.critics-involved coupling.matrix",
}
SHOULDS = {
    "mobile-record": "devices.time-to-record applications.recording-place network.latency network.line-capacity applications.credentials people.digicoach-hours",
    "medication-record": "network.roaming-gap helpdesk.hours network.zone-reach people.onboarding",
    "medicine-dispenser": "coupling.matrix people.technology-training helpdesk.supplier-response",
    "video-care": "network.download network.line-capacity devices.per-carer people.reason-known network.segmentation",
    "nurse-call": "network.line-failover coupling.alarm-channels devices.carried devices.per-carer safety.outage-procedure network.access-point-age",
    "indoor-circles": "coupling.alarm-channels network.power-backup helpdesk.supplier-response people.technology-training people.critics-involved",
    "outdoor-tracker": "coupling.alarm-channels devices.charging-slots people.technology-training",
    "bed-sensor": "coupling.alarm-channels network.power-backup coupling.matrix people.onboarding safety.privacy-weighed",
    "smart-continence": "coupling.alarm-channels people.technology-training steering.use-reviewed applications.count",
    "speech-reporting": "network.upload people.digicoach-hours applications.recording-place safety.privacy-weighed",
    "smart-glasses": "network.roaming-gap devices.charging-slots people.technology-training network.mobile-reception",
    "social-robot": "people.ambassador-days people.technology-training network.segmentation",
    "hip-airbag": "network.mobile-reception coupling.alarm-channels devices.charging-slots steering.problem-statement",
    "monitoring": "network.line-capacity network.segmentation coupling.alarm-channels people.critics-involved coupling.alarm-escalation",
    "nursing-handover": "applications.self-explanatory people.onboarding coupling.double-entry",
    "ai-assistance": "people.digital-starters people.safe-to-try helpdesk.guides steering.parallel-projects",
}


# -- what is shipped ------------------------------------------------------------------


def test_the_shipped_content_has_no_faults() -> None:
    assert library.load().ruler == catalogue().ruler


def test_the_ids_are_those_of_the_contract() -> None:
    assert sorted(catalogue().questions) == sorted(QUESTIONS)
    assert list(catalogue().technologies) == TECHNOLOGIES


def test_there_are_8_domains_24_checks_80_questions_and_56_core_ones() -> None:
    found = catalogue()
    assert (len(found.domains), len(found.checks), len(found.questions)) == (8, 24, 80)
    assert sum(q.core for q in found.questions.values()) == 56
    assert {q.id for q in found.questions.values() if not q.core} == set(EXTENDED)
    assert {q.id for q in found.questions.values() if q.class_ == "nice"} == set(NICE)


def test_every_question_kind_can_be_scored() -> None:
    assert {q.kind for q in catalogue().questions.values()} <= set(EVALUATORS)
    assert set(EVALUATORS) == {
        "number", "ratio", "scale", "checklist", "agree-7", "mark-10", "matrix", "timed-log",
        "composite",
    }  # fmt: skip


def test_the_alarm_technologies() -> None:
    assert {t.id for t in catalogue().technologies.values() if t.alarm} == set(ALARM)


@pytest.mark.parametrize("technology", TECHNOLOGIES)
def test_the_musts_and_shoulds_of_each_technology(technology: str) -> None:
    found = catalogue().technologies[technology]
    assert [r.question for r in found.must] == MUSTS[technology].split()
    assert [r.question for r in found.should] == SHOULDS[technology].split()


def test_only_the_questions_of_sec_01_02_03_and_05_are_legal() -> None:
    assert {q.id for q in catalogue().questions.values() if q.legal} == {
        "safety.outage-procedure",
        "safety.offline-overview",
        "safety.nen7510",
        "safety.accounts",
    }


CURVES = {
    "network.download": "0→0, 2→20, 5→40, 10→60, 25→80, 50→100",
    "network.upload": "0→0, 1→20, 2→40, 4→60, 10→80, 20→100",
    "network.latency": "20→100, 50→85, 100→60, 150→40, 300→0",
    "network.loss": "0→100, 0.1→90, 1→60, 3→20, 5→0",
    "network.jitter": "5→100, 15→85, 30→60, 60→20, 100→0",
    "network.signal": "-85→0, -80→10, -75→35, -70→60, -67→80, -55→100",
    "network.snr": "10→0, 15→25, 20→55, 25→80, 30→100",
    "network.room-coverage": "50→0, 75→30, 90→60, 95→80, 100→100",
    "network.roaming-gap": "50→100, 150→80, 500→50, 2000→10, 5000→0",
    "network.mobile-reception": "-120→0, -115→15, -105→50, -95→80, -80→100",
    "network.line-capacity": "0.25→0, 0.5→30, 1.0→80, 2.0→100",
    "network.power-backup": "0→0, 15→50, 30→70, 60→90, 120→100",
    "network.access-point-age": "0→100, 4→100, 5→80, 7→40, 10→0",
    "devices.per-carer": "0.25→0, 0.5→40, 0.75→65, 1.0→90, 1.1→100",
    "devices.working-share": "70→0, 85→50, 95→85, 100→100",
    "devices.security-updates": "60→0, 75→20, 90→60, 100→100",
    "devices.managed-share": "0→0, 50→30, 90→75, 100→100",
    "devices.replacement-time": "0.5→100, 4→85, 24→60, 72→25, 168→0",
    "devices.time-to-record": "10→100, 20→85, 30→70, 60→40, 120→10, 180→0",
    "devices.carried": "1→100, 2→75, 3→40, 4→15, 5→0",
    "devices.charging-slots": "0.3→0, 0.5→30, 0.8→70, 1.0→100",
    "applications.count": "8→100, 12→75, 17→50, 22→25, 30→0",
    "applications.used-share": "25→0, 50→40, 80→80, 100→100",
    "applications.credentials": "1→100, 2→85, 4→50, 8→15, 12→0",
    "applications.sso-share": "0→0, 20→20, 50→50, 80→80, 100→100",
    "applications.self-explanatory": "1→0, 4→50, 7→100",
    "applications.recurring-questions": "0→100, 1→75, 2→50, 4→0",
    "coupling.double-entry": "0→100, 5→80, 15→50, 30→20, 60→0",
    "coupling.alarm-channels": "1→100, 2→70, 3→40, 4→15, 5→0",
    "coupling.alarm-test": "3→100, 10→80, 30→40, 60→0",
    "coupling.account-lead-time": "0→100, 24→70, 72→30, 168→0",
    "helpdesk.hours": "0→0, 40→25, 60→45, 80→60, 112→80, 168→100",
    "helpdesk.pick-up-time": "20→100, 30→90, 60→70, 120→50, 300→10, 600→0",
    "helpdesk.answered-share": "0→0, 50→10, 80→60, 100→100",
    "helpdesk.night-number-known": "0→0, 50→30, 80→70, 100→100",
    "helpdesk.first-contact-resolution": "40→0, 55→40, 66→60, 75→80, 85→100",
    "helpdesk.backlog": "0→100, 2→80, 5→50, 10→20, 20→0",
    "helpdesk.supplier-response": "1→100, 2→85, 4→65, 8→35, 24→0",
    "helpdesk.floor-visits": "0→0, 0.5→40, 1→60, 2→80, 4→100",
    "helpdesk.mark": "1→0, 5→35, 6→50, 7→70, 8→90, 9→100",
    "people.digicoach-hours": "0→0, 0.5→30, 1→55, 2→85, 4→100",
    "people.digicoach-known": "0→0, 50→40, 80→75, 100→100",
    "people.ambassador-days": "0→0, 0.5→40, 1→65, 2→100",
    "people.digital-starters": "5→100, 10→80, 16→60, 25→35, 40→0",
    "people.training-held": "40→0, 60→30, 80→70, 95→100",
    "people.safe-to-try": "1→0, 4→50, 7→100",
    "people.reason-known": "0→0, 50→45, 80→80, 100→100",
    "steering.subsidy-share": "0→100, 20→75, 50→35, 100→0",
    "steering.owner": "0→0, 50→40, 80→75, 100→100",
    "steering.parallel-projects": "1→100, 2→80, 3→50, 5→10, 6→0",
    "safety.privacy-weighed": "0→0, 50→40, 100→100",
}
STEPS = {
    "network.line-failover": "0 25 65 85 100",
    "network.segmentation": "0 35 75 100",
    "network.recording-failures": "0 15 40 75 100",
    "devices.temp-ready": "0 0 55 100",
    "applications.card": "0 25 50 80 100",
    "applications.recording-place": "0 30 70 100",
    "coupling.alarm-escalation": "0 30 75 100",
    "coupling.nursing-handover": "0 20 45 75 100",
    "coupling.medication-chain": "0 35 75 100",
    "coupling.quality-data": "0 50 100",
    "helpdesk.guides": "0 25 50 80 100",
    "people.user-types-known": "0 20 50 75 100",
    "people.onboarding": "0 30 70 100",
    "people.technology-training": "0 35 75 100",
    "people.critics-involved": "0 20 50 85 100",
    "steering.vision-known": "0 30 65 100",
    "steering.use-reviewed": "0 35 60 85 100",
    "steering.location-budget": "0 35 70 100",
    "steering.needs-first": "0 35 75 100",
    "steering.problem-statement": "0 35 75 100",
    "safety.outage-procedure": "0 30 65 100",
    "safety.offline-overview": "0 40 75 100",
    "safety.nen7510": "0 20 45 80 100",
}
ELSEWHERE = {
    "network.zone-reach", "coupling.matrix", "helpdesk.involved-early", "steering.concrete-goals",
    "steering.in-ordinary-work", "safety.accounts",
}  # fmt: skip


def test_every_curve_is_that_of_the_specification() -> None:
    for question, text in CURVES.items():
        points = [tuple(map(float, point.split("→"))) for point in text.split(", ")]
        curve = [(float(x), float(y)) for x, y in catalogue().questions[question].curve]  # type: ignore[union-attr]
        assert curve == points, question


def test_every_scale_is_that_of_the_specification() -> None:
    for question, text in STEPS.items():
        scores = [int(step.score) for step in catalogue().questions[question].steps]  # type: ignore[union-attr]
        assert scores == [int(score) for score in text.split()], question


def test_no_question_escapes_these_tables() -> None:
    assert set(CURVES) | set(STEPS) | ELSEWHERE == set(QUESTIONS)


# -- what is refused ----------------------------------------------------------------------


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of the shipped content, to break."""
    for name in ("checks", "profiles"):
        shutil.copytree(paths.content_folder(name), tmp_path / name)
    return tmp_path


def load(content: Path) -> library.Catalogue:
    return library.load(content / "checks", content / "profiles")


def edit(content: Path, file: str, old: str, new: str) -> None:
    path = content / file
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{file} has no {old!r}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


BROKEN = {
    "unknown key of a question": (
        "checks/network/line.toml", "[questions.power-backup]\n",
        "[questions.power-backup]\ncolour = 1\n", "power-backup.colour"),
    "unknown key of a domain": (
        "checks/safety/domain.toml", "weight = 6", "weight = 6\nheavy = true", "heavy"),
    "unknown key of a check": ("checks/safety/outage.toml", "order = 1", "order = 1\nodd = 1", "odd"),
    "unknown key of a remedy": (
        "checks/remedies.toml", "[remedies.survey-retune]\n",
        "[remedies.survey-retune]\nprice = 1\n", "survey-retune.price"),
    "unknown key beside the remedies": (
        "checks/remedies.toml", "[assumptions]", "[more]\nx = 1\n\n[assumptions]", "more"),
    "unknown key of an assumption": (
        "checks/remedies.toml", "hourly_rate = 65", "hourly_rate = 65\nvat = 21", "vat"),
    "unknown key of a profile": (
        "profiles/bed-sensor.toml", "alarm = true", "alarm = true\nloud = 1", "loud"),
    "unknown key of a requirement": (
        "profiles/bed-sensor.toml", "[[must]]\n", "[[must]]\nweight = 3\n", "must.0.weight"),
    "unknown key of a clause": (
        "profiles/bed-sensor.toml", 'on = "value", at_least = 95',
        'on = "value", at_leest = 95', "at_leest"),
    "unknown key of a step": (
        "checks/safety/outage.toml", "{ score = 0,", "{ score = 0, rank = 1,", "steps.0.rank"),
    "unknown question in a profile": (
        "profiles/bed-sensor.toml", 'question = "helpdesk.hours"',
        'question = "helpdesk.ours"', "must.3.question"),
    "unknown source": (
        "profiles/bed-sensor.toml", 'sources = ["W53"]', 'sources = ["W9999"]', "sources"),
    "unknown remedy": (
        "checks/safety/outage.toml", 'remedies = ["outage-procedure"]',
        'remedies = ["outage-procedures"]', "remedies"),
    "unknown item in a clause": (
        "profiles/indoor-circles.toml", 'name = "exit"', 'name = "exits"', "clauses.1.name"),
    "unknown state in a clause": (
        "profiles/indoor-circles.toml", 'name = "exit", is = "good"',
        'name = "exit", is = "fine"', "clauses.1"),
    "unknown part in a clause": (
        "profiles/nurse-call.toml", 'on = "part", name = "night"',
        'on = "part", name = "nights"', "name"),
    "unknown system in a pair clause": (
        "profiles/speech-reporting.toml", "ecd~speech", "ecd~speach", "clauses.0.name"),
    "unknown zone": (
        "profiles/video-care.toml", '"team-post"', '"teampost"', "zones"),
    "unknown shift as subject": (
        "profiles/bed-sensor.toml", 'subject = "shift:night"', 'subject = "shift:nite"', "subject"),
    "unknown technology as subject": (
        "profiles/bed-sensor.toml", 'subject = "technology:this"',
        'subject = "technology:that"', "subject"),
    "a step that isn't there": (
        "profiles/nurse-call.toml", 'on = "step", at_least = 3', 'on = "step", at_least = 7', "clauses.0"),
    "unknown question in a room test": (
        "checks/network/coverage.toml", '"network.download"', '"network.downlaod"', "adequate"),
    "missing translation": (
        "checks/safety/domain.toml", ', en = "Safety and continuity"', "", "name.en"),
    "empty translation": (
        "checks/safety/domain.toml", 'en = "Safety and continuity"', 'en = ""', "name.en"),
    "unsorted curve": (
        "checks/network/line.toml", "[15, 50], [30, 70]", "[30, 70], [15, 50]", "power-backup"),
    "a score above 100": (
        "checks/network/line.toml", "[60, 90], [120, 100]", "[60, 90], [120, 101]", "power-backup"),
    "steps that fall": (
        "checks/safety/outage.toml", "score = 65", "score = 20", "outage-procedure"),
    "no remedy at all": (
        "checks/safety/outage.toml", 'remedies = ["outage-procedure"]', "remedies = []", "remedies"),
    "unknown kind": (
        "checks/safety/outage.toml", 'kind = "scale"', 'kind = "scales"', "outage-procedure"),
    "share above 1": ("profiles/video-care.toml", "share = 0.95", "share = 95", "share"),
    "two bounds in one clause": (
        "profiles/bed-sensor.toml", 'on = "value", at_least = 95',
        'on = "value", at_least = 95, at_most = 99', "clauses.0"),
    "bad TOML": ("checks/safety/outage.toml", "order = 1", "order = = 1", ""),
    "a price that isn't marked as an assumption": (
        "checks/remedies.toml", "assumption = true\n", "assumption = false\n", "assumption"),
}  # fmt: skip


@pytest.mark.parametrize("what", BROKEN)
def test_broken_content_is_refused_with_its_file_and_key(what: str, content: Path) -> None:
    file, old, new, key = BROKEN[what]
    edit(content, file, old, new)
    with pytest.raises(InvalidContent) as refused:
        load(content)
    said = str(refused.value)
    assert file in said
    assert key in said


def test_every_fault_is_told_at_once(content: Path) -> None:
    edit(content, "checks/safety/domain.toml", "weight = 6", "weight = 6\nheavy = true")
    edit(content, "profiles/bed-sensor.toml", "alarm = true", "alarm = true\nloud = 1")
    with pytest.raises(InvalidContent) as refused:
        load(content)
    assert "safety/domain.toml" in str(refused.value)
    assert "bed-sensor.toml" in str(refused.value)


def test_a_missing_folder_and_a_file_that_is_no_text_are_told(content: Path) -> None:
    with pytest.raises(InvalidContent):
        library.load(content / "nothing", content / "profiles")
    (content / "checks/safety/outage.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InvalidContent, match=r"safety/outage\.toml"):
        load(content)


# -- what can be added -----------------------------------------------------------------------


def test_a_new_question_is_one_table_in_one_file(content: Path) -> None:
    text = (content / "checks/safety/outage.toml").read_text(encoding="utf-8")
    table = (
        "[questions.outage-procedure]"
        + text.split("[questions.outage-procedure]")[1].split("[questions.")[0]
    )
    new = table.replace("[questions.outage-procedure]", "[questions.generator]")
    new = re.sub(r"\[questions\.outage-procedure\.hard_stop\][^\[]*", "", new)
    new = re.sub(r"(?m)^hard_stop.*$", "", new)
    with (content / "checks/safety/outage.toml").open("a", encoding="utf-8") as stream:
        stream.write("\n" + new)
    found = load(content)
    assert "safety.generator" in found.questions
    assert len(found.questions) == 81
    assert found.ruler != catalogue().ruler
    made = assess(found, a_visit())
    assert made.in_play == 57
    assert made.outcomes["safety.generator"].state == "unknown"


def test_a_new_technology_is_one_file(content: Path) -> None:
    text = (content / "profiles/hip-airbag.toml").read_text(encoding="utf-8")
    (content / "profiles/smart-floor.toml").write_text(
        text.replace("order = 13", "order = 17"), encoding="utf-8"
    )
    found = load(content)
    assert list(found.technologies)[-1] == "smart-floor"
    made = assess(found, a_visit(wanted=("smart-floor",)))
    assert made.verdicts[-1].technology == "smart-floor"
    assert made.verdicts[-1].state == "undecided"
    assert made.outcomes["people.technology-training"].in_play


def test_a_new_remedy_is_one_table(content: Path) -> None:
    file = content / "checks/remedies.toml"
    text = file.read_text(encoding="utf-8")
    table = tomllib.loads(text)["remedies"]["power-supply"]
    assert table["assumption"] is True
    start = text.index("[remedies.power-supply]")
    block = text[start : text.index("[remedies.", start + 5)]
    file.write_text(text + "\n" + block.replace("power-supply", "diesel"), encoding="utf-8")
    edit(
        content, "checks/network/line.toml", 'remedies = ["power-supply"]', 'remedies = ["diesel"]'
    )
    from tests.builders import said

    visit = a_visit(said("network.power-backup", "5"), in_use=("nurse-call",))
    assert "diesel" in {n.remedy for n in assess(load(content), visit).needs}


# -- the ruler ----------------------------------------------------------------------------------

RULING = {
    "a curve": ("checks/network/line.toml", "[15, 50]", "[15, 51]"),
    "a step": ("checks/safety/outage.toml", "score = 65", "score = 66"),
    "a weight": ("checks/safety/domain.toml", "weight = 6", "weight = 7"),
    "a class": ("checks/safety/outage.toml", 'class = "need"', 'class = "nice"'),
    "the bound of a must": ("profiles/bed-sensor.toml", "at_least = 95", "at_least = 94"),
    "the share of spots": ("profiles/video-care.toml", "share = 0.95", "share = 0.9"),
    "the item that a must is about": (
        "profiles/indoor-circles.toml", 'name = "exit"', 'name = "lift"'),
    "the part that a must is about": (
        "profiles/speech-reporting.toml", "ecd~speech", "ecd~planning"),
    "what a word stands for": ("checks/network/coverage.toml", "weak = -110", "weak = -100"),
    "how long an answer holds": (
        "checks/network/line.toml", "valid_months = 24", "valid_months = 25"),
    "an alarm technology": ("profiles/video-care.toml", "alarm = false", "alarm = true"),
}  # fmt: skip


@pytest.mark.parametrize("what", RULING)
def test_what_can_change_a_verdict_changes_the_ruler(what: str, content: Path) -> None:
    edit(content, *RULING[what])
    assert load(content).ruler != catalogue().ruler


def test_texts_prices_and_benchmarks_do_not_change_the_ruler(content: Path) -> None:
    edit(content, "checks/safety/domain.toml", "Safety and continuity", "Safety")
    edit(content, "checks/remedies.toml", "hourly_rate = 65", "hourly_rate = 80")
    edit(content, "profiles/bed-sensor.toml", "Bed sensor", "Sensor in bed")
    edit(content, "checks/benchmarks.toml", "S003", "W64")
    assert load(content).ruler == catalogue().ruler


def test_old_visits_are_judged_with_the_content_they_were_made_with(content: Path) -> None:
    edit(content, "checks/safety/outage.toml", "score = 65", "score = 40")
    from readiness.model.content import Catalogue
    from tests.builders import said

    kept = Catalogue.model_validate_json(catalogue().model_dump_json(by_alias=True))
    assert kept.ruler == catalogue().ruler
    visit = a_visit(said("safety.outage-procedure", "2"))
    assert assess(kept, visit).outcomes["safety.outage-procedure"].point == 65
    assert assess(load(content), visit).outcomes["safety.outage-procedure"].point == 40
    assert assess(kept, visit).location == judged(said("safety.outage-procedure", "2")).location
