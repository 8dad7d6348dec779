"""Dutch and English: every sentence in both, numbers in the reader's notation."""

from __future__ import annotations

import string
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from readiness import __main__ as entry
from readiness.language import Language, system_language
from readiness.model.sentence import Numeral, Sentence, Unit
from tests.translations import sentences, translated


def test_every_sentence_has_dutch_with_the_same_values() -> None:
    dutch = translated()
    for message in sentences():
        if not message.id:
            continue
        found = dutch.get(message.id)
        assert found is not None, f"run: python -m tests.translations ({message.id!r})"
        assert found.string, f"no Dutch for {message.id!r}"
        assert not found.fuzzy, f"to be checked: {message.id!r}"
        wanted, given = (
            {name for _, name, _, _ in string.Formatter().parse(str(text)) if name}
            for text in (message.id, found.string)
        )
        assert wanted == given, message.id


@pytest.mark.parametrize(
    ("code", "number", "amount", "euros", "share", "day"),
    [
        ("nl", "66,7", "48,5", "€ 12.500", "93 %", "02-03-2026"),
        ("en", "66.7", "48.5", "€ 12,500", "93%", "2 Mar 2026"),
    ],
)
def test_numbers_money_and_dates_stand_in_the_readers_notation(
    code: str, number: str, amount: str, euros: str, share: str, day: str
) -> None:
    language = Language(code)
    assert language.number(Fraction(200, 3)) == number
    assert language.decimal(Decimal("48.50")) == amount
    assert language.euros(Decimal("12499.5")) == euros
    assert language.percent(Fraction(925, 1000)) == share
    assert language.day(date(2026, 3, 2)) == day


def test_a_half_is_rounded_up() -> None:
    english = Language("en")
    assert english.number(Fraction("0.05")) == "0.1"
    assert english.number(Fraction("69.95")) == "70"
    assert english.number(Fraction("-0.05")) == "0"


def test_a_sentence_shows_numbers_and_units_in_the_readers_words() -> None:
    sentence = Sentence("{value} {unit}", value=Numeral("4.5"), unit=Unit("hours"))
    assert Language("nl").say(sentence) == "4,5 uur"
    assert Language("en").say(sentence) == "4.5 hours"


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({"LANG": "nl_NL.UTF-8"}, "nl"),
        ({"LANG": "nl_NL.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
    ],
)
def test_dutch_is_the_default_on_a_dutch_system(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], language: str
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "READINESS_LANGUAGE"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert system_language() == language


def test_the_option_goes_before_the_variable_before_the_setting(
    monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    home = ["--home", str(tmp_path)]
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.delenv("READINESS_LANGUAGE", raising=False)
    assert entry.chosen_language([*home]) == "en"
    (entry._home(home) / "settings.json").write_text('{"language": "nl"}', encoding="utf-8")
    assert entry.chosen_language([*home]) == "nl"
    monkeypatch.setenv("READINESS_LANGUAGE", "en")
    assert entry.chosen_language([*home]) == "en"
    assert entry.chosen_language([*home, "--language", "nl"]) == "nl"
