"""What an organisation's own content made looser: told in every report, never hidden.

For whoever composes a report: `cautions` go under its title, `beforehand` under that of what
goes out before a visit; `told` belongs in a report's view, and `section` makes the section of it.
"""

from __future__ import annotations

from readiness.language import Language
from readiness.model.content import Catalogue
from readiness.report.blocks import Bullets, Paragraph, Section

ID = "loosened"


def cautions(catalogue: Catalogue, language: Language) -> tuple[str, ...]:
    """A sentence for the title when anything is looser, and one for what is added."""
    said = []
    if catalogue.loosened:
        said.append(
            language.word(
                "Judged with content of the organisation's own that asks less than what is "
                "shipped, at this many points: {count}. A verdict can be better by it.",
                count=len(catalogue.loosened),
            )
        )
    if catalogue.added:
        said.append(
            language.word(
                "Content of the organisation's own adds: {ids}.",
                ids=", ".join(catalogue.added),
            )
        )
    return tuple(said)


def beforehand(catalogue: Catalogue, language: Language) -> tuple[str, ...]:
    """A sentence for who is to be visited, when anything will be judged less strictly."""
    if not catalogue.loosened:
        return ()
    return (
        language.word(
            "The visit will be judged with content of the organisation's own that asks less than "
            "what is shipped, at this many points: {count}. A verdict can be better by it.",
            count=len(catalogue.loosened),
        ),
    )


def told(catalogue: Catalogue, language: Language) -> tuple[str, ...]:
    """Every loosening in words; empty where there is none."""
    return tuple(language.say(one.in_words) for one in catalogue.loosened)


def section(loosened: tuple[str, ...], language: Language) -> Section | None:
    """The section with all of them, from `told`; None where nothing is looser."""
    if not loosened:
        return None
    return Section(
        ID,
        language.word("What is asked less strictly here"),
        (
            Paragraph(
                language.word(
                    "This report was made with content that differs from what is shipped. At "
                    "these points it asks less, or may do so: a score or a verdict here can be "
                    "better than it would be with the shipped content."
                ),
                tone="warn",
            ),
            Bullets(loosened),
        ),
    )
