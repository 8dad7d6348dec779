"""The plan as text: what is bought, where, in which order, and what it opens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from tabulate import tabulate

from readiness import terms
from readiness.cli.plan_asked import Made
from readiness.language import Language
from readiness.plain import plain
from readiness.plan.document import BoughtPart, LeftPart, MeasurePart, PlanDocument
from readiness.plan.documented import goal_name

# A column that is wider goes on below.
_WIDEST = 34
# What stands below the line goes on for long; the JSON holds it all.
_MOST_SHOWN = 10


def text(made: Made, language: Language) -> str:
    """The whole plan in the reader's language, for a terminal of any width."""
    return "\n".join(_Told(made, language).lines()).replace("\n\n\n", "\n\n").strip("\n") + "\n"


class _Told:
    def __init__(self, made: Made, language: Language) -> None:
        self._made, self._language = made, language
        self._plan: PlanDocument = made.document
        self._word = language.word

    def lines(self) -> Iterator[str]:
        yield from self._head()
        yield from self._bought()
        yield from self._opened()
        yield from self._below()
        yield from self._unsafe()
        yield from self._central()
        yield from self._find_out()
        yield from self._why()
        yield from self._rest()

    def _head(self) -> Iterator[str]:
        word, plan = self._word, self._plan
        if len(plan.budget) == 1:
            budget = self._euros(plan.budget[0])
        else:
            budget = ", ".join(self._euros(amount) for amount in plan.budget)
        title = word(
            "Investment plan: {count} locations, budget {budget}",
            count=plan.locations,
            budget=budget,
        )
        yield from (title, "=" * len(title), "")
        if plan.fictional:
            yield word("This plan is about made-up locations: nothing in it is real.")
        if plan.vat:
            yield word(
                "All amounts hold {vat} % VAT.", vat=self._language.decimal(_decimal(plan.vat))
            )
        else:
            yield word("All amounts are without VAT; --vat 21 adds it everywhere.")
        if any(not one.own_price for one in [*plan.bought, *plan.not_bought]):
            yield word(
                "Prices are assumptions, except those marked as your own (prices.toml or --price). "
                "The technologies themselves are not in them."
            )
        yield self._proof()
        yield ""

    def _proof(self) -> str:
        plan, word = self._plan, self._word
        if plan.ended_by == "gap" and not plan.gap:
            return word("No better plan exists within this budget: that is proven.")
        # Rounded down: never more than is proven.
        reached = Fraction(int((1 - Fraction(_decimal(plan.gap))) * 10_000), 10_000)
        share = self._language.percent(reached, 2)
        if plan.ended_by == "gap":
            return word(
                "Proven: this plan reaches at least {share} of the best there is.", share=share
            )
        return word(
            "The search was stopped early: this plan reaches at least {share} of the best there "
            "is. More time (--time) makes that more precise.",
            share=share,
        )

    def _bought(self) -> Iterator[str]:
        plan, word = self._plan, self._word
        yield from _heading(word("What is bought, in this order"))
        if not plan.bought:
            yield word("Nothing: with this budget no measure opens anything.")
            yield ""
            return
        years = len(plan.budget) > 1
        rows = [
            [
                *([one.year] if years else []),
                one.name,
                self._place(one.location, one.organisation),
                f"{one.units}",
                self._euros(_decimal(one.once.mid) + _decimal(one.each_year.mid)),
                self._language.decimal(_decimal(one.days)),
                self._goals(one),
                word("own price") if one.own_price else word("assumption"),
            ]
            for one in plan.bought
        ]
        headers = [
            *([word("year")] if years else []),
            word("measure to take"),
            word("where"),
            word("units"),
            word("first year"),
            word("ICT days"),
            word("helps to open"),
            word("price"),
        ]
        yield _table(rows, headers)
        yield ""
        for number, (spent, given) in enumerate(zip(plan.cost, plan.budget, strict=True), 1):
            yield word(
                "Year {year}: {spent} of {budget}; {left} is left.",
                year=number,
                spent=self._euros(spent),
                budget=self._euros(given),
                left=self._euros(_decimal(given) - _decimal(spent)),
            )
        low, high = (
            sum(
                (_decimal(getattr(o.once, s)) + _decimal(getattr(o.each_year, s)))
                for o in plan.bought
            )
            for s in ("low", "high")
        )
        yield word(
            "The first years of these measures come to {low} at the least and {high} at the most.",
            low=self._euros(low),
            high=self._euros(high),
        )
        yield ""

    def _goals(self, one: BoughtPart) -> str:
        word = self._word
        if not one.opens:
            return word("nothing yet")
        names = [self._goal(id_.partition("/")[2]) for id_ in one.opens]
        distinct = list(dict.fromkeys(names))
        shown = ", ".join(distinct[:3])
        if len(distinct) > 3:
            return word("{goals} and {more} more", goals=shown, more=len(distinct) - 3)
        return shown

    def _opened(self) -> Iterator[str]:
        plan, word = self._plan, self._word
        yield from _heading(word("What it opens, judged again with the repairs in place"))
        rows = [
            [
                self._name(one.location),
                self._goal(one.technology),
                self._use(one.in_use, one.wanted),
                str(terms.verdict(self._language, one.before)),
                str(terms.verdict(self._language, one.after)),
            ]
            for one in plan.verdicts
        ]
        headers = [word("location"), word("technology"), word("use"), word("now"), word("then")]
        yield _table(rows, headers) if rows else word("No verdict changes.")
        stops = [one for one in plan.opened if ":" in one.technology]
        if stops:
            yield ""
            yield word("Lifted:")
            for one in stops:
                yield f"- {self._goal(one.technology)}: {self._name(one.location)}"
        yield ""

    def _use(self, in_use: bool, wanted: bool) -> str:
        word = self._word
        return word("in use") if in_use else word("wanted") if wanted else ""

    def _below(self) -> Iterator[str]:
        word, below = self._word, self._plan.below_the_line
        yield from _heading(word("Just below the line"))
        if not below:
            yield word("Nothing: everything that money can open is open.")
        for one in below[:_MOST_SHOWN]:
            yield f"- {self._left(one)}"
        if len(below) > _MOST_SHOWN:
            yield word("And {more} more; --json holds them all.", more=len(below) - _MOST_SHOWN)
        yield ""

    def _unsafe(self) -> Iterator[str]:
        word, plan = self._word, self._plan
        yield from _heading(word("What stays unsafe"))
        if not plan.unsafe:
            yield word(
                "No hard stop, and no technology in use with a failed must, of which enough is "
                "known."
            )
        for one in plan.unsafe:
            yield f"- {self._left(one)}"
        if plan.unsafe and any(one.measures for one in plan.unsafe):
            yield word(
                "Closing all of this costs {mid} in the first year ({low} to {high}).",
                mid=self._euros(plan.unsafe_cost.mid),
                low=self._euros(plan.unsafe_cost.low),
                high=self._euros(plan.unsafe_cost.high),
            )
        yield ""

    def _left(self, one: LeftPart) -> str:
        word = self._word
        place, goal = self._name(one.location), self._goal(one.technology)
        if one.barred:
            return word(
                "{place}, {goal}: nothing on offer repairs {questions}, where too much is unknown",
                place=place,
                goal=goal,
                questions=", ".join(one.barred),
            )
        if one.undecided and not one.measures:
            return word(
                "{place}, {goal}: nothing more to buy, but first find out what is unknown about it",
                place=place,
                goal=goal,
            )
        if one.undecided:
            return word(
                "{place}, {goal}: {cost} more ({measures}), but first find out what is unknown "
                "about it",
                place=place,
                goal=goal,
                cost=self._euros(one.cost),
                measures=", ".join(self._measure(id_) for id_ in one.measures),
            )
        return word(
            "{place}, {goal}: {cost} more ({measures})",
            place=place,
            goal=goal,
            cost=self._euros(one.cost),
            measures=", ".join(self._measure(id_) for id_ in one.measures),
        )

    def _central(self) -> Iterator[str]:
        word, plan = self._word, self._plan
        yield from _heading(word("For the whole organisation: paid once, counts everywhere"))
        central = [one for one in plan.bought if one.location is None]
        other = [one for one in plan.not_bought if one.location is None]
        if not central and not other:
            yield word("Nothing.")
        for part, said in ((central, word("bought")), (other, word("not bought"))):
            for one in part:
                cost = self._euros(_decimal(one.once.mid) + _decimal(one.each_year.mid))
                yield f"- {one.name} ({one.organisation or '-'}): {said}, {cost}"
        yield ""

    def _find_out(self) -> Iterator[str]:
        word, found = self._word, self._plan.find_out
        yield from _heading(word("What is worth finding out first"))
        if not found:
            yield word("Nothing: every verdict is decided.")
        for one in found[:_MOST_SHOWN]:
            yield "- " + word(
                "{place}, {question}: {technologies} wait for it ({reason})",
                place=self._name(one.location),
                question=one.question,
                technologies=", ".join(self._goal(t) for t in one.technologies),
                reason=one.reason,
            )
        if len(found) > _MOST_SHOWN:
            yield word("And {more} more; --json holds them all.", more=len(found) - _MOST_SHOWN)
        yield ""

    def _why(self) -> Iterator[str]:
        word, plan = self._word, self._plan
        yield from _heading(word("Why, and why not"))
        for one in plan.bought:
            yield f"- {self._label(one)}: {one.why}"
        if plan.not_bought:
            yield ""
            yield word("Not bought:")
        for other in plan.not_bought[:_MOST_SHOWN]:
            yield f"- {self._label(other)}: {other.why}"
        if len(plan.not_bought) > _MOST_SHOWN:
            more = len(plan.not_bought) - _MOST_SHOWN
            yield word("And {more} more; --json holds them all.", more=more)
        yield ""

    def _label(self, one: MeasurePart) -> str:
        return f"{one.name} ({self._place(one.location, one.organisation)})"

    def _rest(self) -> Iterator[str]:
        word, plan = self._word, self._plan
        if plan.decisions.decisions:
            yield word(
                "Decided: {done} of {total} done.",
                done=plan.decisions.done,
                total=plan.decisions.decided_yes,
            )
            yield ""
        if plan.left_out:
            yield from _heading(word("Left out"))
            for one in self._made.gathered.left_out:
                name = terms.named(self._language, one.location)
                yield f"- {name}: {self._language.say(one.reason)}"
        yield ""

    # -- names ---------------------------------------------------------------------

    def _name(self, location: str) -> str:
        return terms.named(self._language, self._made.case.sites[location].location)

    def _place(self, location: str | None, organisation: str) -> str:
        if location is not None:
            return self._name(location)
        word = self._word
        return organisation or word("the whole organisation")

    def _measure(self, id_: str) -> str:
        offer = self._made.case.offers[id_]
        return offer.remedy.name.in_language(self._language.code)

    def _goal(self, name: str) -> str:
        found = goal_name(self._made.case, name, self._language.code)
        return found if isinstance(found, str) else self._language.say(found)

    def _euros(self, amount: Any) -> str:
        return self._language.euros(_decimal(amount))


def _decimal(amount: Any) -> Decimal:
    if isinstance(amount, str):
        fraction = Fraction(amount)
        return Decimal(fraction.numerator) / Decimal(fraction.denominator)
    return Decimal(str(amount))


def _heading(title: str) -> Iterator[str]:
    yield from (title, "-" * len(title))


def _table(rows: Sequence[Sequence[Any]], headers: Sequence[str]) -> str:
    cells = [[plain(str(cell)) for cell in row] for row in rows]
    return tabulate(
        cells,
        headers=list(headers),
        disable_numparse=True,
        maxcolwidths=[_WIDEST] * len(headers) if cells else None,
    )
