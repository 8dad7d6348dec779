"""What everything in the kit stands on: home folder, content, settings and the store."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from readiness import paths, settings
from readiness.model.content import Catalogue
from readiness.model.ids import LETTERS, NOISE_BYTES, TAIL, revision_id
from readiness.model.revision import Revision, RevisionKind
from readiness.paths import Home

if TYPE_CHECKING:
    from readiness.files.prices import OwnPrices
    from readiness.measure.measurement import Side
    from readiness.report.blocks import HouseStyle
    from readiness.store import Store


class Ground:
    """The home folder opened: content with its overlay, settings, store."""

    def __init__(self, home: Home, content: str | None = None) -> None:
        """`content`: the overlay's folder, empty for none; None: READINESS_CONTENT or the
        setting says it."""
        self.home = home
        self._content = content
        # The content of older visits, by ruler, read once.
        self._kept_catalogues: dict[str, Catalogue] = {}
        # Locations and visits as they were read, with the store's newest number at that time.
        self._read: dict[str, tuple[int, list[Any]]] = {}

    @cached_property
    def overlay(self) -> Path | None:
        """The folder that is laid over the shipped content; None when there is none."""
        given = paths.given_content() if self._content is None else self._content
        if given is None:
            # Only read: looking at the content makes no home folder.
            given = settings.load(self.home.settings).content
        return Path(given).expanduser() if given else None

    @cached_property
    def catalogue(self) -> Catalogue:
        """The content in use: as it is shipped, with the overlay over it.

        Raises:
            InvalidContent: the overlay has faults.
        """
        from readiness import library

        return library.load(overlay=self.overlay)

    @cached_property
    def house(self) -> HouseStyle | None:
        """The organisation's own look, from the overlay; None when it has none.

        Raises:
            InvalidContent: its file has faults.
        """
        from readiness import house

        style = house.load(self.overlay).style
        return style if style.organisation else None

    @cached_property
    def prices(self) -> OwnPrices:
        """The organisation's own prices of measures, from the overlay; none when it has none.

        Raises:
            InvalidContent: its file has faults.
        """
        from readiness.files import prices as price_file

        return price_file.load(self.overlay, self.catalogue.remedies)

    @cached_property
    def store(self) -> Store:
        """Opened at the first use, so that a screen can be shown before it."""
        from readiness.store import Store

        return Store(self.home.database)

    @cached_property
    def settings(self) -> settings.Settings:
        return settings.with_laptop(self.home.settings)

    def change_setting(self, key: str, value: str) -> None:
        """Changes one setting and keeps it.

        Raises:
            Refused: it doesn't fit. InvalidContent: an overlay with faults. Nothing is changed.
        """
        changed = self.settings.with_(key, value)
        if key == "content" and changed.content:
            self.check_overlay(changed.content)
        settings.save(self.home.settings, changed)
        self.__dict__["settings"] = changed

    def check_overlay(self, folder: str) -> Catalogue:
        """The content with this folder laid over it, its house style and prices checked too.

        Raises:
            Refused: no name of a folder. InvalidContent: with every fault found in it.
        """
        from readiness.kit import own_content

        overlay = Path(self.settings.with_("content", folder).content)
        return own_content.checked(overlay, None, None).catalogue

    def servers(self, inside: str | None = None, outside: str | None = None) -> dict[Side, str]:
        """The measuring servers to use; what is given goes before the settings.

        With only one given, the other one of the settings is left alone: who names a server
        wants to know about that one.
        """
        if inside is None and outside is None:
            inside, outside = self.settings.server, self.settings.outside
        both: dict[Side, str] = {"inside": inside or "", "outside": outside or ""}
        return {side: server for side, server in both.items() if server}

    def close_store(self) -> None:
        if "store" in self.__dict__:
            self.store.close()
            del self.__dict__["store"]
            self._read.clear()

    def _unchanged(self, what: str, read: Callable[[], list[Any]]) -> list[Any]:
        """What was read before, as long as nothing was added to the store since."""
        # Asked before reading: what somebody adds meanwhile makes it be read again.
        newest = self.store.newest()
        if self._read.get(what, (-1, []))[0] != newest:
            self._read[what] = newest, read()
        return self._read[what][1]

    def _kept_content(self) -> tuple[str, str]:
        """Today's content as it is kept beside visits: its ruler and its text."""
        return self.catalogue.ruler, self.catalogue.model_dump_json(by_alias=True)

    def _revision(
        self,
        kind: RevisionKind,
        location: str,
        *,
        visit: str = "",
        key: str = "",
        subject: str = "",
        body: dict[str, Any] | None,
        replaces: tuple[str, ...] = (),
        reason: str = "",
    ) -> Revision:
        return Revision(
            id=uuid7(),
            kind=kind,
            location=location,
            visit=visit,
            key=key,
            subject=subject,
            body=body,
            replaces=replaces,
            reason=reason,
            assessor=self.settings.assessor,
            laptop=self.settings.laptop,
            at=now(),
        )


def uuid7() -> str:
    """The id of a revision that is made now."""
    return revision_id(time.time_ns() // 1_000_000, secrets.token_bytes(NOISE_BYTES))


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def random_tail() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(TAIL))


def abbreviates(reference: str, id_: str) -> bool:
    return len(reference) >= 4 and (id_.startswith(reference) or id_.endswith(reference))
