"""Questionnaires that a service names itself, and what people scored."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

TABLES = ("measures", "measure_answers")


def upgrade() -> None:
    _make_measures()
    _make_measure_answers()


def downgrade() -> None:
    for name in reversed(TABLES):
        op.drop_table(name)


def _make_measures() -> None:
    op.create_table(
        "measures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("lowest", sa.Integer(), nullable=False),
        sa.Column("highest", sa.Integer(), nullable=False),
        sa.Column("higher_is_better", sa.Boolean(), nullable=False),
        sa.Column("licence_note", sa.Text(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("licence_note <> ''", name=op.f("ck_measures_its_licence_is_known")),
        sa.CheckConstraint("name <> ''", name=op.f("ck_measures_a_measure_has_a_name")),
        sa.CheckConstraint("question <> ''", name=op.f("ck_measures_something_is_asked")),
        sa.CheckConstraint("lowest < highest", name=op.f("ck_measures_a_range_has_two_ends")),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["people.id"], name=op.f("fk_measures_made_by_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["service_id"], ["services.id"], name=op.f("fk_measures_service_id_services")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measures")),
        sa.UniqueConstraint("id", "lowest", "highest", name="uq_measures_id_and_range"),
    )
    op.create_index(op.f("ix_measures_made_by_id"), "measures", ["made_by_id"], unique=False)
    op.create_index(op.f("ix_measures_service_id"), "measures", ["service_id"], unique=False)


def _make_measure_answers() -> None:
    op.create_table(
        "measure_answers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("measure_id", sa.Integer(), nullable=False),
        sa.Column("lowest", sa.Integer(), nullable=False),
        sa.Column("highest", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("case_person_id", sa.Integer(), nullable=False),
        sa.Column(
            "occasion",
            sa.Enum(
                "before",
                "after",
                "later",
                name="occasion",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("link_id", sa.Integer(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(recorded_by_id IS NULL) = (link_id IS NOT NULL)",
            name=op.f("ck_measure_answers_recorded_by_one_of_them"),
        ),
        sa.CheckConstraint(
            "score BETWEEN lowest AND highest", name=op.f("ck_measure_answers_within_the_range")
        ),
        sa.ForeignKeyConstraint(
            ["case_person_id", "client_id"],
            ["case_people.id", "case_people.client_id"],
            name="fk_measure_answers_person",
        ),
        sa.ForeignKeyConstraint(
            ["client_id"], ["clients.id"], name=op.f("fk_measure_answers_client_id_clients")
        ),
        sa.ForeignKeyConstraint(
            ["link_id"], ["client_links.id"], name=op.f("fk_measure_answers_link_id_client_links")
        ),
        sa.ForeignKeyConstraint(
            ["measure_id", "lowest", "highest"],
            ["measures.id", "measures.lowest", "measures.highest"],
            name="fk_measure_answers_measure",
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["people.id"], name=op.f("fk_measure_answers_recorded_by_id_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measure_answers")),
    )
    op.create_index(
        op.f("ix_measure_answers_case_person_id"),
        "measure_answers",
        ["case_person_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_measure_answers_client_id"), "measure_answers", ["client_id"], unique=False
    )
    op.create_index(
        op.f("ix_measure_answers_link_id"), "measure_answers", ["link_id"], unique=False
    )
    op.create_index(
        op.f("ix_measure_answers_measure_id"), "measure_answers", ["measure_id"], unique=False
    )
    op.create_index(
        op.f("ix_measure_answers_recorded_by_id"),
        "measure_answers",
        ["recorded_by_id"],
        unique=False,
    )
    op.create_index(
        "uq_measure_answers_now",
        "measure_answers",
        ["measure_id", "case_person_id", "occasion"],
        unique=True,
        sqlite_where=sa.text("replaced_at IS NULL"),
        postgresql_where=sa.text("replaced_at IS NULL"),
    )
