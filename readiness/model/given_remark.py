"""A remark as it comes back, before it is kept; what makes it acceptable."""

from __future__ import annotations

from dataclasses import dataclass

from readiness.model.fact_check import ROLES, FactCheck, Role
from readiness.model.given import LONGEST_NOTE
from readiness.model.sentence import refuse


@dataclass(frozen=True)
class GivenRemark:
    """A remark as it comes back: `finding` is its id where the sheet tells it, else empty."""

    number: int
    finding: str
    text: str


def check(given: GivenRemark, held: FactCheck) -> str:
    """The finding that a remark is on.

    Raises:
        Refused: no draft was made, or none has this finding under this number.
    """
    if not held.drafts:
        raise refuse(
            "No draft of this visit was written here, so its numbers mean nothing yet; write one "
            "with `readiness report VISIT --draft`."
        )
    found = [d.findings[given.number] for d in reversed(held.drafts) if given.number in d.findings]
    if not found:
        raise refuse(
            "number {number} stands in no draft of this visit; expected one from {first} to "
            "{last}.",
            number=given.number,
            first=min(held.drafts[-1].findings),
            last=max(held.drafts[-1].findings),
        )
    if given.finding and given.finding not in found:
        raise refuse(
            "number {number} is {expected} in the draft and {found} in the sheet; use the sheet "
            "that came with the draft of this visit.",
            number=given.number,
            expected=found[0],
            found=given.finding,
        )
    return given.finding or found[0]


def role_of(given: str) -> Role:
    """A role by its name.

    Raises:
        Refused: it is none of those that remarks come from.
    """
    for role in ROLES:
        if role == given.strip().lower():
            return role
    raise refuse(
        "'{given}' is no role; expected one of {roles}. A role, no name.",
        given=given[:40],
        roles=", ".join(ROLES),
    )


def text_of(given: str) -> str:
    """The text of a remark or a reply, trimmed.

    Raises:
        Refused: too long, or no valid text.
    """
    text = given.strip()
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        raise refuse("the remark isn't valid text; type it again.")
    if len(text) > LONGEST_NOTE:
        raise refuse(
            "the remark is {length} characters long; use at most {longest}.",
            length=len(text),
            longest=LONGEST_NOTE,
        )
    return text
