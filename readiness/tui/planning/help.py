"""The page of help of the plan's screen."""

from __future__ import annotations

from readiness.language import _


def help_page() -> tuple[str, list[tuple[str, str]]]:
    """Its title and its sections."""
    return _("The investment plan"), [
        (
            "",
            _(
                "What to buy first with a budget, where, and what it opens. First come hard "
                "stops and technology in use, then what is wanted, then what is nice to have. A "
                "technology opens only when all its musts are met, so measures are bought "
                "together or not at all."
            ),
        ),
        (
            _("Budget"),
            _(
                "← and → move the budget of each year by a small step; shift with an arrow, or - "
                "and +, by a big one. Type an amount to set it, y and Y change the number of "
                "years. A usable plan comes at once and is then improved; e ends that and keeps "
                "the best so far. The line under the budget says how good it is proven to be, "
                "and when figures are still of another budget."
            ),
        ),
        (
            _("Pages"),
            _(
                "Tab goes on: what is bought and what isn't, what opens, what stays unsafe and "
                "its price, what the next euro does, what to find out first, and the former plan "
                "beside this one. Enter tells everything about a line."
            ),
        ),
        (
            _("What if"),
            _(
                "i buys the measure under the cursor in any case (+), o leaves it out (−); the "
                "same key frees it. p gives it a price of your own, v sets the VAT on every "
                "price, w makes a technology count more or less, x takes all of that back. k "
                "keeps a plan to set later ones beside."
            ),
        ),
        (
            _("Decisions"),
            _(
                "d keeps management's decision on a measure: yes, later or no, by which role and "
                "why. g keeps how far it is. s makes the plan from what was decided: yes is "
                "bought, no is not, and what is done counts as there. What is done and was found "
                "failing by a later visit is bought again only where that pays."
            ),
        ),
        (
            _("Signs"),
            _(
                "✓ bought, · not bought, * own price; other prices are assumptions. The chart "
                "shows how much opens at each budget, in people times years; a · in it is a "
                "budget of which that isn't known yet."
            ),
        ),
        (_("Reports"), _("r writes the plan's reports and opens the page in the browser.")),
    ]
