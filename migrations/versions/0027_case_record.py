"""What a case is about and how it goes; the private journal."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

TABLES = (
    "casework_terms",
    "journal_entries",
    "case_contexts",
    "case_talks",
    "closing_letters",
    "cycle_notes",
    "goals",
    "goal_ratings",
)


def upgrade() -> None:
    _make_casework_terms()
    _make_journal_entries()
    _make_case_contexts()
    _make_case_talks()
    _make_closing_letters()
    _make_cycle_notes()
    _make_goals()
    _make_goal_ratings()


def downgrade() -> None:
    for name in reversed(TABLES):
        op.drop_table(name)


def _make_casework_terms() -> None:
    op.create_table(
        "casework_terms",
        sa.Column("service_id", sa.Integer(), nullable=False),
        sa.Column("letter_label", sa.String(length=60), nullable=False),
        sa.Column("concerns_go_to", sa.Text(), nullable=False),
        sa.Column("changed_by_id", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "letter_label <> ''", name=op.f("ck_casework_terms_a_letter_has_a_name")
        ),
        sa.ForeignKeyConstraint(
            ["changed_by_id"], ["people.id"], name=op.f("fk_casework_terms_changed_by_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["service_id"], ["services.id"], name=op.f("fk_casework_terms_service_id_services")
        ),
        sa.PrimaryKeyConstraint("service_id", name=op.f("pk_casework_terms")),
    )
    op.create_index(
        op.f("ix_casework_terms_changed_by_id"), "casework_terms", ["changed_by_id"], unique=False
    )


def _make_journal_entries() -> None:
    op.create_table(
        "journal_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("written_on", sa.Date(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("words <> ''", name=op.f("ck_journal_entries_an_entry_has_words")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_journal_entries_person_id_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal_entries")),
    )
    op.create_index(
        op.f("ix_journal_entries_person_id"), "journal_entries", ["person_id"], unique=False
    )


def _make_case_contexts() -> None:
    op.create_table(
        "case_contexts",
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column(
            "setting",
            sa.Enum(
                "health",
                "school",
                "social_care",
                "other",
                name="setting",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("relationship_words", sa.String(length=160), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"], ["clients.id"], name=op.f("fk_case_contexts_client_id_clients")
        ),
        sa.PrimaryKeyConstraint("client_id", name=op.f("pk_case_contexts")),
    )


def _make_case_talks() -> None:
    op.create_table(
        "case_talks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
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
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("hopes", sa.Text(), nullable=False),
        sa.Column("concerns", sa.Text(), nullable=False),
        sa.Column("words_for_child", sa.Text(), nullable=False),
        sa.Column("words_for_relationship", sa.Text(), nullable=False),
        sa.Column("celebration", sa.Text(), nullable=False),
        sa.Column("next_goals", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"], ["clients.id"], name=op.f("fk_case_talks_client_id_clients")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_talks")),
        sa.UniqueConstraint("client_id", "occasion", name=op.f("uq_case_talks_client_id_occasion")),
    )
    op.create_index(op.f("ix_case_talks_client_id"), "case_talks", ["client_id"], unique=False)


def _make_closing_letters() -> None:
    op.create_table(
        "closing_letters",
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=True),
        sa.CheckConstraint("words <> ''", name=op.f("ck_closing_letters_a_letter_has_words")),
        sa.ForeignKeyConstraint(
            ["client_id"], ["clients.id"], name=op.f("fk_closing_letters_client_id_clients")
        ),
        sa.PrimaryKeyConstraint("client_id", name=op.f("pk_closing_letters")),
    )


def _make_cycle_notes() -> None:
    op.create_table(
        "cycle_notes",
        sa.Column("cycle_id", sa.Integer(), nullable=False),
        sa.Column("reflections", sa.Text(), nullable=False),
        sa.Column("working_points", sa.Text(), nullable=False),
        sa.Column("client_words", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["cycle_id"], ["cycles.id"], name=op.f("fk_cycle_notes_cycle_id_cycles")
        ),
        sa.PrimaryKeyConstraint("cycle_id", name=op.f("pk_cycle_notes")),
    )


def _make_goals() -> None:
    op.create_table(
        "goals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("case_person_id", sa.Integer(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(length=300), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("words <> ''", name=op.f("ck_goals_a_goal_has_words")),
        sa.CheckConstraint("number > 0", name=op.f("ck_goals_goals_count_from_one")),
        sa.ForeignKeyConstraint(
            ["case_person_id", "client_id"],
            ["case_people.id", "case_people.client_id"],
            name="fk_goals_person",
        ),
        sa.ForeignKeyConstraint(
            ["client_id"], ["clients.id"], name=op.f("fk_goals_client_id_clients")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goals")),
        sa.UniqueConstraint("client_id", "number", name=op.f("uq_goals_client_id_number")),
    )
    op.create_index(op.f("ix_goals_case_person_id"), "goals", ["case_person_id"], unique=False)
    op.create_index(op.f("ix_goals_client_id"), "goals", ["client_id"], unique=False)


def _make_goal_ratings() -> None:
    op.create_table(
        "goal_ratings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("goal_id", sa.Integer(), nullable=False),
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
        sa.Column("rating", sa.Integer(), nullable=False),
        sa.Column("rated_on", sa.Date(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("link_id", sa.Integer(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(recorded_by_id IS NULL) = (link_id IS NOT NULL)",
            name=op.f("ck_goal_ratings_recorded_by_one_of_them"),
        ),
        sa.CheckConstraint(
            "rating BETWEEN 0 AND 10", name=op.f("ck_goal_ratings_from_nought_to_ten")
        ),
        sa.ForeignKeyConstraint(
            ["goal_id"], ["goals.id"], name=op.f("fk_goal_ratings_goal_id_goals")
        ),
        sa.ForeignKeyConstraint(
            ["link_id"], ["client_links.id"], name=op.f("fk_goal_ratings_link_id_client_links")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["people.id"], name=op.f("fk_goal_ratings_recorded_by_id_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goal_ratings")),
    )
    op.create_index(op.f("ix_goal_ratings_goal_id"), "goal_ratings", ["goal_id"], unique=False)
    op.create_index(op.f("ix_goal_ratings_link_id"), "goal_ratings", ["link_id"], unique=False)
    op.create_index(
        op.f("ix_goal_ratings_recorded_by_id"), "goal_ratings", ["recorded_by_id"], unique=False
    )
    op.create_index(
        "uq_goal_ratings_now",
        "goal_ratings",
        ["goal_id", "occasion"],
        unique=True,
        sqlite_where=sa.text("replaced_at IS NULL"),
        postgresql_where=sa.text("replaced_at IS NULL"),
    )
