"""What the view model says of a visit, and what it keeps back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from readiness.language import Language
from readiness.model.content import Catalogue
from readiness.model.revision import NotApplicable, Observation
from readiness.report.location.of_visit import location_view
from readiness.report.location.questions import QuestionView
from readiness.report.location.view import LocationView
from readiness.score.assess import assess
from tests.builders import catalogue as catalogue_of_tests
from tests.score.test_golden import golden_visit

from . import house


def question(view: LocationView, id_: str) -> QuestionView:
    return next(
        q
        for domain in view.questions
        for check in domain.checks
        for q in check.questions
        if q.id == id_
    )


@pytest.fixture(scope="module")
def full(catalogue: Catalogue) -> LocationView:
    return house.view(catalogue, house.visit(catalogue))


def test_technologies_in_use_come_first_with_risks_on_top(full: LocationView) -> None:
    assert [(t.id, t.use, str(t.mark)) for t in full.technologies[:4]] == [
        ("mobile-record", "in use", "✗ not yet"),
        ("nurse-call", "in use", "✗ not yet"),
        ("video-care", "wanted", "✗ not yet"),
        ("bed-sensor", "wanted", "✗ not yet"),
    ]
    assert [t.risk for t in full.technologies[:4]] == [True, True, False, False]


def test_a_failed_must_says_what_was_asked_seen_and_what_helps(full: LocationView) -> None:
    nurse_call = next(t for t in full.technologies if t.id == "nurse-call")
    signal = nurse_call.failed[0]
    assert signal.condition == "a signal of -67 dBm or better at 95 % or more of the spots"
    assert signal.seen == "8 of 12 spots good enough, 95% is needed"
    assert signal.remedy == "Add or replace access points"


def test_what_to_find_out_names_the_subject_that_lacks(catalogue: Catalogue) -> None:
    visit = house.visit(catalogue)
    kept = [o for o in visit.observations if str(o.subject) != "shift:night"]
    view = house.view(catalogue, replace(visit, observations=tuple(kept)))
    steps = [must.step for goal in view.goals for must in goal.musts]
    assert any(
        step.startswith("Find out: For night shift: How many working mobile devices")
        for step in steps
    )


def test_a_must_on_a_score_shows_that_score(full: LocationView) -> None:
    nurse_call = next(t for t in full.technologies if t.id == "nurse-call")
    zones = next(r for r in nurse_call.failed if "every zone" in r.condition)
    assert zones.seen == "3 good, 2 patchy, 2 none; score 54.3"


def test_a_raised_hard_stop_comes_before_those_that_are_not_known(full: LocationView) -> None:
    assert [str(stop.mark) for stop in full.hard_stops.stops] == [
        "✗ raised",
        "? not known yet",
        "? not known yet",
    ]
    assert full.hard_stops.note == "Looked at and clear: 2 of 5."


def test_needs_stand_by_class_and_their_money_is_told(full: LocationView) -> None:
    assert [group.id for group in full.needs.groups] == ["need-now", "need-condition", "nice"]
    wider = next(
        need for need in full.needs.groups[1].needs if need.name == "Helpdesk reachable for longer"
    )
    assert wider.cost == "€\u00a020,000 – €\u00a080,000"
    assert wider.opens == ("musts opened: 1 (Bed sensor)",)


def test_the_total_of_a_class_is_the_sum_of_its_needs(catalogue: Catalogue) -> None:
    visit = house.visit(catalogue)
    assessment = assess(catalogue, visit)
    now = [n for n in assessment.needs if n.class_ == "need-now" and n.scope == "location"]
    assert (sum(n.cost_low for n in now), sum(n.cost_high for n in now)) == (8500, 20000)
    group = house.view(catalogue, visit).needs.groups[0]
    assert group.total == "this location: €\u00a08,500 – €\u00a020,000"


def test_a_spot_without_network_is_said_in_words(full: LocationView) -> None:
    assert full.spots is not None
    last = full.spots.rows[-1]
    assert (last.name, last.no_link, set(last.figures)) == ("206", True, {"no link"})
    assert full.spots.notes[0] == (
        "Client rooms with an adequate connection: 10 of 12. Measured in so many rooms, the "
        "true share lies between 55.2% and 95.3% (Wilson 95 % interval)."
    )
    assert full.spots.notes[1].startswith("No link at: 206 (client room, floor 2, Noord).")


def test_the_instrument_is_told_without_lists_of_transmitters(full: LocationView) -> None:
    assert full.spots is not None
    assert full.spots.instruments == ("server: meetserver-1; streams: 6 down, 4 up",)
    assert full.spots.warnings == ("cable plugged in as well – 203 (client room, floor 2, Noord)",)
    assert "00:11:22" not in repr(full)


def test_a_good_median_says_for_which_technology_it_is_not_enough(full: LocationView) -> None:
    signal = question(full, "network.signal")
    assert str(signal.mark) == "✓ in order"
    assert "not enough yet for: Nurse call and voice over Wi-Fi" in signal.remarks
    assert any("206 (client room, floor 2, Noord) no link" in r for r in signal.remarks)


def test_what_has_something_to_repair_is_never_called_strong(full: LocationView) -> None:
    """No check is in order here, so single answers are named; no spots: a median hides a wing."""
    assert full.summary.strong == (
        "What does the location's line deliver against what it needs? 310 of 300 Mbit/s needed",
        "How old are the access points, and does anyone see faults automatically? Median age of "
        "the access points 4 years, Someone is told of a fault automatically no",
        "How many seconds from lock screen to an open client record? 29 s",
    )


def test_it_says_which_domains_lead_to_the_next_level() -> None:
    view = house.view(catalogue_of_tests(), golden_visit())
    assert view.summary.level == "level 3: ready"
    assert any(
        said.startswith("The next level, strong, comes within reach with: Network and Wi-Fi (78.5)")
        for said in view.summary.first
    )


def test_the_parts_of_a_score_are_told(full: LocationView) -> None:
    age = question(full, "network.access-point-age")
    assert age.score == "80"
    assert age.steps == (
        "from its curve: 100",
        "because 'Someone is told of a fault automatically' is no: -20",
    )


def test_three_carers_are_shown_by_number(full: LocationView) -> None:
    failures = question(full, "network.recording-failures")
    assert [one.subject for one in failures.answers] == ["person 1", "person 2", "person 3"]
    assert failures.evidence == "3 told"


def test_answers_of_fewer_than_three_carers_are_kept_back(catalogue: Catalogue) -> None:
    secret = house.observation(
        catalogue, "helpdesk.mark", "person:1", "3", "interview", "the desk laughed at me"
    )
    made = house.visit(catalogue, replace(secret, correction="heard again"))
    view = house.view(catalogue, made)
    mark = question(view, "helpdesk.mark")
    assert mark.seen == "hidden: fewer than 3 people"
    assert mark.answers == ()
    assert mark.reason == "1 of at least 5"
    assert view.title.corrections[0].answer == "hidden: fewer than 3 people"
    assert "laughed" not in repr(view)


def test_two_of_three_carers_are_kept_back_in_a_median_too(full: LocationView) -> None:
    count = question(full, "applications.count")
    assert (count.seen, count.reason) == ("hidden: fewer than 3 people", "2 of at least 3")
    assert "12.5" not in repr(count)


def test_a_count_of_fewer_than_three_people_is_kept_back(full: LocationView) -> None:
    known = question(full, "people.digicoach-known")
    assert known.seen == "hidden: fewer than 3 people"
    assert "1 of 2" not in repr(known)


def test_what_stays_unknown_names_the_technologies_that_wait(full: LocationView) -> None:
    snr = next(u for u in full.unknowns if u.prompt == "How far is the signal above the noise?")
    assert snr.waits == "Nurse call and voice over Wi-Fi"
    backlog = next(u for u in full.unknowns if u.reason == "the export comes next week")
    assert backlog.domain == "Helpdesk and operations"


def test_what_stays_unknown_says_what_it_would_decide(full: LocationView) -> None:
    """The most deciding on top: a hard stop that can't be ruled out."""
    assert full.unknowns[0].question == "helpdesk.night-number-known"
    assert "whether a hard stop holds" in full.unknowns[0].decides
    owner = next(u for u in full.unknowns if u.question == "safety.privacy-weighed")
    assert owner.decides == ("verdicts on technology that isn't wanted now: 1",)
    # It is one of two questions of one of two checks, in a domain that counts 6 of 100.
    assert owner.points == "1"


def test_each_finding_stands_under_a_theme_of_the_inspectorate(full: LocationView) -> None:
    themes = {theme.id: [f.question for f in theme.findings] for theme in full.themes.themes}
    assert "network.signal" in themes["information-security-and-continuity"]
    assert "steering.owner" in themes["governance-and-responsible-innovation"]
    assert "coupling.alarm-channels" in themes["network-and-exchange"]
    assert themes["participation"] == []
    gaps = sum(len(found) for found in themes.values())
    assert gaps == len({g for need in full.needs.groups for n in need.needs for g in n.repairs})
    assert "it is not an IGJ or NEN assessment" in full.themes.disclaimer


def test_participation_holds_critics_and_privacy(catalogue: Catalogue) -> None:
    critics = house.observation(catalogue, "people.critics-involved", "location", "0", "interview")
    view = house.view(catalogue, house.visit(catalogue, critics))
    (finding,) = next(t.findings for t in view.themes.themes if t.id == "participation")
    assert finding.question == "people.critics-involved"


def test_a_benchmark_stands_only_beside_an_answer_that_is_known() -> None:
    catalogue = catalogue_of_tests()
    found = {b.id: b for b in house.view(catalogue, golden_visit()).benchmarks}
    applications = found["applications-per-carer"]
    assert (applications.ours, applications.value) == (
        "14 applications (median of 3)",
        "17 on average",
    )
    assert (applications.year, applications.population) == ("2022 at the latest", "not stated")
    assert (applications.our_figure, applications.figure) == (14.0, 17.0)
    assert "insufficient-skills" not in found
    assert "reporting-time" not in found
    hidden = house.view(catalogue, house.visit(catalogue)).benchmarks
    assert "applications-per-carer" not in {b.id for b in hidden}


def test_the_coupling_names_pairs_that_a_must_asks_for_and_nobody_listed(
    catalogue: Catalogue,
) -> None:
    location = replace(house.LINDEHOF, in_use=("speech-reporting",))
    found = house.view(catalogue, house.visit(catalogue, location=location)).coupling
    assert found is not None
    assert [(p.one, p.other, p.state, p.asked_by) for p in found.pairs] == [
        ("client record", "pharmacy", 1, ""),
        ("client record", "speech reporting", None, "Speech reporting"),
    ]
    assert found.summary == (
        "Couplings that are needed: 2. By themselves: 0; by hand: 1; not known: 1."
    )


def test_the_glossary_explains_what_the_report_says_and_nothing_else(full: LocationView) -> None:
    terms = {term.id for term in full.glossary}
    assert {"dbm", "hard-stop", "igj", "jitter", "wilson"} <= terms
    assert "wegiz" not in terms
    assert "wzd" not in terms


def test_an_open_visit_is_a_draft(catalogue: Catalogue) -> None:
    view = house.view(catalogue, replace(house.visit(catalogue), closed_at=""))
    assert view.title.draft
    assert view.title.status == "draft: visit still open"
    assert view.title.cautions[0].startswith("This visit is still open")


def test_another_ruler_than_the_visits_own_is_said(catalogue: Catalogue) -> None:
    view = house.view(catalogue, replace(house.visit(catalogue), ruler="0123456789abcdef"))
    assert "This visit was made with ruler 0123456789abcdef" in view.title.cautions[0]


def test_answers_that_contradict_each_other_are_both_shown(catalogue: Catalogue) -> None:
    other = house.observation(catalogue, "helpdesk.hours", "location", "168", "document")
    view = house.view(catalogue, house.visit(catalogue, other))
    hours = question(view, "helpdesk.hours")
    assert {one.value for one in hours.answers} == {"55 hours", "168 hours"}
    assert "these answers contradict each other; a person must choose" in hours.remarks
    assert any("contradict each other: 1" in caution for caution in view.title.cautions)


def test_a_correction_after_closing_is_listed_with_its_reason(catalogue: Catalogue) -> None:
    late = replace(
        house.observation(catalogue, "safety.nen7510", "location", "2", "document"),
        correction="the certificate came later",
    )
    (correction,) = house.view(catalogue, house.visit(catalogue, late)).title.corrections
    assert correction.reason == "the certificate came later"
    assert correction.answer.startswith("step 2: ")


def test_an_empty_visit_flatters_nobody(catalogue: Catalogue) -> None:
    view = house.view(catalogue, house.empty_visit(catalogue))
    assert view.summary.score == "0–100"
    assert view.summary.level == "no level yet"
    assert {t.mark.state for t in view.technologies} == {"undecided"}
    assert view.needs.note == "Nothing is known yet, so nothing can be said about measures."
    assert view.summary.first[0] == (
        "In use, and not enough is known to say it is safe: Mobile client record at the "
        "bedside, Nurse call and voice over Wi-Fi."
    )


def test_a_visit_with_nothing_in_play_says_so(catalogue: Catalogue) -> None:
    """Home care asks no rooms; everything else is said not to apply."""
    location = replace(house.LINDEHOF, kind="home-care", in_use=(), wanted=())
    answers: list[Observation] = []
    for asked in catalogue.questions.values():
        if getattr(asked, "derived", ""):
            continue
        about = {
            "location": "location",
            "spot": "spot:1/Noord/client-room/1",
            "pair": "pair:ecd~pharmacy",
            "technology": "technology:bed-sensor",
            "shift": "shift:day",
        }.get(asked.asked_of, f"{asked.asked_of}:1")
        answers.append(house.given(asked.id, about, NotApplicable("closed for rebuilding")))
    visit = replace(house.visit(catalogue, location=location), observations=tuple(answers))
    view = house.view(catalogue, visit)
    assert view.summary.score == "no score"
    assert view.summary.score_means == "Nothing was in play, so there is no score."
    assert view.summary.bar is None
    assert view.needs.note == "Nothing was in play, so nothing can be said about measures."
    assert all(domain.bar is None for domain in view.domains)


def test_an_assessment_of_another_visit_is_refused(catalogue: Catalogue) -> None:
    visit = house.visit(catalogue)
    other = replace(assess(catalogue, visit), visit="another")
    with pytest.raises(ValueError, match="another"):
        location_view(catalogue, visit, other, Language("en"), house.MADE_AT, "1.2.3")


def test_every_unit_of_the_content_has_words_in_the_report(catalogue: Catalogue) -> None:
    """A unit that is read in any language may stay as it is; no other may."""

    class Marking(Language):
        def word(self, template: str, **values: Any) -> str:
            return f"<{template}>"

    same = {"", "Mbit/s", "ms", "dBm", "dB", "s", "min"}
    units = {asked.unit for asked in catalogue.questions.values()}
    for asked in catalogue.questions.values():
        units |= {part.unit for part in getattr(asked, "parts", {}).values()}
    assert {u for u in units if Marking("en").unit(u) == u} <= same


def test_dutch_reads_dutch_content_and_numbers(catalogue: Catalogue) -> None:
    view = house.view(catalogue, house.visit(catalogue), "nl")
    assert view.title.day == "20-11-2025"
    assert view.summary.score == "52,8 (24,6–81,1)"
    assert view.domains[0].name == "Netwerk en wifi"


def test_conditions_are_named_one_by_one(catalogue: Catalogue) -> None:
    answers = (
        house.observation(catalogue, "steering.owner", "technology:hip-airbag", "yes", "document"),
        house.observation(catalogue, "people.technology-training", "location", "2", "document"),
    )
    location = replace(house.LINDEHOF, wanted=("hip-airbag",))
    view = house.view(catalogue, house.visit(catalogue, *answers, location=location))
    airbag = next(t for t in view.technologies if t.id == "hip-airbag")
    assert str(airbag.mark) == "◐ ready with conditions"
    assert airbag.musts == "2 of 2"
    assert {r.kind for r in airbag.conditions} == {"recommended"}
    assert len(airbag.conditions) >= 1
    assert view.summary.first[-1] == "Ready with conditions, in use or wanted: Hip airbag."


def test_what_comes_with_buying_stands_under_conditions(full: LocationView) -> None:
    sensor = next(t for t in full.technologies if t.id == "bed-sensor")
    assert [r.seen for r in sensor.conditions] == [
        "can only be shown once the technology is there: ask for it when buying"
    ] * len(sensor.conditions)
    assert "20 test alarms" in sensor.conditions[0].condition
