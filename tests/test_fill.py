"""Rows of a CSV file become answers: separators, decimal commas, lines."""

from __future__ import annotations

from decimal import Decimal

import pytest

from readiness.files.answers import FillFaults, read_rows
from readiness.model.revision import Known, NotApplicable, Unknown
from readiness.model.sentence import Refused
from readiness.model.value import Items, NoLink, Number, Parts, Ratio, Step
from tests.builders import catalogue

HEADER = "question,subject,value,unknown,not_applicable,method,note"


def read(*lines: str, header: str = HEADER, end: str = "\n") -> list:
    return read_rows(end.join([header, *lines]) + end, catalogue())


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("helpdesk.hours,,48.5,,,,", Number(Decimal("48.5"))),
        ('helpdesk.hours,,"48,5",,,,', Number(Decimal("48.5"))),
        ("applications.card,location,3,,,,", Step(3)),
        ("people.digicoach-known,,4/5,,,,", Ratio(4, 5)),
        ("network.download,spot:1/-/client-room/4,no-link,,,,", NoLink()),
        ('helpdesk.supplier-response,,"hours=4,night=ja",,,,',
         Parts((("hours", Decimal(4)), ("night", True)))),
        ('network.zone-reach,,"exit=good,lift=not-applicable",,,,',
         Items((("exit", "good"), ("lift", "not-applicable")))),
    ],
)  # fmt: skip
def test_values(line: str, value: object) -> None:
    (found,) = read(line)
    assert found.answer == Known(value)


def test_unknown_and_not_applicable_with_their_reasons() -> None:
    first, second = read("applications.card,,,ill,,,", "safety.nen7510,,,,not ours,,")
    assert (first.answer, second.answer) == (Unknown("ill"), NotApplicable("not ours"))


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_semicolons_and_any_line_end(end: str) -> None:
    rows = read(
        "helpdesk.hours;;48,5;;;document;",
        "",
        ";;;;;;",
        'network.zone-reach;;exit=good,lift=none;;;;"seen; twice"',
        header=HEADER.replace(",", ";"),
        end=end,
    )
    assert [row.question for row in rows] == ["helpdesk.hours", "network.zone-reach"]
    assert rows[0].answer == Known(Number(Decimal("48.5")))
    assert rows[0].method == "document"
    assert rows[1].note == "seen; twice"


def test_columns_may_be_left_out_and_stand_in_any_order() -> None:
    (row,) = read("3,applications.card", header="value,question")
    assert (row.question, row.answer) == ("applications.card", Known(Step(3)))


def test_a_bad_row_is_named_by_the_line_where_it_stands() -> None:
    with pytest.raises(FillFaults) as found:
        read("applications.card,,3,,,,", "", "applications.card,,9,,,,", "helpdesk.hours,,x,,,,")
    first, second = map(str, found.value.sentences)
    assert first.startswith("line 4:")
    assert "0 to 4" in first
    assert second.startswith("line 5:")
    assert "0 to 168" in second


def test_a_row_twice_names_both_lines() -> None:
    with pytest.raises(FillFaults) as found:
        read("applications.card,,3,,,,", "applications.card,location,4,,,,")
    (said,) = map(str, found.value.sentences)
    assert "line 3" in said
    assert "line 2" in said


@pytest.mark.parametrize(
    "header", ["question;value,unknown", "value", "question,question,value", "question,answer"]
)
def test_a_header_that_does_not_fit_is_refused(header: str) -> None:
    with pytest.raises(Refused):
        read("applications.card,3,4", header=header)
