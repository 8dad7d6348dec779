"""What is said where there is no plan to show."""

from __future__ import annotations

from readiness.language import _


def nothing_yet() -> str:
    """That no location was visited, and what to do from this screen."""
    return _(
        "There is nothing to plan for yet: no location has a visit. Press Esc, open a location "
        "with Enter and start a visit there."
    )


def broken(error: Exception) -> str:
    """What a thread that failed through a mistake of the program comes to."""
    return _(
        "Planning broke off through a mistake of the program ({what}). Nothing was changed; go "
        "back and try again.",
        what=type(error).__name__,
    )
