"""What is said where there is no plan to show."""

from __future__ import annotations

from collections.abc import Sequence

from readiness.language import _


def nothing_yet() -> str:
    """That no location was visited, and what to do from this screen."""
    return _(
        "There is nothing to plan for yet: no location has a visit. Press Esc, open a location "
        "with Enter and start a visit there."
    )


def gone_words(names: Sequence[str]) -> str:
    """What was tried and is no longer on offer, by name: one at least."""
    if len(names) > 1:
        return _(
            "The locations were judged again: {count} things that were tried are no longer on "
            "offer and were let go, {first} and others.",
            count=len(names),
            first=names[0],
        )
    return _(
        "The locations were judged again: {first} was tried, but is no longer on offer and was "
        "let go.",
        first=names[0],
    )


def broken(error: Exception) -> str:
    """What a thread that failed through a mistake of the program comes to."""
    return _(
        "Planning broke off through a mistake of the program ({what}). Nothing was changed; go "
        "back and try again.",
        what=type(error).__name__,
    )
