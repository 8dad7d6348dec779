"""The fact check of a visit, kept in the record: drafts, remarks, and what was done with them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from readiness.model.content import Catalogue
from readiness.model.fact_check import (
    Draft,
    FactCheck,
    Remark,
    Role,
    draft_body,
    fact_check,
    findings,
    numbered,
)
from readiness.model.given_remark import GivenRemark, check, text_of
from readiness.model.revision import Revision
from readiness.model.sentence import refuse
from readiness.model.visit import Visit
from readiness.score.assess import assess

if TYPE_CHECKING:
    from readiness.store import Store


class Remarks:
    """What the kit keeps of fact checks. `revise` makes a revision of now, on this laptop."""

    def __init__(self, store: Store, revise: Callable[..., Revision]) -> None:
        self._store, self._revise = store, revise

    def of(self, visit: Visit) -> FactCheck:
        """The fact check as it stands."""
        return fact_check(self._store.revisions(visit=visit.id), visit.location)

    def record_draft(self, visit: Visit, catalogue: Catalogue) -> Draft:
        """Keeps what the draft that is written now shows; a draft that shows the same as the
        last one is that one."""
        held = self.of(visit)
        numbers = numbered(findings(catalogue, visit, assess(catalogue, visit)), held.numbers)
        body = draft_body(visit, numbers)
        last = held.drafts[-1] if held.drafts else None
        if (
            last is not None
            and last.findings == numbers
            and sorted(last.answers) == body["answers"]
            and last.facts == body["facts"]
        ):
            return last
        made = self._revise("draft", visit.location.id, visit=visit.id, body=body)
        self._store.add([made])
        return self.of(visit).drafts[-1]

    def record(self, visit: Visit, given: Sequence[GivenRemark], role: Role) -> int:
        """Keeps remarks in one transaction, and gives how many are new.

        A remark that is there already stays as it is; another text of the same role on the same
        finding takes its place. No answer changes.

        Raises:
            Refused: one of them fits no finding of a draft. Nothing is stored.
        """
        held = self.of(visit)
        there: dict[int, list[Remark]] = {}
        for remark in held.remarks:
            if remark.role == role:
                there.setdefault(remark.number, []).append(remark)
        new = []
        for one in given:
            finding = check(one, held)
            before = there.get(one.number, [])
            if [remark.text for remark in before] == [one.text]:
                continue
            new.append(
                self._revise(
                    "remark",
                    visit.location.id,
                    visit=visit.id,
                    key=str(one.number),
                    body={"finding": finding, "text": one.text, "role": role},
                    replaces=tuple(remark.revision for remark in before),
                )
            )
        self._store.add(new)
        return len(new)

    def reply(
        self, visit: Visit, number: int, taken_over: bool, why: str, role: Role | None = None
    ) -> Remark:
        """Keeps what was done with the remark on this finding, and why.

        Raises:
            Refused: there is no such remark, there are several and no role chooses, or there is
                no reason.
        """
        why = text_of(why)
        if not why:
            raise refuse("An answer to a remark needs a reason; say what was done and why.")
        found = [
            remark
            for remark in self.of(visit).remarks
            if remark.number == number and role in (None, remark.role)
        ]
        if not found:
            raise refuse(
                "There is no remark on number {number}; `readiness visit remarks VISIT` shows them "
                "all.",
                number=number,
            )
        if len(found) > 1:
            raise refuse(
                "Several remarks were made on number {number}, by: {roles}; choose one with "
                "--from.",
                number=number,
                roles=", ".join(remark.role for remark in found),
            )
        remark = found[0]
        earlier = [
            r.id
            for r in self._store.revisions(kind="reply", visit=visit.id)
            if (r.body or {}).get("remark") == remark.revision
        ]
        self._store.add(
            [
                self._revise(
                    "reply",
                    visit.location.id,
                    visit=visit.id,
                    key=str(number),
                    body={"remark": remark.revision, "taken_over": taken_over, "why": why},
                    replaces=tuple(earlier),
                )
            ]
        )
        return remark
