"""The cache of scores, and facts and visits found without passing every answer."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    no_answer = sa.text("kind <> 'observation'")
    op.create_index(
        "revision_kind",
        "revision",
        ["kind"],
        sqlite_where=no_answer,
        postgresql_where=no_answer,
    )
    op.create_table(
        "score",
        sa.Column("visit", sa.Text, primary_key=True),
        sa.Column("basis", sa.Text, primary_key=True),
        sa.Column("day_from", sa.Text, primary_key=True),
        sa.Column("day_before", sa.Text, nullable=False),
        sa.Column("made_by", sa.Text, nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("facts_seq", sa.Integer),
        sa.Column("low", sa.Text),
        sa.Column("high", sa.Text),
        sa.Column("known", sa.Integer, nullable=False),
        sa.Column("in_play", sa.Integer, nullable=False),
        sa.Column("level_low", sa.Integer),
        sa.Column("level_high", sa.Integer),
        sa.Column("record", sa.Text, nullable=False),
    )
