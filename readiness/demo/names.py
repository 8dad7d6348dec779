"""Names that nobody can take for real ones, and that look like names in a list all the same."""

from __future__ import annotations

import random
from dataclasses import dataclass


@dataclass(frozen=True)
class Named:
    name: str
    organisation: str
    region: str


ORGANISATIONS = ("Zorggroep Luchtkasteel", "Stichting Sprookjeszorg", "De Verzonnen Thuiszorg")
REGIONS = ("Nergensland", "Fabelkust", "Verweggistan")
_HOMES = ("Huize", "Villa", "Residentie", "Woonzorg", "Hofje", "Park")
_WORDS = (
    "Pannenkoek", "Wolkenwagen", "Sokkenla", "Slaapmuts", "Dropveter", "Knikkerzak", "Theepot",
    "Regenlaars", "Luilekker", "Kaplaars", "Poppenkast", "Zeepbel", "Vliegtapijt", "Stroopwafel",
    "Kabouterpad", "Toverlantaarn", "Schommelstoel", "Papieren Bootje", "Glazen Bol",
    "Houten Paard", "Koekoeksklok", "Hinkelbaan", "Breinaald", "Suikerspin",
)  # fmt: skip
_TEAM = "Wijkteam"
# Where a name comes back, it is that of another village.
_VILLAGES = (
    "Mistveen", "Kabbeldam", "Klompendorp", "Zevenslapen", "Achterommel", "Slakkenveer",
    "Muizenrijk", "Duimendraai", "Torenwolk", "Krommeknoest", "Oudelucht", "Nieuwkwijl",
    "Zonderpad", "Hoogverzonnen",
)  # fmt: skip


def name(seed: int, place: int, home_care: bool) -> Named:
    """The name of the location at this place; no two places have the same one."""
    words = list(_WORDS)
    random.Random(f"{seed}/words").shuffle(words)  # noqa: S311
    turn, at = divmod(place, len(words))
    first = _TEAM if home_care else _HOMES[(place + turn) % len(_HOMES)]
    # Every word comes back with another home before it, then with a village behind it, and at
    # last, where thousands are made, with a number as well.
    again = turn if home_care else turn // len(_HOMES)
    named = f"{first} {words[at]}"
    if again:
        round_, village = divmod(again - 1, len(_VILLAGES))
        named += f" {_VILLAGES[(village + at) % len(_VILLAGES)]}"
        named += f" {round_ + 1}" if round_ else ""
    organisation = ORGANISATIONS[2] if home_care else ORGANISATIONS[place % 2]
    return Named(named, organisation, REGIONS[place % len(REGIONS)])
