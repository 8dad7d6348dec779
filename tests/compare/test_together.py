"""What locations share, who stands apart, who can learn, what changed, what one repair opens."""

from __future__ import annotations

from datetime import date
from fractions import Fraction as F
from typing import Any

from readiness.compare.spread import spread
from readiness.model.revision import Observation
from readiness.model.visit import Visit
from tests.builders import catalogue, said
from tests.compare import houses


def outage(
    name: str, step: int, overview: int = 1, more: tuple[Observation, ...] = (), **facts: Any
) -> Visit:
    """A location of which only the check on outages is known: (step + overview) / 2."""
    return houses.visit(
        name,
        said("safety.outage-procedure", str(step)),
        said("safety.offline-overview", str(overview)),
        *more,
        **facts,
    )


def test_quartiles_lie_in_proportion_between_two_locations() -> None:
    found = spread([F(40), F(10), F(20), F(30)])
    assert found is not None
    assert (found.least, found.lower, found.median, found.upper, found.most) == (
        10,
        F("17.5"),
        25,
        F("32.5"),
        40,
    )
    assert spread([]) is None
    assert spread([F(200, 3)]).median == F(200, 3)  # type: ignore[union-attr]


def test_weak_at_three_locations_is_common_and_at_two_it_is_not() -> None:
    # Step 2 is 65: partly in order. Step 3 is 100. Overview 3 is 100, 0 is 0.
    made = houses.together(
        outage("Beuk", 2, 0), outage("Els", 2, 0), outage("Iep", 2, 3), outage("Linde", 3, 3)
    )
    assert [(one.question, one.weak) for one in made.weak] == [
        ("safety.outage-procedure", ("beuk", "els", "iep"))
    ]


def safe(name: str, step: int, overview: int) -> Visit:
    """Three of the four questions on safety known, NEN 7510 at its best."""
    nen = said("safety.nen7510", "4")
    return outage(name, step, overview, more=(nen,))


def test_an_outlier_lies_outside_the_fences_and_ten_points_from_the_median() -> None:
    names = ("Beuk", "Els", "Iep", "Linde", "Olm")
    made = houses.together(*(safe(name, 3, 3) for name in names), safe("Vlier", 0, 0))
    (found,) = made.outliers
    assert (found.domain, found.location, found.side) == ("safety", "vlier", "below")
    assert (found.point, found.median) == (50, 100)
    # Five others say enough, three don't.
    few = houses.together(*(safe(name, 3, 3) for name in names[:3]), safe("Vlier", 0, 0))
    assert few.outliers == ()
    # Half known says nothing of who stands apart.
    half = houses.together(*(safe(name, 3, 3) for name in names), outage("Vlier", 0, 0))
    assert half.outliers == ()


def test_the_best_known_location_can_show_the_weakest() -> None:
    made = houses.together(outage("Beuk", 3, 3), outage("Els", 2, 2), outage("Iep", 0, 0))
    (lesson,) = (one for one in made.lessons if one.check == "safety.outage")
    assert (lesson.best, lesson.best_score) == (("beuk",), 100)
    assert (lesson.weakest, lesson.weakest_score) == (("iep",), 0)


def test_nobody_learns_from_what_is_only_partly_known_or_less_than_twenty_points_away() -> None:
    half_known = houses.visit("Iep", said("safety.outage-procedure", "0"))
    # (65 + 75) / 2 = 70 against (100 + 75) / 2 = 87.5: too close.
    made = houses.together(outage("Beuk", 3, 2), outage("Els", 2, 2), half_known)
    assert [one.check for one in made.lessons] == []


def test_a_regression_between_two_visits_is_named_with_both_figures() -> None:
    first = outage("Beuk", 3, 1, on=date(2025, 3, 2))
    second = outage("Beuk", 2, 2, on=date(2026, 3, 2))
    made = houses.of([houses.compared(first, second), houses.compared(outage("Els", 1))])
    (trend,) = made.trends
    assert trend.location == "beuk"
    assert [(c.question, c.before, c.after) for c in trend.worse] == [
        ("safety.outage-procedure", 100, 65)
    ]
    assert [(c.question, c.before, c.after) for c in trend.better] == [
        ("safety.offline-overview", 40, 75)
    ]
    number = list(catalogue().domains).index("safety")
    assert [step.domains[number].point for step in trend.steps] == [70, 70]
    assert made.places[0].age == 10


def test_what_is_newly_known_is_no_improvement() -> None:
    first = houses.visit("Beuk", on=date(2025, 3, 2))
    made = houses.of([houses.compared(first, outage("Beuk", 3, 3))])
    (trend,) = made.trends
    assert (trend.better, trend.worse, trend.newly_known) == ((), (), 2)


def test_a_repair_opens_a_technology_where_it_repairs_every_failed_must() -> None:
    made = houses.together(
        # One failed must: the outage procedure opens the mobile record, in use.
        outage("Beuk", 0, 3, in_use=("mobile-record",)),
        # Two failed musts with two remedies: each takes away one of several.
        houses.visit(
            "Els",
            said("safety.outage-procedure", "0"),
            said("devices.working-share", "1/20"),
            wanted=("mobile-record",),
        ),
    )
    remedy = catalogue().questions["safety.outage-procedure"].remedies[0]
    (lever,) = (one for one in made.levers if one.remedy == remedy)
    (opens,) = (one for one in lever.opens if one.technology == "mobile-record")
    assert (opens.in_use, opens.wanted, opens.neither) == (("beuk",), (), ())
    # Other musts of it are still unknown, so it becomes undecided first.
    assert opens.then_unknown == ("beuk",)
    (eases,) = (one for one in lever.eases if one.technology == "mobile-record")
    assert (eases.in_use, eases.wanted) == ((), ("els",))


def test_technology_in_use_or_wanted_comes_before_all_other_technology() -> None:
    made = houses.together(
        outage("Beuk", 0, 0),
        houses.visit("Els", said("devices.working-share", "1/20"), wanted=("mobile-record",)),
    )
    asked_for = [lever.opened_asked_for for lever in made.levers]
    assert asked_for == sorted(asked_for, reverse=True)
    assert made.levers[0].opened_asked_for == 1
    assert catalogue().questions["devices.working-share"].remedies[0] == made.levers[0].remedy


def test_organisations_under_three_locations_are_not_shown() -> None:
    made = houses.together(
        *(outage(name, 2, 1, organisation="Groot") for name in ("Beuk", "Els", "Iep")),
        *(outage(name, 0, 0, organisation="Klein") for name in ("Linde", "Olm")),
    )
    found = made.organisations
    assert [(one.name, one.locations) for one in found.shown] == [("Groot", 3)]
    assert (found.hidden_groups, found.hidden_locations) == (1, 2)
    # The two hidden ones count for nothing in what is shown.
    assert found.shown[0].weak["safety.outage-procedure"] == 3
    assert found.shown[0].domains["safety"].median == F("52.5")
