"""Portfolios, submissions, ratings."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

# The guards of app/models/guards.py as they were when this migration was written.
GUARDS = {
    "sqlite": (
        "CREATE TRIGGER submission_entries_stay BEFORE UPDATE ON submission_entries WHEN 1 = 1 BEGIN SELECT RAISE(ABORT, 'A frozen entry cannot be changed.'); END",  # noqa: E501
        "CREATE TRIGGER submission_entries_remain BEFORE DELETE ON submission_entries WHEN 1 = 1 BEGIN SELECT RAISE(ABORT, 'A frozen entry cannot be removed.'); END",  # noqa: E501
    ),
    "postgresql": (
        "CREATE FUNCTION submission_entries_stay() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF 1 = 1 THEN RAISE EXCEPTION 'A frozen entry cannot be changed.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$",  # noqa: E501
        "CREATE TRIGGER submission_entries_stay BEFORE UPDATE ON submission_entries FOR EACH ROW EXECUTE FUNCTION submission_entries_stay()",  # noqa: E501
        "CREATE FUNCTION submission_entries_remain() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF 1 = 1 THEN RAISE EXCEPTION 'A frozen entry cannot be removed.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$",  # noqa: E501
        "CREATE TRIGGER submission_entries_remain BEFORE DELETE ON submission_entries FOR EACH ROW EXECUTE FUNCTION submission_entries_remain()",  # noqa: E501
    ),
}
REMOVALS = {
    "sqlite": (
        "DROP TRIGGER submission_entries_remain",
        "DROP TRIGGER submission_entries_stay",
    ),
    "postgresql": (
        "DROP TRIGGER submission_entries_remain ON submission_entries",
        "DROP FUNCTION submission_entries_remain()",
        "DROP TRIGGER submission_entries_stay ON submission_entries",
        "DROP FUNCTION submission_entries_stay()",
    ),
}


def upgrade() -> None:
    op.create_table(
        "portfolios",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("reflective_statement", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["enrolment_id"], ["enrolments.id"], name=op.f("fk_portfolios_enrolment_id_enrolments")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_portfolios")),
        sa.UniqueConstraint("id", "enrolment_id", name="uq_portfolios_id_and_enrolment"),
    )
    op.create_index(op.f("ix_portfolios_enrolment_id"), "portfolios", ["enrolment_id"], unique=True)
    op.create_table(
        "submissions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("portfolio_id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "submitted",
                "under_review",
                "decided",
                name="submissionstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("root", sa.String(length=64), nullable=False),
        sa.Column("built_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("document_key", sa.String(), nullable=True),
        sa.Column("document_sha256", sa.String(), nullable=True),
        sa.Column("document_pages", sa.Integer(), nullable=True),
        sa.Column("document_bytes", sa.Integer(), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["portfolio_id", "enrolment_id"],
            ["portfolios.id", "portfolios.enrolment_id"],
            name="fk_submissions_portfolio",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submissions")),
        sa.UniqueConstraint("id", "enrolment_id", name="uq_submissions_id_and_enrolment"),
        sa.UniqueConstraint(
            "portfolio_id", "number", name=op.f("uq_submissions_portfolio_id_number")
        ),
    )
    op.create_index(
        op.f("ix_submissions_enrolment_id"), "submissions", ["enrolment_id"], unique=False
    )
    op.create_index(
        op.f("ix_submissions_portfolio_id"), "submissions", ["portfolio_id"], unique=False
    )
    op.create_index(
        "uq_submissions_open",
        "submissions",
        ["portfolio_id"],
        unique=True,
        sqlite_where=sa.text("state <> 'decided'"),
        postgresql_where=sa.text("state <> 'decided'"),
    )
    op.create_table(
        "ratings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("rater_id", sa.Integer(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "trainee",
                "supervisor",
                "accreditor",
                "registrar",
                "service_lead",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("cycle_id", sa.Integer(), nullable=True),
        sa.Column("submission_id", sa.Integer(), nullable=True),
        sa.Column("framework", sa.String(length=80), nullable=False),
        sa.Column("criterion", sa.String(length=80), nullable=False),
        sa.Column("criterion_wording", sa.Text(), nullable=False),
        sa.Column("level", sa.String(length=80), nullable=False),
        sa.Column("level_wording", sa.String(length=160), nullable=False),
        sa.Column("rated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(cycle_id IS NULL) <> (submission_id IS NULL)",
            name=op.f("ck_ratings_of_a_cycle_or_a_submission"),
        ),
        sa.ForeignKeyConstraint(
            ["cycle_id"], ["cycles.id"], name=op.f("fk_ratings_cycle_id_cycles")
        ),
        sa.ForeignKeyConstraint(
            ["enrolment_id"], ["enrolments.id"], name=op.f("fk_ratings_enrolment_id_enrolments")
        ),
        sa.ForeignKeyConstraint(
            ["rater_id"], ["people.id"], name=op.f("fk_ratings_rater_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submissions.id"], name=op.f("fk_ratings_submission_id_submissions")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ratings")),
    )
    op.create_index(op.f("ix_ratings_cycle_id"), "ratings", ["cycle_id"], unique=False)
    op.create_index(op.f("ix_ratings_enrolment_id"), "ratings", ["enrolment_id"], unique=False)
    op.create_index(op.f("ix_ratings_rater_id"), "ratings", ["rater_id"], unique=False)
    op.create_index(op.f("ix_ratings_submission_id"), "ratings", ["submission_id"], unique=False)
    op.create_index(
        "uq_ratings_current_of_cycle",
        "ratings",
        ["rater_id", "cycle_id", "criterion"],
        unique=True,
        sqlite_where=sa.text("replaced_at IS NULL AND cycle_id IS NOT NULL"),
        postgresql_where=sa.text("replaced_at IS NULL AND cycle_id IS NOT NULL"),
    )
    op.create_index(
        "uq_ratings_current_of_submission",
        "ratings",
        ["rater_id", "submission_id", "criterion"],
        unique=True,
        sqlite_where=sa.text("replaced_at IS NULL AND submission_id IS NOT NULL"),
        postgresql_where=sa.text("replaced_at IS NULL AND submission_id IS NOT NULL"),
    )
    op.create_table(
        "chosen_recordings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("portfolio_id", sa.Integer(), nullable=False),
        sa.Column("recording_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["portfolio_id"],
            ["portfolios.id"],
            name=op.f("fk_chosen_recordings_portfolio_id_portfolios"),
        ),
        sa.ForeignKeyConstraint(
            ["recording_id"],
            ["recordings.id"],
            name=op.f("fk_chosen_recordings_recording_id_recordings"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chosen_recordings")),
        sa.UniqueConstraint(
            "portfolio_id",
            "recording_id",
            name=op.f("uq_chosen_recordings_portfolio_id_recording_id"),
        ),
    )
    op.create_index(
        op.f("ix_chosen_recordings_portfolio_id"),
        "chosen_recordings",
        ["portfolio_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_chosen_recordings_recording_id"),
        "chosen_recordings",
        ["recording_id"],
        unique=False,
    )
    op.create_table(
        "submission_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("salt", sa.String(length=64), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("recording_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["recording_id"],
            ["recordings.id"],
            name=op.f("fk_submission_entries_recording_id_recordings"),
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submissions.id"],
            name=op.f("fk_submission_entries_submission_id_submissions"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submission_entries")),
        sa.UniqueConstraint("id", "submission_id", name="uq_submission_entries_id_and_submission"),
        sa.UniqueConstraint(
            "submission_id", "position", name=op.f("uq_submission_entries_submission_id_position")
        ),
    )
    op.create_index(
        op.f("ix_submission_entries_recording_id"),
        "submission_entries",
        ["recording_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_submission_entries_submission_id"),
        "submission_entries",
        ["submission_id"],
        unique=False,
    )
    op.create_table(
        "submission_stills",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("recording_id", sa.Integer(), nullable=False),
        sa.Column("frame", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("cut_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id", "submission_id"],
            ["submission_entries.id", "submission_entries.submission_id"],
            name="fk_submission_stills_entry",
        ),
        sa.ForeignKeyConstraint(
            ["recording_id"],
            ["recordings.id"],
            name=op.f("fk_submission_stills_recording_id_recordings"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submission_stills")),
        sa.UniqueConstraint("entry_id", name=op.f("uq_submission_stills_entry_id")),
    )
    op.create_index(
        op.f("ix_submission_stills_recording_id"),
        "submission_stills",
        ["recording_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_submission_stills_submission_id"),
        "submission_stills",
        ["submission_id"],
        unique=False,
    )
    op.create_table(
        "chosen_moments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("portfolio_id", sa.Integer(), nullable=False),
        sa.Column("moment_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["moment_id"], ["moments.id"], name=op.f("fk_chosen_moments_moment_id_moments")
        ),
        sa.ForeignKeyConstraint(
            ["portfolio_id"],
            ["portfolios.id"],
            name=op.f("fk_chosen_moments_portfolio_id_portfolios"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chosen_moments")),
        sa.UniqueConstraint(
            "portfolio_id", "moment_id", name=op.f("uq_chosen_moments_portfolio_id_moment_id")
        ),
    )
    op.create_index(
        op.f("ix_chosen_moments_moment_id"), "chosen_moments", ["moment_id"], unique=False
    )
    op.create_index(
        op.f("ix_chosen_moments_portfolio_id"), "chosen_moments", ["portfolio_id"], unique=False
    )
    for statement in GUARDS[op.get_bind().dialect.name]:
        op.execute(sa.text(statement.replace(":", r"\:")))


def downgrade() -> None:
    for statement in REMOVALS[op.get_bind().dialect.name]:
        op.execute(sa.text(statement))
    op.drop_table("chosen_moments")
    op.drop_table("submission_stills")
    op.drop_table("submission_entries")
    op.drop_table("chosen_recordings")
    op.drop_table("ratings")
    op.drop_table("submissions")
    op.drop_table("portfolios")
