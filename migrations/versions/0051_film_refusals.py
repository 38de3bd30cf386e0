"""A no to one film, whatever was answered for all of them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0051"
down_revision = "0050"
branch_labels = None
depends_on = None

PURPOSES = (
    *("filming", "shared_review", "supervision", "peers", "other_supervisors", "keeping"),
    *("training", "client_copy", "outcomes", "research"),
)
WHAT = ["recording_id", "case_person_id", "purpose"]
STANDS = "taken_back_at IS NULL AND link_id IS"


def _choice(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def upgrade() -> None:
    op.create_table(
        "film_refusals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recording_id", sa.Integer(), nullable=False),
        sa.Column("case_person_id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("purpose", _choice("purpose", *PURPOSES), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.Column(
            "given_by",
            _choice("givenby", "themselves", "parental_responsibility"),
            nullable=False,
        ),
        sa.Column(
            "given_how", _choice("givenhow", "paper", "tablet", "account", "link"), nullable=False
        ),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("link_id", sa.Integer(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_back_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(given_how = 'link') = (link_id IS NOT NULL)",
            name=op.f("ck_film_refusals_a_link_is_named_when_it_was_one"),
        ),
        sa.CheckConstraint(
            "(recorded_by_id IS NULL) = (link_id IS NOT NULL)",
            name=op.f("ck_film_refusals_recorded_by_one_of_them"),
        ),
        sa.ForeignKeyConstraint(
            ["recording_id", "client_id"],
            ["recordings.id", "recordings.client_id"],
            name="fk_film_refusals_recording",
        ),
        sa.ForeignKeyConstraint(
            ["case_person_id", "client_id"],
            ["case_people.id", "case_people.client_id"],
            name="fk_film_refusals_case_person",
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["people.id"], name=op.f("fk_film_refusals_recorded_by_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["link_id"], ["client_links.id"], name=op.f("fk_film_refusals_link_id_client_links")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_film_refusals")),
    )
    for column in ("recording_id", "case_person_id", "recorded_by_id", "link_id"):
        op.create_index(op.f(f"ix_film_refusals_{column}"), "film_refusals", [column])
    _once("uq_film_refusals_written_down", WHAT, f"{STANDS} NULL")
    _once("uq_film_refusals_by_link", [*WHAT, "link_id"], f"{STANDS} NOT NULL")


def _once(name: str, columns: list[str], where: str) -> None:
    only = sa.text(where)
    op.create_index(
        name,
        "film_refusals",
        columns,
        unique=True,
        sqlite_where=only,
        postgresql_where=only,
    )


def downgrade() -> None:
    """What was said of single films goes with it; whoever said it is asked before."""
    op.drop_table("film_refusals")
