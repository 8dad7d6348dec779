"""The tables. One schema; the migrations bring an existing file to it."""

from __future__ import annotations

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    text,
)

metadata = MetaData()

# Facts, starts and closings are few. A query that names this finds them by an index that
# no query for the answers of one visit can be tempted to use.
NO_ANSWER = text("kind <> 'observation'")

# One line of the record. `body` is JSON, or NULL for a withdrawal.
revision = Table(
    "revision",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("id", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("location", Text, nullable=False),
    Column("visit", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("body", Text),
    Column("reason", Text, nullable=False),
    Column("assessor", Text, nullable=False),
    Column("laptop", Text, nullable=False),
    Column("at", Text, nullable=False),
    Index("revision_visit", "visit"),
    Index("revision_location_kind", "location", "kind"),
    Index("revision_kind", "kind", sqlite_where=NO_ANSWER, postgresql_where=NO_ANSWER),
)

# Which revisions a revision supersedes; several after a merge of two laptops.
replaces = Table(
    "replaces",
    metadata,
    Column("newer", Text, ForeignKey("revision.id"), primary_key=True),
    Column("older", Text, primary_key=True),
    Index("replaces_older", "older"),
)

# The content that a visit was made with, by ruler, so that it can be scored again.
ruler = Table(
    "ruler",
    metadata,
    Column("hash", Text, primary_key=True),
    Column("content", Text, nullable=False),
)

# What visits came to: a cache, made again whenever it is missing or stale.
score = Table(
    "score",
    metadata,
    Column("visit", Text, primary_key=True),
    Column("basis", Text, primary_key=True),
    Column("day_from", Text, primary_key=True),
    Column("day_before", Text, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("facts_seq", Integer),
    Column("low", Text),
    Column("high", Text),
    Column("known", Integer, nullable=False),
    Column("in_play", Integer, nullable=False),
    Column("level_low", Integer),
    Column("level_high", Integer),
    Column("record", Text, nullable=False),
)
