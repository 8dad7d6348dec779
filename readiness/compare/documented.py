"""A comparison put into its documented shape."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from readiness.compare.comparison import Comparison
from readiness.compare.document import (
    AskedQuestion,
    ChangePart,
    ComparedLocation,
    ComparisonDocument,
    DomainScore,
    DomainSpread,
    LessonPart,
    LeverPart,
    LocationLeftOut,
    OrganisationPart,
    OrganisationsPart,
    OutlierPart,
    QuestionLeftOut,
    QuestionScore,
    ReachPart,
    SpreadPart,
    StepPart,
    TechnologyVerdict,
    TrendPart,
    VerdictChangePart,
)
from readiness.compare.leverage import Reach
from readiness.compare.place import Place, Score
from readiness.compare.scored import ScoredVerdict
from readiness.compare.spread import Spread
from readiness.compare.trend import QuestionChange, Trend
from readiness.model.content import Catalogue
from readiness.model.printed.assessment import Exact, Translator, exact
from readiness.model.printed.loosened import in_parts


def document(
    comparison: Comparison,
    catalogue: Catalogue,
    translator: Translator,
    by_organisation: bool = False,
) -> ComparisonDocument:
    """The comparison in the documented shape; reasons in the reader's language."""
    groups = _organisations(comparison) if by_organisation else None
    places = () if by_organisation else comparison.places
    made = ComparisonDocument(
        ruler=comparison.ruler,
        day=comparison.day,
        filters={k: v for k, v in vars(comparison.filters).items() if v},
        fictional=any(place.location.fictional for place in comparison.places),
        questions=list(comparison.questions),
        locations=[_location(comparison, catalogue, place) for place in places],
        questions_left_out=[],
        left_out=[],
        rescored=comparison.rescored,
        asked=[],
        common_weak_points=[],
        hard_stops={},
        lessons=[],
        spread=[],
        outliers=[],
        trends=[],
        leverage=[],
        organisations=groups,
        loosened=in_parts(catalogue.loosened, translator.say),
    )
    if by_organisation:
        return made
    return made.model_copy(update=_about_locations(comparison, catalogue, translator))


def _about_locations(
    comparison: Comparison, catalogue: Catalogue, translator: Translator
) -> dict[str, object]:
    """All that names locations."""
    return {
        "questions_left_out": [
            QuestionLeftOut(
                question=one.question,
                why=one.why,
                in_play_at=list(one.at),
                by_a_wish_at=list(one.wished),
            )
            for one in comparison.not_compared
        ],
        "left_out": [
            LocationLeftOut(
                location=one.location.id,
                visit=one.visit,
                date=one.date,
                reason=translator.say(one.reason),
                whole_location=one.whole,
            )
            for one in comparison.left_out
        ],
        "asked": [
            AskedQuestion(
                question=one.question,
                locations=dict(one.states),
                spread=None if one.spread is None else _spread(one.spread),
                weak_at=list(one.weak),
            )
            for one in comparison.asked
        ],
        "common_weak_points": [one.question for one in comparison.weak],
        "hard_stops": {one.question: list(one.at) for one in comparison.stops},
        "lessons": [
            LessonPart(
                check=one.check,
                best=list(one.best),
                best_score=exact(one.best_score),
                weakest=list(one.weakest),
                weakest_score=exact(one.weakest_score),
            )
            for one in comparison.lessons
        ],
        "spread": _domain_spreads(comparison.spreads),
        "outliers": [
            OutlierPart(
                domain=one.domain,
                location=one.location,
                point=exact(one.point),
                median=exact(one.median),
                side=one.side,
            )
            for one in comparison.outliers
        ],
        "trends": [_trend(catalogue, trend) for trend in comparison.trends],
        "leverage": [
            LeverPart(
                remedy=lever.remedy,
                opened=lever.opened,
                opened_in_use_or_wanted=lever.opened_asked_for,
                opens=[_reach(reach) for reach in lever.opens],
                eased=lever.eased,
                eases=[_reach(reach) for reach in lever.eases],
            )
            for lever in comparison.levers
        ],
    }


def _maybe(number: Fraction | None) -> Exact | None:
    return None if number is None else exact(number)


def _location(comparison: Comparison, catalogue: Catalogue, place: Place) -> ComparedLocation:
    location, found = place.location, place.questions
    return ComparedLocation(
        id=location.id,
        name=location.name,
        organisation=location.organisation,
        region=location.region,
        kind=location.kind,
        visit=place.visit.visit,
        date=place.visit.date,
        closed=place.visit.closed,
        made_with=place.visit.made_with,
        days=place.age,
        visits=place.visits,
        known=place.known,
        in_play=place.in_play,
        coverage=exact(place.coverage),
        domains=_domains(catalogue, place.domains),
        questions=[
            QuestionScore(
                id=id_,
                outcome=found[id_].state,
                low=exact(found[id_].low),
                high=exact(found[id_].high),
                point=_maybe(found[id_].point),
            )
            for id_ in comparison.questions
            if id_ in found and found[id_].in_play == "yes"
        ],
        technologies=[_technology(verdict) for verdict in place.verdicts],
        hard_stops=list(place.visit.stops),
    )


def _domains(catalogue: Catalogue, scores: tuple[Score, ...]) -> list[DomainScore]:
    return [
        DomainScore(
            id=id_,
            low=_maybe(score.low),
            high=_maybe(score.high),
            point=_maybe(score.point),
            coverage=exact(score.coverage),
            known=score.known,
            in_play=score.in_play,
        )
        for id_, score in zip(catalogue.domains, scores, strict=True)
    ]


def _technology(verdict: ScoredVerdict) -> TechnologyVerdict:
    return TechnologyVerdict(
        id=verdict.technology,
        verdict=verdict.state,
        in_use=verdict.in_use,
        wanted=verdict.wanted,
        failed=list(verdict.failed),
        unknown=list(verdict.unknown),
    )


def _spread(found: Spread) -> SpreadPart:
    return SpreadPart(
        count=found.count,
        least=exact(found.least),
        lower_quartile=exact(found.lower),
        median=exact(found.median),
        upper_quartile=exact(found.upper),
        most=exact(found.most),
    )


def _domain_spreads(found: Mapping[str, Spread]) -> list[DomainSpread]:
    return [
        DomainSpread(domain=domain, **_spread(spread).model_dump())
        for domain, spread in found.items()
    ]


def _trend(catalogue: Catalogue, trend: Trend) -> TrendPart:
    return TrendPart(
        location=trend.location,
        visits=[
            StepPart(visit=step.visit, date=step.date, domains=_domains(catalogue, step.domains))
            for step in trend.steps
        ],
        worse=[_change(change) for change in trend.worse],
        better=[_change(change) for change in trend.better],
        same=trend.same,
        newly_known=trend.newly_known,
        no_longer_known=trend.no_longer_known,
        verdicts=[
            VerdictChangePart(technology=one.technology, before=one.before, after=one.after)
            for one in trend.verdicts
        ],
    )


def _change(change: QuestionChange) -> ChangePart:
    return ChangePart(
        question=change.question, before=exact(change.before), after=exact(change.after)
    )


def _reach(reach: Reach) -> ReachPart:
    return ReachPart(
        technology=reach.technology,
        in_use=list(reach.in_use),
        wanted=list(reach.wanted),
        neither=list(reach.neither),
        then_unknown=list(reach.then_unknown),
    )


def _organisations(comparison: Comparison) -> OrganisationsPart:
    found = comparison.organisations
    return OrganisationsPart(
        shown=[
            OrganisationPart(
                name=one.name,
                locations=one.locations,
                known=one.known,
                in_play=one.in_play,
                domains=_domain_spreads(one.domains),
                technologies={t: dict(counts) for t, counts in one.verdicts.items()},
                weak={q: count for q, count in one.weak.items() if count},
            )
            for one in found.shown
        ],
        hidden_groups=found.hidden_groups,
        hidden_locations=found.hidden_locations,
        common_weak_points=list(found.common),
    )
