"""The first schema: revisions, what they replace, and rulers."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "revision",
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("location", sa.Text, nullable=False),
        sa.Column("visit", sa.Text, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("body", sa.Text),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("assessor", sa.Text, nullable=False),
        sa.Column("laptop", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
    )
    op.create_index("revision_visit", "revision", ["visit"])
    op.create_index("revision_location_kind", "revision", ["location", "kind"])
    op.create_table(
        "replaces",
        sa.Column("newer", sa.Text, sa.ForeignKey("revision.id"), primary_key=True),
        sa.Column("older", sa.Text, primary_key=True),
    )
    op.create_index("replaces_older", "replaces", ["older"])
    op.create_table(
        "ruler",
        sa.Column("hash", sa.Text, primary_key=True),
        sa.Column("content", sa.Text, nullable=False),
    )
