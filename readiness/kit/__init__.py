"""The kit: home folder, content and store together. All that screens and commands do.

The terminal UI and the command line both work through `Kit`, so that a visit done
by keys and one done by commands can't differ. It is built up floor by floor: the ground,
the places on it, the visits to them, the answers of these.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection
from datetime import date
from typing import TYPE_CHECKING

from readiness.kit.answers import Answers
from readiness.kit.ground import uuid7
from readiness.model.content import Catalogue

if TYPE_CHECKING:
    from readiness.kit.decisions import Decisions
    from readiness.kit.remarks import Remarks
    from readiness.kit.scores import Judged, Unscored

__all__ = ["Kit", "uuid7"]


class Kit(Answers):
    """Everything the program knows and keeps, through one door."""

    @property
    def decisions(self) -> Decisions:
        """What management decided on measures, and how far they are."""
        from readiness.kit.decisions import Decisions

        return Decisions(self.store, self._revision)

    @property
    def remarks(self) -> Remarks:
        """The fact checks: drafts that were sent, remarks that came back."""
        from readiness.kit.remarks import Remarks

        return Remarks(self.store, self._revision)

    def scored(
        self,
        visits: Collection[str] | None = None,
        *,
        as_of: date | None = None,
        catalogue: Catalogue | None = None,
        stop: threading.Event | None = None,
        progress: Callable[[int, int], None] | None = None,
    ) -> list[Judged | Unscored]:
        """What these visits (all) came to, newest first, from the cache where it holds.

        Judged on `as_of`, or each on its own day; with `catalogue`, or each with the content it
        was made with. `progress` hears how many of the missing ones are done, and of how many.

        Raises:
            Stopped: `stop` was set; what was computed until then is kept.
        """
        from readiness.kit.scores import scored

        return scored(self, visits, as_of, catalogue, stop, progress)

    def another(self) -> Kit:
        """A kit on the same home for a thread of its own, to be closed there.

        It opens the store anew; the content that was read already is shared.
        """
        made = Kit(self.home, self._content)
        for read in ("catalogue", "prices"):
            if read in self.__dict__:
                made.__dict__[read] = self.__dict__[read]
        return made
