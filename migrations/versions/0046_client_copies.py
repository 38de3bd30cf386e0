"""Copies for people of a case, and what a person released for each."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None

KINDS = (
    *("film", "helping_question", "context", "referral", "talk", "goal", "score", "letter"),
    *("notes", "question", "moment", "answer"),
)
DISCLOSED = (
    ("client_id", "clients"),
    ("item_id", "copy_items"),
    ("archive_id", "archives"),
    ("released_by_id", "people"),
    ("handed_over_by_id", "people"),
)


def upgrade() -> None:
    _make_copies()
    _make_items()
    _make_disclosures()


def downgrade() -> None:
    op.drop_table("disclosures")
    op.drop_table("copy_items")
    op.drop_table("client_copies")


def _make_copies() -> None:
    op.create_table(
        "client_copies",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("link_id", sa.Integer(), nullable=False),
        sa.Column("begun_by_id", sa.Integer(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("looked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("archive_id", sa.Integer(), nullable=True),
        *(
            _leads_to("client_copies", *one)
            for one in (
                ("link_id", "client_links"),
                ("begun_by_id", "people"),
                ("archive_id", "archives"),
            )
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_client_copies")),
    )
    for column, unique in (("link_id", True), ("begun_by_id", False), ("archive_id", True)):
        name = op.f(f"ix_client_copies_{column}")
        op.create_index(name, "client_copies", [column], unique=unique)


def _make_items() -> None:
    op.create_table(
        "copy_items",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("copy_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(*KINDS, name="itemkind", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column("recording_id", sa.Integer(), nullable=True),
        sa.Column("what", sa.String(length=200), nullable=False),
        sa.Column("by", sa.String(length=60), nullable=False),
        sa.Column("by_practitioner", sa.Boolean(), nullable=False),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("released_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(kind = 'film') = (recording_id IS NOT NULL)",
            name=op.f("ck_copy_items_a_film_is_named"),
        ),
        sa.CheckConstraint(
            "kind <> 'film' OR NOT by_practitioner", name=op.f("ck_copy_items_a_film_is_no_words")
        ),
        sa.CheckConstraint("what <> ''", name=op.f("ck_copy_items_it_says_what_it_is")),
        sa.CheckConstraint(
            "(released_at IS NULL) = (released_by_id IS NULL)",
            name=op.f("ck_copy_items_released_by_somebody"),
        ),
        *(
            _leads_to("copy_items", *one)
            for one in (
                ("copy_id", "client_copies"),
                ("recording_id", "recordings"),
                ("released_by_id", "people"),
            )
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_copy_items")),
        sa.UniqueConstraint(
            "copy_id", "kind", "row_id", name=op.f("uq_copy_items_copy_id_kind_row_id")
        ),
    )
    for column in ("copy_id", "recording_id", "released_by_id"):
        op.create_index(op.f(f"ix_copy_items_{column}"), "copy_items", [column])


def _make_disclosures() -> None:
    op.create_table(
        "disclosures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("archive_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(length=200), nullable=False),
        sa.Column("by", sa.String(length=60), nullable=False),
        sa.Column("to_whom", sa.String(length=60), nullable=False),
        sa.Column("released_by_id", sa.Integer(), nullable=False),
        sa.Column("handed_over_by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        *(_leads_to("disclosures", *one) for one in DISCLOSED),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disclosures")),
        sa.UniqueConstraint(
            "item_id", "archive_id", name=op.f("uq_disclosures_item_id_archive_id")
        ),
    )
    for column, _ in DISCLOSED:
        op.create_index(op.f(f"ix_disclosures_{column}"), "disclosures", [column])


def _leads_to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{other}")
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name)
