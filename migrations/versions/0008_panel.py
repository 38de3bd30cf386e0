"""Panels, decisions, certificates."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

# The guards of app/models/guards.py as they were when this migration was written.
GUARDS = {
    "sqlite": (
        "CREATE TRIGGER decisions_stay BEFORE UPDATE ON decisions WHEN 1 = 1 BEGIN SELECT RAISE(ABORT, 'A decision cannot be changed.'); END",  # noqa: E501
        "CREATE TRIGGER decisions_remain BEFORE DELETE ON decisions WHEN 1 = 1 BEGIN SELECT RAISE(ABORT, 'A decision cannot be removed.'); END",  # noqa: E501
        "CREATE TRIGGER panel_members_are_independent BEFORE INSERT ON panel_members WHEN EXISTS (SELECT 1 FROM allocations WHERE allocations.enrolment_id = NEW.enrolment_id AND allocations.supervisor_id = NEW.accreditor_id) OR EXISTS (SELECT 1 FROM enrolments WHERE enrolments.id = NEW.enrolment_id AND enrolments.trainee_id = NEW.accreditor_id) BEGIN SELECT RAISE(ABORT, 'An accreditor is neither the trainee nor a supervisor of theirs.'); END",  # noqa: E501
        "CREATE TRIGGER panel_members_stay_independent BEFORE UPDATE ON panel_members WHEN EXISTS (SELECT 1 FROM allocations WHERE allocations.enrolment_id = NEW.enrolment_id AND allocations.supervisor_id = NEW.accreditor_id) OR EXISTS (SELECT 1 FROM enrolments WHERE enrolments.id = NEW.enrolment_id AND enrolments.trainee_id = NEW.accreditor_id) BEGIN SELECT RAISE(ABORT, 'An accreditor is neither the trainee nor a supervisor of theirs.'); END",  # noqa: E501
        "CREATE TRIGGER allocations_respect_the_panel BEFORE INSERT ON allocations WHEN EXISTS (SELECT 1 FROM panel_members JOIN submissions ON submissions.id = panel_members.submission_id AND submissions.state <> 'decided' WHERE panel_members.enrolment_id = NEW.enrolment_id AND panel_members.accreditor_id = NEW.supervisor_id) BEGIN SELECT RAISE(ABORT, 'Somebody who reviews a trainee cannot become their supervisor meanwhile.'); END",  # noqa: E501
    ),
    "postgresql": (
        "CREATE FUNCTION decisions_stay() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF 1 = 1 THEN RAISE EXCEPTION 'A decision cannot be changed.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$",  # noqa: E501
        "CREATE TRIGGER decisions_stay BEFORE UPDATE ON decisions FOR EACH ROW EXECUTE FUNCTION decisions_stay()",  # noqa: E501
        "CREATE FUNCTION decisions_remain() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF 1 = 1 THEN RAISE EXCEPTION 'A decision cannot be removed.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$",  # noqa: E501
        "CREATE TRIGGER decisions_remain BEFORE DELETE ON decisions FOR EACH ROW EXECUTE FUNCTION decisions_remain()",  # noqa: E501
        "CREATE FUNCTION panel_members_are_independent() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS (SELECT 1 FROM allocations WHERE allocations.enrolment_id = NEW.enrolment_id AND allocations.supervisor_id = NEW.accreditor_id) OR EXISTS (SELECT 1 FROM enrolments WHERE enrolments.id = NEW.enrolment_id AND enrolments.trainee_id = NEW.accreditor_id) THEN RAISE EXCEPTION 'An accreditor is neither the trainee nor a supervisor of theirs.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$",  # noqa: E501
        "CREATE TRIGGER panel_members_are_independent BEFORE INSERT ON panel_members FOR EACH ROW EXECUTE FUNCTION panel_members_are_independent()",  # noqa: E501
        "CREATE FUNCTION panel_members_stay_independent() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS (SELECT 1 FROM allocations WHERE allocations.enrolment_id = NEW.enrolment_id AND allocations.supervisor_id = NEW.accreditor_id) OR EXISTS (SELECT 1 FROM enrolments WHERE enrolments.id = NEW.enrolment_id AND enrolments.trainee_id = NEW.accreditor_id) THEN RAISE EXCEPTION 'An accreditor is neither the trainee nor a supervisor of theirs.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$",  # noqa: E501
        "CREATE TRIGGER panel_members_stay_independent BEFORE UPDATE ON panel_members FOR EACH ROW EXECUTE FUNCTION panel_members_stay_independent()",  # noqa: E501
        "CREATE FUNCTION allocations_respect_the_panel() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS (SELECT 1 FROM panel_members JOIN submissions ON submissions.id = panel_members.submission_id AND submissions.state <> 'decided' WHERE panel_members.enrolment_id = NEW.enrolment_id AND panel_members.accreditor_id = NEW.supervisor_id) THEN RAISE EXCEPTION 'Somebody who reviews a trainee cannot become their supervisor meanwhile.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$",  # noqa: E501
        "CREATE TRIGGER allocations_respect_the_panel BEFORE INSERT ON allocations FOR EACH ROW EXECUTE FUNCTION allocations_respect_the_panel()",  # noqa: E501
    ),
}
REMOVALS = {
    "sqlite": (
        "DROP TRIGGER allocations_respect_the_panel",
        "DROP TRIGGER panel_members_stay_independent",
        "DROP TRIGGER panel_members_are_independent",
        "DROP TRIGGER decisions_remain",
        "DROP TRIGGER decisions_stay",
    ),
    "postgresql": (
        "DROP TRIGGER allocations_respect_the_panel ON allocations",
        "DROP FUNCTION allocations_respect_the_panel()",
        "DROP TRIGGER panel_members_stay_independent ON panel_members",
        "DROP FUNCTION panel_members_stay_independent()",
        "DROP TRIGGER panel_members_are_independent ON panel_members",
        "DROP FUNCTION panel_members_are_independent()",
        "DROP TRIGGER decisions_remain ON decisions",
        "DROP FUNCTION decisions_remain()",
        "DROP TRIGGER decisions_stay ON decisions",
        "DROP FUNCTION decisions_stay()",
    ),
}


def upgrade() -> None:
    op.create_table(
        "panel_members",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("accreditor_id", sa.Integer(), nullable=False),
        sa.Column("presentation_id", sa.Integer(), nullable=False),
        sa.Column("allocated_by_id", sa.Integer(), nullable=False),
        sa.Column("allocated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["accreditor_id"], ["people.id"], name=op.f("fk_panel_members_accreditor_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["allocated_by_id"], ["people.id"], name=op.f("fk_panel_members_allocated_by_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["presentation_id"],
            ["presentations.id"],
            name=op.f("fk_panel_members_presentation_id_presentations"),
        ),
        sa.ForeignKeyConstraint(
            ["submission_id", "enrolment_id"],
            ["submissions.id", "submissions.enrolment_id"],
            name="fk_panel_members_submission",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_panel_members")),
        sa.UniqueConstraint(
            "submission_id",
            "accreditor_id",
            name=op.f("uq_panel_members_submission_id_accreditor_id"),
        ),
    )
    op.create_index(
        op.f("ix_panel_members_accreditor_id"), "panel_members", ["accreditor_id"], unique=False
    )
    op.create_index(
        op.f("ix_panel_members_allocated_by_id"), "panel_members", ["allocated_by_id"], unique=False
    )
    op.create_index(
        op.f("ix_panel_members_presentation_id"), "panel_members", ["presentation_id"], unique=False
    )
    op.create_index(
        op.f("ix_panel_members_submission_id"), "panel_members", ["submission_id"], unique=False
    )
    op.create_table(
        "decisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum(
                "accredited",
                "not_yet",
                name="decisionoutcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("strengths", sa.Text(), nullable=False),
        sa.Column("next_steps", sa.Text(), nullable=False),
        sa.Column("meeting_held_on", sa.Date(), nullable=False),
        sa.Column("meeting_minutes", sa.Integer(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("next_steps <> ''", name=op.f("ck_decisions_it_names_next_steps")),
        sa.CheckConstraint("strengths <> ''", name=op.f("ck_decisions_it_names_strengths")),
        sa.CheckConstraint(
            "meeting_minutes > 0", name=op.f("ck_decisions_the_meeting_took_some_time")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["people.id"], name=op.f("fk_decisions_decided_by_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["submission_id", "decided_by_id"],
            ["panel_members.submission_id", "panel_members.accreditor_id"],
            name="fk_decisions_panel_member",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decisions")),
        sa.UniqueConstraint("submission_id", name=op.f("uq_decisions_submission_id")),
    )
    op.create_index(
        op.f("ix_decisions_decided_by_id"), "decisions", ["decided_by_id"], unique=False
    )
    op.create_table(
        "certificates",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("holder_name", sa.String(length=120), nullable=False),
        sa.Column("edition_title", sa.String(length=160), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("built_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("document_key", sa.String(), nullable=True),
        sa.Column("document_sha256", sa.String(), nullable=True),
        sa.Column("document_pages", sa.Integer(), nullable=True),
        sa.Column("document_bytes", sa.Integer(), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decisions.id"], name=op.f("fk_certificates_decision_id_decisions")
        ),
        sa.ForeignKeyConstraint(
            ["enrolment_id"],
            ["enrolments.id"],
            name=op.f("fk_certificates_enrolment_id_enrolments"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificates")),
        sa.UniqueConstraint("number", name=op.f("uq_certificates_number")),
    )
    op.create_index(
        op.f("ix_certificates_decision_id"), "certificates", ["decision_id"], unique=True
    )
    op.create_index(
        op.f("ix_certificates_enrolment_id"), "certificates", ["enrolment_id"], unique=False
    )
    for statement in GUARDS[op.get_bind().dialect.name]:
        op.execute(sa.text(statement.replace(":", r"\:")))


def downgrade() -> None:
    for statement in REMOVALS[op.get_bind().dialect.name]:
        op.execute(sa.text(statement))
    op.drop_table("certificates")
    op.drop_table("decisions")
    op.drop_table("panel_members")
