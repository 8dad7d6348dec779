"""The store: a SQLite file to which revisions are added.

An answer is one transaction. With synchronous FULL it is on the disk when `add`
returns, so that a laptop that is switched off loses nothing that was acknowledged.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.pool import StaticPool

from readiness.model.revision import Revision, RevisionKind
from readiness.model.sentence import Sentence
from readiness.store import header, schema
from readiness.store.scores import Scores

HEAD = "0002"
_READ = [
    schema.revision.c[name]
    for name in (
        "id", "kind", "location", "visit", "key", "subject", "body", "reason", "assessor",
        "laptop", "at",
    )
]  # fmt: skip
_decode = json.JSONDecoder().raw_decode
Result = TypeVar("Result")


class StoreError(Exception):
    """The store can't be used; `sentence` says what happened and what to do."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence


class NewerStore(StoreError):
    """Made by a newer version of the program."""


class DamagedStore(StoreError):
    """Not readable as the program's data; it is left as it is."""


class Store:
    """Revisions in one SQLite file. Used by one thread: the one that opened it."""

    def __init__(self, file: Path) -> None:
        """Opens the file, makes it when missing, brings an older schema up to date.

        Raises:
            NewerStore, DamagedStore: the file is left untouched.
            StoreError: the folder can't be written.
        """
        self.file = file
        self._place: tuple[int, int] | None = None
        self._engine = sa.create_engine(
            "sqlite://",
            creator=self._connect,
            poolclass=StaticPool,
        )
        # The driver's own transactions don't cover DDL: begin them ourselves.
        sa.event.listen(self._engine, "begin", _begin)
        self.scores = Scores(self._engine, self._reading, self._guard)
        try:
            self._prepare()
        except BaseException:
            self.close()
            raise

    def _connect(self) -> sqlite3.Connection:
        connection, self._place = header.opened(self.file, self._open)
        return connection

    def _open(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.file, isolation_level=None, timeout=2)
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=FULL")
            connection.execute("PRAGMA fullfsync=ON")
            connection.execute("PRAGMA foreign_keys=ON")
        except BaseException:
            connection.close()
            raise
        return connection

    def _prepare(self) -> None:
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise self._unwritable(error) from None
        version = self._version()
        if version == HEAD:
            return
        if version > HEAD:
            raise NewerStore(
                Sentence(
                    "{file} was made by a newer version of this program (schema {theirs}, this "
                    "one knows {ours}); install the newer version to open it. Nothing was changed.",
                    file=self.file,
                    theirs=version,
                    ours=HEAD,
                )
            )
        self._guard(self._migrate)

    def _version(self) -> str:
        """The schema of the file; empty for a new one. Looks without changing a byte."""
        try:
            if not self.file.exists() or self.file.stat().st_size == 0:
                return ""
            first = header.header(self.file)
        except OSError as error:
            raise self._unwritable(error) from None
        if first is not None and not first.startswith(b"SQLite format 3\0"):
            raise self._damaged("it is no database")
        # A file in WAL mode can't be read without its log; opening it changes nothing. One that
        # is open here already is in that mode.
        mode = "rw" if first is None or first[18:20] == b"\2\2" else "ro"
        return self._guard(lambda: self._peek(mode))

    def _peek(self, mode: str) -> str:
        uri = f"{self.file.resolve().as_uri()}?mode={mode}"
        with closing(sqlite3.connect(uri, uri=True, timeout=5)) as connection:
            names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
            if not names:
                # A first start that failed half-way left an empty database.
                return ""
            if "alembic_version" not in names:
                raise self._damaged("it is a database of another program")
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
            if row is None:
                raise self._damaged("it doesn't say which schema it has")
            return str(row[0])

    def _migrate(self) -> None:
        # Alembic is loaded only when there is something to migrate.
        from alembic import command
        from alembic.config import Config

        config = Config()
        config.set_main_option(
            "script_location", str(Path(__file__).parent / "migrations").replace("%", "%%")
        )
        with self._engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")

    def _damaged(self, why: str) -> DamagedStore:
        return DamagedStore(
            Sentence(
                "{file} can't be read ({why}); it was left as it is. Put a copy from a backup in "
                "its place, or start with another folder through --home.",
                file=self.file,
                why=why,
            )
        )

    def _unwritable(self, error: Exception) -> StoreError:
        return StoreError(
            Sentence(
                "{file} can't be written ({why}); choose a folder that you may write with --home.",
                file=self.file,
                why=str(getattr(error, "strerror", None) or error),
            )
        )

    def _guard(self, work: Callable[[], Result]) -> Result:
        """Runs database work; the driver's errors become sentences."""
        try:
            return work()
        except sa.exc.DBAPIError as error:
            cause = error.orig or error
        except sqlite3.Error as error:
            cause = error
        text = str(cause)
        if "locked" in text:
            raise StoreError(
                Sentence(
                    "{file} is in use by another program that is busy writing; close it or try "
                    "again. Nothing was stored.",
                    file=self.file,
                )
            )
        if any(word in text for word in ("readonly", "unable to open", "disk", "full")):
            if "malformed" not in text:
                raise self._unwritable(cause)
        raise self._damaged(text)

    def close(self) -> None:
        self._engine.dispose()
        if self._place is not None:
            header.closed(self._place)
            self._place = None

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # -- writing ---------------------------------------------------------------

    def add(self, revisions: Sequence[Revision], rulers: Sequence[tuple[str, str]] = ()) -> None:
        """Adds all of them in one transaction, or none.

        Durable when it returns. `rulers`: (hash, content as JSON) to keep beside them.
        """

        def work() -> None:
            with self._engine.begin() as connection:
                for hash_, content in rulers:
                    connection.execute(
                        sa.text(
                            "INSERT INTO ruler (hash, content) VALUES (:hash, :content) "
                            "ON CONFLICT (hash) DO NOTHING"
                        ),
                        {"hash": hash_, "content": content},
                    )
                rows = [_row(revision) for revision in revisions]
                if rows:
                    connection.execute(sa.insert(schema.revision), rows)
                links = [
                    {"newer": revision.id, "older": older}
                    for revision in revisions
                    for older in revision.replaces
                ]
                if links:
                    connection.execute(sa.insert(schema.replaces), links)

        self._guard(work)

    # -- reading ---------------------------------------------------------------

    def revisions(
        self,
        *,
        kind: RevisionKind | None = None,
        location: str | None = None,
        visit: str | None = None,
        key: str | None = None,
    ) -> list[Revision]:
        """All revisions that fit, replaced ones included, oldest first."""
        query = sa.select(*_READ).order_by(schema.revision.c.seq)
        for column, value in (
            ("kind", kind),
            ("location", location),
            ("visit", visit),
            ("key", key),
        ):
            if value is not None:
                query = query.where(schema.revision.c[column] == value)
        if kind not in (None, "observation") and not (location or visit):
            query = query.where(schema.NO_ANSWER)
        chosen = query.with_only_columns(schema.revision.c.id).order_by(None)
        links = sa.select(schema.replaces).where(schema.replaces.c.newer.in_(chosen))

        def work() -> list[Revision]:
            with self._reading() as connection:
                replaced: dict[str, list[str]] = {}
                for newer, older in connection.execute(links):
                    replaced.setdefault(newer, []).append(older)
                return [
                    # By place: by name a hundred thousand rows take a second longer.
                    Revision(
                        id_,
                        kind,
                        location,
                        visit,
                        key,
                        subject,
                        None if body is None else _read_body(body),
                        tuple(sorted(replaced[id_])) if id_ in replaced else (),
                        *rest,
                    )
                    for id_, kind, location, visit, key, subject, body, *rest in connection.execute(
                        query
                    ).all()
                ]

        try:
            return self._guard(work)
        except json.JSONDecodeError as error:
            raise self._damaged(f"a revision isn't JSON: {error}") from None

    def facts(self) -> list[tuple[str, str, Any]]:
        """The current facts: location, name of the fact and value, in the order of their ids.

        The same as `revisions(kind="fact")` without those that were replaced or withdrawn, in
        a third of the time where there are thousands of locations.
        """
        fact, newer = schema.revision, schema.revision.alias()
        replaced = (
            sa.select(schema.replaces.c.newer)
            .join(newer, newer.c.id == schema.replaces.c.newer)
            .where(schema.replaces.c.older == fact.c.id, newer.c.kind == "fact")
        )
        query = (
            sa.select(fact.c.location, fact.c.key, fact.c.body)
            .where(fact.c.kind == "fact", schema.NO_ANSWER, fact.c.body.is_not(None))
            .where(~replaced.exists())
            .order_by(fact.c.id)
        )

        def work() -> list[tuple[str, str, Any]]:
            with self._reading() as connection:
                return [
                    (location, key, _read_body(body)["value"])
                    for location, key, body in connection.execute(query).all()
                ]

        try:
            return self._guard(work)
        except json.JSONDecodeError as error:
            raise self._damaged(f"a revision isn't JSON: {error}") from None

    def newest(self) -> int:
        """The number of the last revision; grows with every one that is added."""

        def work() -> int:
            with self._reading() as connection:
                return int(
                    connection.execute(
                        sa.select(sa.func.coalesce(sa.func.max(schema.revision.c.seq), 0))
                    ).scalar_one()
                )

        return self._guard(work)

    def ruler(self, hash_: str) -> str | None:
        """The content kept under a ruler, as JSON; None when it isn't here."""

        def work() -> str | None:
            with self._reading() as connection:
                found: str | None = connection.execute(
                    sa.select(schema.ruler.c.content).where(schema.ruler.c.hash == hash_)
                ).scalar_one_or_none()
                return found

        return self._guard(work)

    @contextmanager
    def _reading(self) -> Iterator[sa.Connection]:
        with self._engine.connect() as connection:
            # A look must not wait for somebody who writes.
            yield connection.execution_options(readiness_only_looks=True)


def _read_body(text: str) -> dict[str, Any]:
    """The body that `_row` wrote; without the search for spaces around it that `loads` makes."""
    body, end = _decode(text)
    if end != len(text):
        raise json.JSONDecodeError("more than one value", text, end)
    return body  # type: ignore[no-any-return]


def _begin(connection: sa.Connection) -> None:
    looks = connection.get_execution_options().get("readiness_only_looks")
    connection.exec_driver_sql("BEGIN" if looks else "BEGIN IMMEDIATE")


def _row(revision: Revision) -> dict[str, Any]:
    body = revision.body
    return {
        "id": revision.id,
        "kind": revision.kind,
        "location": revision.location,
        "visit": revision.visit,
        "key": revision.key,
        "subject": revision.subject,
        "body": None if body is None else json.dumps(body, sort_keys=True, ensure_ascii=False),
        "reason": revision.reason,
        "assessor": revision.assessor,
        "laptop": revision.laptop,
        "at": revision.at,
    }
