"""What the view model says of a visit, and what it keeps back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from readiness.language import Language
from readiness.model.content import Catalogue
from readiness.model.revision import NotApplicable, Observation
from readiness.report.questions import QuestionView
from readiness.report.view import LocationView, location_view
from readiness.score.assess import assess

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


def test_a_check_with_something_to_repair_is_never_called_strong(full: LocationView) -> None:
    assert full.summary.strong == ()


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
