"""A register: codes to check, a last day, renewals with their log, suspension."""

from __future__ import annotations

import secrets
from datetime import date, timedelta

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
KINDS = ("case", "supervision", "peers", "presentation", "study")
CHECKS = {
    "ck_certificates_it_is_valid_for_a_while": "valid_until >= issued_on",
    "ck_certificates_suspended_with_a_reason": "suspended_at IS NULL OR suspended_because <> ''",
}
MOMENTS = ("listed_at", "renewal_asked_at", "suspended_at")


def upgrade() -> None:
    with op.batch_alter_table("certificates") as table:
        table.add_column(sa.Column("code", sa.String(length=12), nullable=True))
        table.add_column(sa.Column("valid_until", sa.Date(), nullable=True))
        for name in MOMENTS:
            table.add_column(sa.Column(name, sa.DateTime(timezone=True), nullable=True))
        table.add_column(
            sa.Column("suspended_because", sa.Text(), nullable=False, server_default="")
        )
    _give_codes_and_last_days()
    with op.batch_alter_table("certificates") as table:
        table.alter_column("code", existing_type=sa.String(length=12), nullable=False)
        table.alter_column("valid_until", existing_type=sa.Date(), nullable=False)
        table.alter_column("suspended_because", existing_type=sa.Text(), server_default=None)
        table.create_unique_constraint(op.f("uq_certificates_code"), ["code"])
        for name, condition in CHECKS.items():
            table.create_check_constraint(op.f(name), condition)
    for column in ("valid_until", "listed_at"):
        op.create_index(op.f(f"ix_certificates_{column}"), "certificates", [column], unique=False)
    _make_renewals()
    _make_practice_entries()


def downgrade() -> None:
    op.drop_table("practice_entries")
    op.drop_table("renewals")
    for column in ("listed_at", "valid_until"):
        op.drop_index(op.f(f"ix_certificates_{column}"), table_name="certificates")
    with op.batch_alter_table("certificates") as table:
        for name in CHECKS:
            table.drop_constraint(op.f(name), type_="check")
        table.drop_constraint(op.f("uq_certificates_code"), type_="unique")
        for name in ("suspended_because", *reversed(MOMENTS), "valid_until", "code"):
            table.drop_column(name)


def _give_codes_and_last_days() -> None:
    """Those of before are valid for three years, and printed again with their code."""
    certificates = sa.table(
        "certificates",
        sa.column("id", sa.Integer),
        sa.column("issued_on", sa.Date),
        sa.column("code", sa.String),
        sa.column("valid_until", sa.Date),
        sa.column("built_at", sa.DateTime(timezone=True)),
        sa.column("document_key", sa.String),
    )
    bind = op.get_bind()
    for row in bind.execute(sa.select(certificates.c.id, certificates.c.issued_on)).all():
        changed = {
            "code": "".join(secrets.choice(ALPHABET) for _ in range(12)),
            "valid_until": _three_years_after(row.issued_on),
            "built_at": None,
            "document_key": None,
        }
        bind.execute(certificates.update().where(certificates.c.id == row.id).values(changed))


def _three_years_after(day: date) -> date:
    try:
        return day.replace(year=day.year + 3) - timedelta(days=1)
    except ValueError:
        return day.replace(year=day.year + 3, day=28) - timedelta(days=1)


def _make_renewals() -> None:
    op.create_table(
        "renewals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("certificate_id", sa.Integer(), nullable=False),
        sa.Column("renewed_by_id", sa.Integer(), nullable=False),
        sa.Column("renewed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["certificate_id"],
            ["certificates.id"],
            name=op.f("fk_renewals_certificate_id_certificates"),
        ),
        sa.ForeignKeyConstraint(
            ["renewed_by_id"], ["people.id"], name=op.f("fk_renewals_renewed_by_id_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_renewals")),
        sa.UniqueConstraint(
            "certificate_id", "valid_until", name=op.f("uq_renewals_certificate_id_valid_until")
        ),
    )
    for column in ("certificate_id", "renewed_by_id"):
        op.create_index(op.f(f"ix_renewals_{column}"), "renewals", [column], unique=False)


def _make_practice_entries() -> None:
    op.create_table(
        "practice_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("certificate_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                *KINDS, name="practicekind", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["certificate_id"],
            ["certificates.id"],
            name=op.f("fk_practice_entries_certificate_id_certificates"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practice_entries")),
    )
    op.create_index(
        op.f("ix_practice_entries_certificate_id"),
        "practice_entries",
        ["certificate_id"],
        unique=False,
    )
