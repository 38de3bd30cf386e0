"""Scans of the papers on which people gave their answers, and which answers each proves."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0055"
down_revision = "0054"
branch_labels = None
depends_on = None

PROVED = ("id", "case_person_id", "given_on", "given_how")


def upgrade() -> None:
    op.create_index("uq_consents_that_a_scan_proves", "consents", list(PROVED), unique=True)
    _scans()
    _files()
    _proved()


def _scans() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "consent_scans",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_person_id", sa.Integer(), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("kept_by_id", sa.Integer(), nullable=False),
        sa.Column("begun_at", moment, nullable=False),
        sa.Column("kept_at", moment, nullable=True),
        sa.Column("gone_at", moment, nullable=True),
        sa.Column("gone_because", sa.String(length=40), nullable=True),
        sa.Column("files_gone_at", moment, nullable=True),
        sa.Column("backups_gone_on", sa.Date(), nullable=True),
        sa.Column("lease_until", moment, nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "gone_because IN ('replaced', 'removed', 'asked', 'retention', 'unfinished')",
            name=op.f("ck_consent_scans_scangone"),
        ),
        sa.CheckConstraint(
            "(gone_at IS NULL) = (gone_because IS NULL)",
            name=op.f("ck_consent_scans_gone_with_a_reason"),
        ),
        sa.CheckConstraint(
            "gone_because IS NULL OR (gone_because = 'unfinished') = (kept_at IS NULL)",
            name=op.f("ck_consent_scans_only_what_never_was_whole_is_unfinished"),
        ),
        sa.CheckConstraint(
            "files_gone_at IS NULL OR gone_at IS NOT NULL",
            name=op.f("ck_consent_scans_the_files_of_a_kept_one_stay"),
        ),
        sa.CheckConstraint(
            "(files_gone_at IS NULL) = (backups_gone_on IS NULL)",
            name=op.f("ck_consent_scans_an_end_for_backups_too"),
        ),
        sa.ForeignKeyConstraint(
            ["case_person_id"],
            ["case_people.id"],
            name=op.f("fk_consent_scans_case_person_id_case_people"),
        ),
        sa.ForeignKeyConstraint(
            ["kept_by_id"], ["people.id"], name=op.f("fk_consent_scans_kept_by_id_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent_scans")),
        sa.UniqueConstraint(
            "id", "case_person_id", "given_on", name="uq_consent_scans_id_person_and_day"
        ),
    )
    for column in ("case_person_id", "kept_by_id"):
        name = op.f(f"ix_consent_scans_{column}")
        op.create_index(name, "consent_scans", [column], unique=False)


def _files() -> None:
    op.create_table(
        "scan_files",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("scan_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("is_picture", sa.Boolean(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("bytes", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.CheckConstraint(
            "number >= 1 AND pages >= 1 AND bytes >= 1",
            name=op.f("ck_scan_files_it_holds_something"),
        ),
        sa.ForeignKeyConstraint(
            ["scan_id"], ["consent_scans.id"], name=op.f("fk_scan_files_scan_id_consent_scans")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scan_files")),
        sa.UniqueConstraint("scan_id", "number", name=op.f("uq_scan_files_scan_id_number")),
    )
    op.create_index(op.f("ix_scan_files_scan_id"), "scan_files", ["scan_id"], unique=False)


def _proved() -> None:
    op.create_table(
        "proved_answers",
        sa.Column("scan_id", sa.Integer(), nullable=False),
        sa.Column("consent_id", sa.Integer(), nullable=False),
        sa.Column("case_person_id", sa.Integer(), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("given_how", sa.String(length=40), nullable=False),
        sa.CheckConstraint(
            "given_how IN ('paper', 'tablet', 'account', 'link')",
            name=op.f("ck_proved_answers_givenhow"),
        ),
        sa.CheckConstraint("given_how = 'paper'", name=op.f("ck_proved_answers_given_on_paper")),
        sa.ForeignKeyConstraint(
            ["scan_id", "case_person_id", "given_on"],
            ["consent_scans.id", "consent_scans.case_person_id", "consent_scans.given_on"],
            name="fk_proved_answers_scan",
        ),
        sa.ForeignKeyConstraint(
            ["consent_id", *PROVED[1:]],
            [f"consents.{one}" for one in PROVED],
            name="fk_proved_answers_consent",
        ),
        sa.PrimaryKeyConstraint("scan_id", "consent_id", name=op.f("pk_proved_answers")),
    )
    op.create_index(
        op.f("ix_proved_answers_consent_id"), "proved_answers", ["consent_id"], unique=False
    )


def downgrade() -> None:
    """The files stay in the store under `consent-scans/`; whoever goes back removes that folder."""
    for table in ("proved_answers", "scan_files", "consent_scans"):
        op.drop_table(table)
    op.drop_index("uq_consents_that_a_scan_proves", table_name="consents")
