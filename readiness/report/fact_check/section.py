"""The part of a report that is about the fact check.

In a draft: every finding with its number and room to write a remark beside it. In the final
report: each remark with what was done with it, and everything that changed since the draft.
"""

from __future__ import annotations

from readiness import terms
from readiness.model.assessment import Assessment
from readiness.model.fact_check import Draft, FactCheck
from readiness.report.blocks import Block, Cell, Column, Paragraph, Section, Table
from readiness.report.fact_check.findings import (
    about,
    answered,
    fact,
    fact_label,
    finding_views,
    named,
)
from readiness.report.words import Words

_ROOM = 2


def fact_check_section(
    words: Words, assessment: Assessment, held: FactCheck, draft: bool
) -> Section | None:
    """The section; None where no draft was ever made, since there is nothing to tell then."""
    if not held.drafts:
        return None
    if draft:
        return _to_fill_in(words, assessment, held.drafts[-1])
    return _what_came_of_it(words, held)


def draft_caution(words: Words) -> str:
    """What stands under the title of a draft that is sent for the fact check."""
    return words.language.word(
        "Draft for the fact check: please read whether the facts are right. Every finding has a "
        "number and room for your remark, at the end of this report."
    )


def findings_table(
    words: Words, assessment: Assessment, draft: Draft, room: int
) -> tuple[Table, ...]:
    """The findings of a draft by group, an empty column beside them."""
    word = words.language.word
    views = finding_views(words, assessment, draft.findings)
    return tuple(
        Table(
            id=f"findings-{place}",
            caption=group,
            columns=(
                Column(word("Number"), "number", share=2),
                Column(word("Finding"), share=7),
                Column(word("What was seen"), share=7),
                Column(word("Your remark"), share=8, room=room),
            ),
            rows=tuple(
                (
                    Cell(str(one.number), number=str(one.number), sort=one.number),
                    Cell(one.name),
                    Cell(one.seen),
                    Cell(""),
                )
                for one in views
                if one.group == group
            ),
        )
        for place, group in enumerate(dict.fromkeys(one.group for one in views), 1)
    )


def _to_fill_in(words: Words, assessment: Assessment, draft: Draft) -> Section:
    word = words.language.word
    blocks: list[Block] = [
        Paragraph(
            word(
                "Is something not right, or is something missing? Write it beside the number: here "
                "on paper, or in the sheet of remarks that comes with this draft. Nothing to add "
                "is fine too. No names, please: a role or a room number is enough."
            )
        ),
        Paragraph(
            word(
                "A remark changes no figure by itself. Somebody looks at each, corrects what is "
                "wrong, and the final report says what was done with it and why."
            )
        ),
    ]
    blocks += findings_table(words, assessment, draft, _ROOM)
    return Section("fact-check", word("Check the facts"), tuple(blocks), new_page=True)


def _what_came_of_it(words: Words, held: FactCheck) -> Section:
    language = words.language
    word = language.word
    first, last = held.drafts[0], held.drafts[-1]
    told = word("The draft of {day} was sent for a fact check.", day=language.day(first.at))
    if len(held.drafts) > 1:
        told = word(
            "Drafts for a fact check: {count}, the first of {first}, the last of {last}. What "
            "changed is told since the first.",
            count=len(held.drafts),
            first=language.day(first.at),
            last=language.day(last.at),
        )
    blocks: list[Block] = [Paragraph(told)]
    if held.open_remarks:
        blocks.append(
            Paragraph(
                word("Remarks not answered yet: {count}.", count=len(held.open_remarks)), "warn"
            )
        )
    blocks += [_remarks(words, held), _changes(words, held)]
    return Section("fact-check", word("What came of the fact check"), tuple(blocks))


def _remarks(words: Words, held: FactCheck) -> Table:
    language = words.language
    word = language.word
    return Table(
        id="remarks",
        caption=word("Remarks on the draft, and what was done with them"),
        columns=(
            Column(word("Number"), "number", share=2),
            Column(word("Finding"), share=5),
            Column(word("Remark"), share=6),
            Column(word("From"), share=4),
            Column(word("Done with it"), "mark", share=3),
            Column(word("Why"), share=5),
        ),
        rows=tuple(
            (
                Cell(str(one.number), number=str(one.number), sort=one.number),
                Cell(named(words, one.finding)),
                Cell(one.text),
                Cell(f"{terms.remark_role(language, one.role)}, {language.day(one.at)}"),
                Cell("", mark=terms.remark_state(language, one)),
                Cell(one.reply.why if one.reply else ""),
            )
            for one in held.remarks
        ),
        empty=word("No remarks came back."),
    )


def _changes(words: Words, held: FactCheck) -> Table:
    language = words.language
    word = language.word
    numbers = held.numbers

    def number(finding: str) -> Cell:
        found = numbers.get(finding)
        return Cell(
            "–" if found is None else str(found), number="" if found is None else str(found)
        )

    rows = [
        (
            number(f"fact:{one.fact}"),
            Cell(fact_label(words, one.fact)),
            Cell(fact(words, one.fact, one.before)),
            Cell(fact(words, one.fact, one.after)),
            Cell(word("changed in the facts of the location")),
            Cell("–"),
        )
        for one in held.facts
    ]
    rows += [
        (
            number(f"question:{one.question}"),
            Cell(about(words, one.question, one.subject)),
            Cell(answered(words, one.question, one.before)),
            Cell(answered(words, one.question, one.after)),
            Cell(one.reason or word("changed while the visit was open")),
            Cell(language.day(one.at), sort=one.at),
        )
        for one in held.answers
    ]
    return Table(
        id="changes-since-draft",
        caption=word("Changed since the draft"),
        columns=(
            Column(word("Number"), "number", share=2),
            Column(word("Finding"), share=6),
            Column(word("In the draft"), share=4),
            Column(word("Now"), share=4),
            Column(word("Reason"), share=5),
            Column(word("Changed on"), share=3),
        ),
        rows=tuple(rows),
        empty=word("Nothing was changed since the draft."),
    )
