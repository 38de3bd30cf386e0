"""Coded clients, the people in their cases, cycles, consents."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "clients",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column(
            "case_type",
            sa.Enum(
                "vig",
                "verp",
                "vff",
                "vht",
                name="casetype",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("helping_question", sa.Text(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["enrolment_id"], ["enrolments.id"], name=op.f("fk_clients_enrolment_id_enrolments")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clients")),
        sa.UniqueConstraint("enrolment_id", "code", name=op.f("uq_clients_enrolment_id_code")),
        sa.UniqueConstraint("id", "enrolment_id", name="uq_clients_id_and_enrolment"),
    )
    op.create_index(op.f("ix_clients_enrolment_id"), "clients", ["enrolment_id"], unique=False)
    op.create_table(
        "case_people",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(length=60), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "adult",
                "child",
                "practitioner",
                name="personkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(kind = 'practitioner') = (person_id IS NOT NULL)",
            name=op.f("ck_case_people_practitioners_have_accounts"),
        ),
        sa.ForeignKeyConstraint(
            ["client_id"], ["clients.id"], name=op.f("fk_case_people_client_id_clients")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_case_people_person_id_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_people")),
        sa.UniqueConstraint("client_id", "label", name=op.f("uq_case_people_client_id_label")),
        sa.UniqueConstraint(
            "client_id", "person_id", name=op.f("uq_case_people_client_id_person_id")
        ),
        sa.UniqueConstraint("id", "client_id", name="uq_case_people_id_and_client"),
    )
    op.create_index(op.f("ix_case_people_client_id"), "case_people", ["client_id"], unique=False)
    op.create_index(op.f("ix_case_people_person_id"), "case_people", ["person_id"], unique=False)
    op.create_table(
        "cycles",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reviewed_on", sa.Date(), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("confirmed_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(confirmed_at IS NULL) = (confirmed_by_id IS NULL)",
            name=op.f("ck_cycles_confirmed_by_somebody"),
        ),
        sa.ForeignKeyConstraint(
            ["client_id", "enrolment_id"],
            ["clients.id", "clients.enrolment_id"],
            name="fk_cycles_client",
        ),
        sa.ForeignKeyConstraint(
            ["confirmed_by_id"], ["people.id"], name=op.f("fk_cycles_confirmed_by_id_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cycles")),
        sa.UniqueConstraint("client_id", "number", name=op.f("uq_cycles_client_id_number")),
        sa.UniqueConstraint("id", "client_id", name="uq_cycles_id_and_client"),
        sa.UniqueConstraint("id", "enrolment_id", name="uq_cycles_id_and_enrolment"),
    )
    op.create_index(op.f("ix_cycles_client_id"), "cycles", ["client_id"], unique=False)
    op.create_index(op.f("ix_cycles_confirmed_by_id"), "cycles", ["confirmed_by_id"], unique=False)
    op.create_index(op.f("ix_cycles_enrolment_id"), "cycles", ["enrolment_id"], unique=False)
    op.create_table(
        "consents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_person_id", sa.Integer(), nullable=False),
        sa.Column(
            "purpose",
            sa.Enum(
                "filming",
                "shared_review",
                "supervision",
                "peers",
                "other_supervisors",
                "training",
                "client_copy",
                "outcomes",
                "research",
                name="purpose",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("agreed", sa.Boolean(), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column(
            "given_by",
            sa.Enum(
                "themselves",
                "parental_responsibility",
                name="givenby",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "given_how",
            sa.Enum(
                "paper",
                "tablet",
                "account",
                name="givenhow",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("wording", sa.String(length=60), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "until IS NULL OR until >= given_on", name=op.f("ck_consents_it_ends_after_it_begins")
        ),
        sa.ForeignKeyConstraint(
            ["case_person_id"],
            ["case_people.id"],
            name=op.f("fk_consents_case_person_id_case_people"),
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["people.id"], name=op.f("fk_consents_recorded_by_id_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consents")),
    )
    op.create_index(
        op.f("ix_consents_case_person_id"), "consents", ["case_person_id"], unique=False
    )
    op.create_index(
        op.f("ix_consents_recorded_by_id"), "consents", ["recorded_by_id"], unique=False
    )
    op.create_index(
        "uq_consents_current",
        "consents",
        ["case_person_id", "purpose"],
        unique=True,
        sqlite_where=sa.text("replaced_at IS NULL"),
        postgresql_where=sa.text("replaced_at IS NULL"),
    )


def downgrade() -> None:
    op.drop_table("consents")
    op.drop_table("cycles")
    op.drop_table("case_people")
    op.drop_table("clients")
