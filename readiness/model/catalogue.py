"""The catalogue: what is asked, how it is scored, what repairs it.

These classes are the format of the files in `checks/`. They are strict: a key
that isn't named here is an error, so a typing mistake in a content file is found
when it is loaded and not when a location is judged with it.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cached_property
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

Kind = Literal[
    "number",
    "ratio",
    "scale",
    "checklist",
    "agree-7",
    "mark-10",
    "matrix",
    "timed-log",
    "composite",
]
Direction = Literal["up", "down", "none"]
Method = Literal["measured", "counted", "register", "document", "observed", "interview"]
SubjectKind = Literal[
    "location", "spot", "person", "call", "alarm", "pair", "app", "device", "shift", "technology"
]
Zone = Literal[
    "client-room",
    "living-room",
    "corridor",
    "bathroom",
    "stairs",
    "lift",
    "medicine-room",
    "team-post",
    "exit",
    "garden",
    "basement",
    "other",
]
LocationKind = Literal["residential", "home-care", "both"]
Shift = Literal["day", "evening", "night", "weekend"]
# "rooms": all client rooms up to 10, above that max(10, 30 %).
# "technologies-in-use": every technology in use. "technologies-naming": every
# technology in use whose profile names the question.
LeastRule = Literal["rooms", "technologies-in-use", "technologies-naming"]
Point = tuple[Decimal, Decimal]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
# The five themes of the Inspectorate's framework for e-health.
IgjTheme = Literal[
    "governance-and-responsible-innovation",
    "introduction-and-use",
    "participation",
    "network-and-exchange",
    "information-security-and-continuity",
]


class Content(BaseModel):
    """Base of everything read from a content file: frozen, no unknown keys."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Text(Content):
    """The same words in both languages; neither may be missing or empty."""

    nl: Annotated[str, Field(min_length=1)]
    en: Annotated[str, Field(min_length=1)]

    def in_language(self, language: str) -> str:
        return self.nl if language == "nl" else self.en


def _sorted_curve(points: tuple[Point, ...]) -> None:
    for (left, _), (right, _) in pairwise(points):
        if right <= left:
            raise ValueError(f"curve is not sorted: {right} follows {left}; sort its points by x")
    for x, score in points:
        if not 0 <= score <= 100:
            raise ValueError(f"score {score} at {x} is outside 0 to 100")


Curve = tuple[Point, ...]


class AppliesIf(Content):
    """When a question is asked at all; an empty list means: no condition."""

    kinds: tuple[LocationKind, ...] = ()
    technologies: tuple[Slug, ...] = ()


class Clause(Content):
    """One condition on a question's answer.

    `on` says what is compared: the raw `value` (in the question's unit), the
    `score` (0-100), a `step` number, a named `part`, one checklist `item`, all
    `items`, or the state of one `pair`. `name` names the part, item or pair.
    Exactly one of the bounds is given.
    """

    on: Literal["value", "score", "step", "part", "item", "items", "pair"]
    name: str = ""
    at_least: Decimal | None = None
    at_most: Decimal | None = None
    below: Decimal | None = None
    is_: Annotated[str | None, Field(alias="is")] = None
    is_not: str | None = None

    @model_validator(mode="after")
    def _one_bound(self) -> Clause:
        given = [self.at_least, self.at_most, self.below, self.is_, self.is_not]
        if sum(bound is not None for bound in given) != 1:
            raise ValueError("give exactly one of at_least, at_most, below, is, is_not")
        if (self.on in ("part", "item", "pair")) != bool(self.name):
            raise ValueError(f"a clause on {self.on} and its name don't go together")
        return self


class HardStop(Content):
    """A finding that caps the level at 1 when its clause holds, whatever the mean."""

    when: Clause
    # "alarm": only where a technology with `alarm = true` is in use.
    where: Literal["always", "alarm"] = "always"
    text: Text


class QuestionBase(Content):
    """What every question declares, whatever its kind."""

    id: str = ""
    domain: str = ""
    check: str = ""
    set_: Annotated[Literal["core", "extended"], Field(alias="set")]
    class_: Annotated[Literal["need", "nice"], Field(alias="class")] = "need"
    prompt: Text
    help: Text
    weak: Text
    strong: Text
    unit: str = ""
    asked_of: SubjectKind = "location"
    also_of: tuple[SubjectKind, ...] = ()
    least: Annotated[int, Field(ge=1)] | LeastRule = 1
    aggregate: Literal["median", "median-worse", "pooled", "weighted", "busiest-shift"] = "median"
    direction: Direction = "up"
    methods: Annotated[tuple[Method, ...], Field(min_length=1)]
    applies_if: AppliesIf = AppliesIf()
    valid_months: Annotated[int, Field(ge=1)] = 12
    legal: bool = False
    carers: bool = False
    # Where its findings belong to another theme than the domain's.
    igj: IgjTheme | None = None
    remedies: Annotated[tuple[Slug, ...], Field(min_length=1)]
    sources: Annotated[tuple[str, ...], Field(min_length=1)]
    hard_stop: HardStop | None = None

    @property
    def core(self) -> bool:
        return self.set_ == "core"

    @property
    def is_derived(self) -> bool:
        """Computed from other questions, never answered."""
        return bool(getattr(self, "derived", ""))

    @property
    def weight(self) -> int:
        """Weight inside its check: a necessary thing counts twice."""
        return 2 if self.class_ == "need" else 1


class Curved(QuestionBase):
    """A question whose number becomes a score through a curve.

    `curve` holds points (x in the question's unit, score 0-100), sorted by x;
    linear between them and flat outside.
    """

    curve: Annotated[Curve, Field(min_length=2)]

    @model_validator(mode="after")
    def _sorted(self) -> Curved:
        _sorted_curve(self.curve)
        return self


class NumberQuestion(Curved):
    """One number. `no_link` is what a spot without any network stands for.

    `names` are words that may be answered instead of a number (reception "good").
    `target = "line"`: the curve's x is the number divided by the line target of
    the location (Mbit/s). `zero_is_not_applicable`: 0 takes the question out of play.
    """

    kind: Literal["number"]
    minimum: Decimal = Decimal(0)
    maximum: Decimal = Decimal(1_000_000)
    whole: bool = False
    names: dict[Slug, Decimal] = {}
    no_link: Decimal | None = None
    target: Literal["", "line"] = ""
    zero_is_not_applicable: bool = False


class RoomTest(Content):
    """One condition that a client room must meet to count as adequate.

    `where_read`: a room where this couldn't be read is judged on the others.
    """

    question: str
    at_least: Decimal | None = None
    at_most: Decimal | None = None
    where_read: bool = False


class RatioQuestion(QuestionBase):
    """A count of a total; the curve's x is in `unit`.

    `unit` "fraction": 3/4 is 0.75, and the count may exceed the total. "percent":
    3/4 is 75, and it may not. With `lookup` the score is looked up by count and
    the total is fixed at the last count. `derived`: computed from the spots in client
    rooms that pass all tests of `adequate`, never answered.
    """

    kind: Literal["ratio"]
    unit: Literal["fraction", "percent"]
    curve: Curve = ()
    lookup: tuple[Decimal, ...] = ()
    derived: Literal["", "room-coverage"] = ""
    adequate: tuple[RoomTest, ...] = ()

    @model_validator(mode="after")
    def _scored(self) -> RatioQuestion:
        if bool(self.derived) != bool(self.adequate):
            raise ValueError("a derived question and its adequate tests go together")
        if bool(self.curve) == bool(self.lookup):
            raise ValueError("give either a curve or a lookup")
        _sorted_curve(self.curve)
        return self


class Step(Content):
    score: Annotated[Decimal, Field(ge=0, le=100)]
    text: Text


class ScaleQuestion(QuestionBase):
    """Ordered steps, 0 the weakest; the step's number is its place in the list."""

    kind: Literal["scale"]
    steps: Annotated[tuple[Step, ...], Field(min_length=2)]

    @model_validator(mode="after")
    def _rising(self) -> ScaleQuestion:
        scores = [step.score for step in self.steps]
        if scores != sorted(scores):
            raise ValueError("steps are not sorted: a higher step may not score lower")
        return self


class State(Content):
    id: Slug
    share: Annotated[Decimal, Field(ge=0, le=1)]
    text: Text


class Item(Content):
    id: Slug
    text: Text


class ChecklistQuestion(QuestionBase):
    """Items that each have a state.

    Without `lookup`: the mean share of the items that apply, times 100. With
    `lookup`: by the number of items in a state of share 1, from none to all.
    `item_not_applicable`: an item may be answered "not-applicable" and then leaves.
    """

    kind: Literal["checklist"]
    states: Annotated[tuple[State, ...], Field(min_length=2)]
    items: Annotated[tuple[Item, ...], Field(min_length=1)]
    item_not_applicable: bool = False
    lookup: tuple[Decimal, ...] = ()

    @model_validator(mode="after")
    def _complete(self) -> ChecklistQuestion:
        if self.lookup and len(self.lookup) != len(self.items) + 1:
            raise ValueError("lookup needs a score for each count from 0 to the number of items")
        if list(self.lookup) != sorted(self.lookup):
            raise ValueError("lookup is not sorted")
        return self


class AgreeQuestion(Curved):
    """A statement, agreed with from 1 (not at all) to 7 (wholly)."""

    kind: Literal["agree-7"]


class MarkQuestion(Curved):
    """A mark from 1 to 10."""

    kind: Literal["mark-10"]


class Pair(Content):
    of: tuple[Slug, Slug]
    weight: Annotated[int, Field(ge=1, le=3)]


class MatrixQuestion(QuestionBase):
    """Pairs of systems, each with a state; score = sum(weight x state) / sum(weight x best).

    A pair that is answered is needed; its weight comes from `pairs`, else 1, unless
    the answer itself gives one. The best state is the last of `states`.
    """

    kind: Literal["matrix"]
    states: Annotated[tuple[Step, ...], Field(min_length=2)]
    systems: tuple[Item, ...]
    pairs: tuple[Pair, ...]

    @cached_property
    def weights(self) -> dict[str, int]:
        """Default weight by pair name, systems in alphabetical order: `ecd~pharmacy`."""
        return {"~".join(sorted(pair.of)): pair.weight for pair in self.pairs}


class TimedLogQuestion(Curved):
    """Events with a time each (seconds) or none at all: calls, test alarms.

    `late` is the word for an event that never came ("lost", "unanswered"): it
    counts as infinitely late inside the median. `moments` are the kinds of moment
    an event can have; at least one event is needed in each of `needed_moments`.
    With `delivered_curve` the lower of the two curves counts; its x is the number
    delivered of every 20 sent.
    """

    kind: Literal["timed-log"]
    late: Slug
    moments: tuple[Item, ...] = ()
    needed_moments: tuple[Slug, ...] = ()
    delivered_curve: Curve = ()

    @model_validator(mode="after")
    def _delivered_sorted(self) -> TimedLogQuestion:
        _sorted_curve(self.delivered_curve)
        return self


class Part(Content):
    """One part of a composite: a number (with unit) or yes/no.

    `if_no_score`: "no" makes the score this. `if_no_subtract`: "no" takes this off.
    """

    kind: Literal["number", "yes-no"]
    text: Text
    unit: str = ""
    direction: Direction = "up"
    minimum: Decimal = Decimal(0)
    maximum: Decimal = Decimal(1_000_000)
    if_no_score: Decimal | None = None
    if_no_subtract: Decimal | None = None


class CompositeQuestion(Curved):
    """Named parts. The curve is on the number part; yes/no parts may cap or subtract."""

    kind: Literal["composite"]
    parts: dict[Slug, Part]

    @model_validator(mode="after")
    def _one_number(self) -> CompositeQuestion:
        if sum(part.kind == "number" for part in self.parts.values()) != 1:
            raise ValueError("a composite needs exactly one part of kind number")
        return self


Question = (
    NumberQuestion
    | RatioQuestion
    | ScaleQuestion
    | ChecklistQuestion
    | AgreeQuestion
    | MarkQuestion
    | MatrixQuestion
    | TimedLogQuestion
    | CompositeQuestion
)
AnyQuestion = Annotated[Question, Field(discriminator="kind")]


class Check(Content):
    """A few questions that belong together: one page of the visit."""

    id: str = ""
    domain: str = ""
    order: int
    name: Text
    # Who can answer, what to bring: read before the first question.
    intro: Text
    questions: Annotated[dict[Slug, AnyQuestion], Field(min_length=1)]


class Domain(Content):
    """One of the eight subjects of a visit."""

    id: str = ""
    order: int
    weight: Annotated[int, Field(ge=0)]
    scored: bool = True
    # Basic domains decide levels 0 to 3.
    basic: bool
    name: Text
    weak: Text
    strong: Text
    answered_by: Text
    igj: IgjTheme


class Range(Content):
    """Low and high of an assumption; the middle is their mean."""

    low: Annotated[Decimal, Field(ge=0)]
    high: Annotated[Decimal, Field(ge=0)]

    @model_validator(mode="after")
    def _ordered(self) -> Range:
        if self.high < self.low:
            raise ValueError("high is below low")
        return self

    @property
    def mid(self) -> Decimal:
        return (self.low + self.high) / 2


ZERO = Range(low=Decimal(0), high=Decimal(0))


class Remedy(Content):
    """A measure that repairs something. All money and effort is an assumption.

    `once` and `year` in euros per unit, `effort` in working days per unit, `lead`
    in weeks. `per` names the unit, `units` how many a location of 50-100 beds needs.
    """

    id: str = ""
    name: Text
    explanation: Text
    once: Range = ZERO
    year: Range = ZERO
    effort: Range
    lead_weeks: Range
    per: Literal[
        "location",
        "organisation",
        "access-point",
        "cabinet",
        "device",
        "user",
        "coupling",
        "team",
        "technology",
    ]
    units: Annotated[int, Field(ge=1)] = 1
    units_why: Text | None = None
    scope: Literal["location", "organisation"]
    who: Literal["location-manager", "ict", "organisation"]
    change_project: bool = False
    # In a plan: remedies that must be there as well, and those that can't go together with it.
    needs: tuple[Slug, ...] = ()
    excludes: tuple[Slug, ...] = ()
    assumption: Literal[True]


class Benchmark(Content):
    """A sector figure to put beside a location: a marker, never a norm."""

    id: str = ""
    name: Text
    value: Text
    number: Decimal | None = None
    year: Text
    population: Text
    sources: Annotated[tuple[str, ...], Field(min_length=1)]
    questions: tuple[str, ...] = ()
    # May it stand beside a location's own figure?
    comparable: Literal["yes", "with-care", "no"]
    how: Text


class Term(Content):
    """A word of the field for readers who don't know it.

    `forms`: how it stands in a report besides the term itself; it is explained where one
    of them is used.
    """

    id: str = ""
    term: Text
    explanation: Text
    forms: tuple[Annotated[str, Field(min_length=2)], ...] = ()


class Source(Content):
    """Where a figure or a threshold comes from."""

    title: Text
    where: str = ""


class Assumptions(Content):
    """Figures of our own choice that order measures; they enter no score."""

    hourly_rate: Annotated[Decimal, Field(gt=0)]
    hours_a_day: Annotated[Decimal, Field(gt=0)] = Decimal(8)
    # The project calendar: ICT's working days in a quarter, change projects at a team at once,
    # and from how many days a measure is big and stays out of January and February.
    ict_days_a_quarter: Annotated[Decimal, Field(ge=0, le=1000)] = Decimal(15)
    projects_at_once: Annotated[int, Field(ge=1, le=20)] = 3
    big_days: Annotated[Decimal, Field(gt=0)] = Decimal(10)
