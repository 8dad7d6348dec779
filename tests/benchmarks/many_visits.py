"""Stores with hundreds to thousands of visits of about 300 answers each, for benchmarks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from readiness.demo import fiction
from readiness.demo.portraits import PORTRAITS, Portrait
from readiness.kit import Kit

# Where everything is asked and every spot measured, a visit has about 300 answers.
WHOLE: tuple[Portrait, ...] = tuple(
    replace(portrait, extended=True, unasked=0.0)
    for portrait in PORTRAITS
    if portrait.kind != "home-care"
)
_AT_ONCE = 25


def grow(kit: Kit, first: int, last: int, seed: int = 1) -> int:
    """Adds fictional locations `first` up to `last`, two visits each; the answers added."""
    made = fiction(kit.catalogue, range(first, last), seed, WHOLE)
    content = (kit.catalogue.ruler, kit.catalogue.model_dump_json(by_alias=True))
    answers = 0
    while batch := list(islice(made, _AT_ONCE)):
        revisions = [revision for one in batch for revision in one.revisions]
        kit.store.add(revisions, rulers=[content])
        answers += sum(revision.kind == "observation" for revision in revisions)
    return answers


def sizes(*visits: int) -> Iterator[tuple[int, int, int]]:
    """(visits, first location, last location) for each size, growing from the one before."""
    before = 0
    for count in visits:
        yield count, before, count // 2
        before = count // 2
