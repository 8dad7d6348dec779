"""Locations by domain and by technology: the figures, and whose they are."""

from __future__ import annotations

import itertools
import json
from dataclasses import replace
from fractions import Fraction as F

import pytest

from readiness.compare.documented import document
from readiness.compare.scored import from_row
from readiness.language import Language
from readiness.score.assess import assess
from tests import builders
from tests.builders import by_people, rooms, said
from tests.compare import houses

# Outage procedure step 2 is 65, offline overview step 1 is 40, NEN 7510 step 3 is 80.
SAFE = (
    said("safety.outage-procedure", "2"),
    said("safety.offline-overview", "1"),
    said("safety.nen7510", "3"),
)


def test_a_domain_is_worked_out_from_its_questions_as_by_hand() -> None:
    made = houses.together(houses.visit("Beuk", *SAFE), houses.visit("Els"))
    # Check outage: (65 + 40) / 2 = 52.5. Check security: 80 known, accounts unknown: 40 to 90.
    assert houses.domain(made, "Beuk", "safety") == (F("46.25"), F("71.25"), F("66.25"), 3, 4)
    assert houses.domain(made, "Els", "safety") == (0, 100, None, 0, 4)


def test_one_location_by_itself_has_the_figures_of_its_assessment() -> None:
    facts = {"in_use": ("nurse-call",), "client_rooms": 12}
    visit = houses.visit("Beuk", *SAFE, rooms((12, builders.GOOD_ROOM)), **facts)
    made = houses.together(visit)
    assessment = assess(builders.catalogue(), visit)
    assert [(d.low, d.high, d.point, d.known, d.in_play) for d in made.places[0].domains] == [
        (t.low, t.high, t.point, t.known, t.in_play) for t in assessment.domains
    ]
    assert (made.places[0].known, made.places[0].in_play) == (
        assessment.known,
        assessment.in_play,
    )


def test_a_record_comes_back_from_json_as_it_was() -> None:
    visit = houses.visit("Beuk", *SAFE, rooms((3, builders.GOOD_ROOM)), in_use=("bed-sensor",))
    made = houses.scored(visit)
    assert from_row(json.loads(json.dumps(made.row()))) == made


@pytest.mark.parametrize("row", [[], [0] * 12, None, [1, 2, 3], "x"])
def test_a_record_of_another_shape_is_refused(row: object) -> None:
    with pytest.raises(ValueError):
        from_row(row)


def test_locations_stand_in_the_order_of_their_names_whatever_their_scores() -> None:
    made = houses.together(
        houses.visit("els"), houses.visit("Zilverspar", *SAFE), houses.visit("Beuk")
    )
    assert [one.location.name for one in made.places] == ["Beuk", "els", "Zilverspar"]


def test_the_order_in_which_locations_are_given_changes_no_byte() -> None:
    visits = [
        houses.visit("Beuk", *SAFE, wanted=("bed-sensor",)),
        houses.visit("Els", said("safety.nen7510", "1"), in_use=("nurse-call",)),
        houses.visit("Iep", by_people("helpdesk.mark", "6", "7", "8", "5", "7"), extended=True),
        houses.visit("Iep", said("safety.outage-procedure", "0"), organisation="Zorg"),
    ]
    visits[3] = replace(visits[3], location=replace(visits[3].location, id="iep-2"))
    texts = set()
    for order in itertools.permutations(visits):
        made = houses.together(*order)
        told = document(made, builders.catalogue(), Language("en"))
        texts.add(told.model_dump_json())
    assert len(texts) == 1


EVERY_WISH = tuple(builders.catalogue().technologies)


@pytest.mark.parametrize("technology", EVERY_WISH)
def test_wishing_for_a_technology_changes_no_figure_of_any_location(technology: str) -> None:
    others = (
        houses.visit("Els", said("safety.nen7510", "1"), in_use=EVERY_WISH),
        houses.visit("Iep", extended=True),
    )
    before = houses.together(houses.visit("Beuk", *SAFE), *others)
    after = houses.together(houses.visit("Beuk", *SAFE, wanted=(technology,)), *others)
    assert after.questions == before.questions
    assert [one.domains for one in after.places] == [one.domains for one in before.places]
    assert after.spreads == before.spreads


def test_a_question_beyond_the_core_counts_only_where_all_have_it_in_play() -> None:
    question = "helpdesk.floor-visits"
    some = houses.together(houses.visit("Beuk", extended=True), houses.visit("Els"))
    assert question not in some.questions
    (left,) = (one for one in some.not_compared if one.question == question)
    assert (left.why, left.at, left.wished) == ("not-everywhere", ("beuk",), ())
    every = houses.together(houses.visit("Beuk", extended=True), houses.visit("Els", extended=True))
    assert question in every.questions
    # What is left out then is asked nowhere: home care, or technology that nobody uses.
    assert {one.why for one in every.not_compared} <= {"nowhere"}


def test_visits_scored_with_another_ruler_are_not_put_together() -> None:
    one = houses.compared(houses.visit("Beuk"))
    strange = replace(one, visits=(replace(one.last, ruler="0123"),))
    with pytest.raises(ValueError, match="0123"):
        houses.of([one, strange])


def test_a_technology_in_use_keeps_its_own_questions() -> None:
    made = houses.together(
        houses.visit("Beuk", said("safety.outage-procedure", "0"), in_use=("mobile-record",)),
        houses.visit("Els"),
    )
    (verdict,) = (v for v in houses.place(made, "Beuk").verdicts if v.technology == "mobile-record")
    assert (verdict.state, verdict.in_use) == ("not-yet", True)
    assert verdict.failed == ("safety.outage-procedure",)
