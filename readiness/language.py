"""The reader's language: words, numbers and dates in Dutch or English."""

from __future__ import annotations

import gettext
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from readiness import paths
from readiness.model.sentence import Euros, Numeral, Sentence, Unit, ZoneName
from readiness.plain import plain

if TYPE_CHECKING:
    # Loaded where they are used: help is shown without numbers or dates.
    from datetime import date
    from decimal import Decimal
    from fractions import Fraction

LANGUAGES = ("nl", "en")
_DOMAIN = "readiness"
_WINDOWS_DUTCH = 0x13
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def system_language() -> str:
    """Dutch on a Dutch system, otherwise English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(name):
            return "nl" if os.environ[name].lower().startswith("nl") else "en"
    if sys.platform == "win32":
        import ctypes

        return (
            "nl"
            if ctypes.windll.kernel32.GetUserDefaultUILanguage() & 0x3FF == _WINDOWS_DUTCH
            else "en"
        )
    import locale

    return "nl" if (locale.getlocale()[0] or "").lower().startswith("nl") else "en"


class Language:
    """Everything that is said in one language."""

    def __init__(self, code: str) -> None:
        self.code = code
        # The templates are English themselves.
        self._translation = (
            gettext.NullTranslations()
            if code == "en"
            else gettext.translation(
                _DOMAIN, paths.locale_folder(), languages=[code], fallback=True
            )
        )

    def word(self, template: str, **values: Any) -> str:
        """The translation of an English template, filled in."""
        said = self._translation.gettext(template) if template else ""
        if values:
            said = said.format(**{k: self.show(v) for k, v in values.items()})
        # An empty unit leaves a blank behind it.
        return said.strip() if template.strip() == template else said

    def say(self, sentence: Sentence) -> str:
        """A sentence from the model, in words."""
        return self.word(sentence.template, **sentence.values)

    def text(self, text: Any) -> str:
        """A `Text` from the content."""
        said: str = text.in_language(self.code)
        return said

    def show(self, value: Any) -> str:
        """Any value that a sentence can hold."""
        if isinstance(value, Sentence):
            return self.say(value)
        if isinstance(value, bool):
            return self.word("yes") if value else self.word("no")
        if isinstance(value, Numeral):
            return value.replace(".", ",") if self.code == "nl" else str(value)
        if isinstance(value, Euros):
            return self.euros(int(value))
        if isinstance(value, Unit):
            return self.unit(value)
        if isinstance(value, ZoneName):
            return self.zone(value)
        if hasattr(value, "limit_denominator"):
            return self.number(value)
        if isinstance(value, tuple):
            return ", ".join(self._pair(item) for item in value)
        if hasattr(value, "in_language"):
            return self.text(value)
        return plain(str(value))

    def _pair(self, item: Any) -> str:
        if isinstance(item, tuple):
            return " ".join(self.show(part) for part in item)
        return self.show(item)

    def number(self, number: Fraction, places: int = 1, fixed: bool = False) -> str:
        """Rounded half up in the reader's notation; `fixed` keeps trailing zeros."""
        scale = 10**places
        whole = (2 * number * scale + 1) // 2
        sign, whole = ("-", -whole) if whole < 0 else ("", whole)
        head, tail = divmod(whole, scale)
        digits = f"{tail:0{places}d}" if places else ""
        if not fixed:
            digits = digits.rstrip("0")
        point = "," if self.code == "nl" else "."
        return f"{sign}{head}{point if digits else ''}{digits}"

    def decimal(self, amount: Decimal) -> str:
        """An amount as it was given, without trailing zeros."""
        from readiness.model.answer import plain

        text = plain(amount)
        return text.replace(".", ",") if self.code == "nl" else text

    def show_float(self, number: float) -> str:
        """A live figure, to one decimal place."""
        from fractions import Fraction

        return self.number(Fraction(number).limit_denominator(1000), 1, fixed=True)

    def measured(self, amount: Decimal) -> str:
        """A measured figure with no more digits than it deserves: 40734, 48.2, 0.17."""
        from fractions import Fraction

        places = 0 if abs(amount) >= 1000 else 1 if abs(amount) >= 10 else 2
        return self.number(Fraction(amount), places)

    def unit(self, name: str) -> str:
        """A unit from the content; Mbit/s, ms, dBm and the like are the same in any language."""
        word = self.word
        known = {
            "percent": "%",
            "fraction": "",
            "years": word("years"),
            "hours": word("hours"),
            "h": word("hours"),
            "apps": word("applications"),
            "devices": word("devices"),
            "logins": word("logins"),
            "per month": word("per month"),
            "per 100": word("per 100 staff"),
            "d/week": word("days a week"),
            "h/week/10 fte": word("hours a week per 10 FTE"),
        }
        return known.get(name, name)

    def zone(self, name: str) -> str:
        """A zone of the building."""
        word = self.word
        known = {
            "client-room": word("client room"),
            "living-room": word("living room"),
            "corridor": word("corridor"),
            "bathroom": word("bathroom"),
            "stairs": word("stairs"),
            "lift": word("lift"),
            "medicine-room": word("medicine room"),
            "team-post": word("team post"),
            "exit": word("exit"),
            "garden": word("garden"),
            "basement": word("basement"),
            "other": word("other place"),
        }
        return known.get(name, name)

    def euros(self, amount: Any) -> str:
        """Whole euros with separators: € 12.500 or € 12,500."""
        text = f"{int((2 * amount + 1) // 2):,}"
        return "€ " + (text.replace(",", ".") if self.code == "nl" else text)

    def percent(self, share: Fraction, places: int = 0) -> str:
        return (
            f"{self.number(share * 100, places)} %"
            if self.code == "nl"
            else (f"{self.number(share * 100, places)}%")
        )

    def interval(self, low: Fraction | None, high: Fraction | None) -> str:
        """A score or its interval: 71.5, or 40-80; a dash where there is none."""
        if low is None or high is None:
            return "–"
        if low == high:
            return self.number(low)
        return f"{self.number(low)}–{self.number(high)}"

    def day(self, day: date | str) -> str:
        """A date: 22-11-2026, or 22 Nov 2026."""
        if isinstance(day, str):
            from datetime import date

            day = date.fromisoformat(day[:10])
        if self.code == "nl":
            return f"{day.day:02d}-{day.month:02d}-{day.year}"
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"

    def listed(self, items: Sequence[str]) -> str:
        """Items with commas between."""
        return ", ".join(items)


def clock(seconds: float) -> str:
    """A length of time or a moment in it, as minutes and seconds: 2:05."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"


_active: Language = Language("en")


def use(code: str) -> Language:
    """Make this the language of the whole program."""
    global _active
    _active = Language(code)
    return _active


def active() -> Language:
    """The language in use."""
    return _active


def _(template: str, **values: Any) -> str:
    """The words for an English template in the language in use."""
    return _active.word(template, **values)
