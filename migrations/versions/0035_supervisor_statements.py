"""What supervisors are asked to write for a portfolio, in versions, and give."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

GUARDS = {
    "sqlite": (
        "CREATE TRIGGER statements_by_their_supervisor BEFORE INSERT ON supervisor_statements WHEN NOT EXISTS (SELECT 1 FROM allocations JOIN portfolios ON portfolios.enrolment_id = allocations.enrolment_id WHERE portfolios.id = NEW.portfolio_id AND allocations.supervisor_id = NEW.supervisor_id) BEGIN SELECT RAISE(ABORT, 'A statement is asked of a supervisor of the trainee.'); END",  # noqa: E501
        "CREATE TRIGGER given_statements_keep_their_words BEFORE UPDATE ON supervisor_statements WHEN OLD.given_at IS NOT NULL AND NEW.text <> OLD.text BEGIN SELECT RAISE(ABORT, 'A statement that was given keeps its words until it is taken back.'); END",  # noqa: E501
        "CREATE TRIGGER submitted_statements_stay BEFORE UPDATE ON supervisor_statements WHEN OLD.submission_id IS NOT NULL BEGIN SELECT RAISE(ABORT, 'A statement that was submitted cannot be changed.'); END",  # noqa: E501
        "CREATE TRIGGER submitted_statements_remain BEFORE DELETE ON supervisor_statements WHEN OLD.submission_id IS NOT NULL BEGIN SELECT RAISE(ABORT, 'A statement that was submitted cannot be changed.'); END",  # noqa: E501
    ),
    "postgresql": (
        "CREATE FUNCTION statements_by_their_supervisor() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NOT EXISTS (SELECT 1 FROM allocations JOIN portfolios ON portfolios.enrolment_id = allocations.enrolment_id WHERE portfolios.id = NEW.portfolio_id AND allocations.supervisor_id = NEW.supervisor_id) THEN RAISE EXCEPTION 'A statement is asked of a supervisor of the trainee.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$",  # noqa: E501
        "CREATE TRIGGER statements_by_their_supervisor BEFORE INSERT ON supervisor_statements FOR EACH ROW EXECUTE FUNCTION statements_by_their_supervisor()",  # noqa: E501
        "CREATE FUNCTION given_statements_keep_their_words() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF OLD.given_at IS NOT NULL AND NEW.text <> OLD.text THEN RAISE EXCEPTION 'A statement that was given keeps its words until it is taken back.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$",  # noqa: E501
        "CREATE TRIGGER given_statements_keep_their_words BEFORE UPDATE ON supervisor_statements FOR EACH ROW EXECUTE FUNCTION given_statements_keep_their_words()",  # noqa: E501
        "CREATE FUNCTION submitted_statements_stay() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF OLD.submission_id IS NOT NULL THEN RAISE EXCEPTION 'A statement that was submitted cannot be changed.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$",  # noqa: E501
        "CREATE TRIGGER submitted_statements_stay BEFORE UPDATE ON supervisor_statements FOR EACH ROW EXECUTE FUNCTION submitted_statements_stay()",  # noqa: E501
        "CREATE FUNCTION submitted_statements_remain() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF OLD.submission_id IS NOT NULL THEN RAISE EXCEPTION 'A statement that was submitted cannot be changed.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$",  # noqa: E501
        "CREATE TRIGGER submitted_statements_remain BEFORE DELETE ON supervisor_statements FOR EACH ROW EXECUTE FUNCTION submitted_statements_remain()",  # noqa: E501
    ),
}


def upgrade() -> None:
    _make_statements()
    _make_versions()
    for statement in GUARDS[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        for guard in (
            "statements_by_their_supervisor",
            "given_statements_keep_their_words",
            "submitted_statements_stay",
            "submitted_statements_remain",
        ):
            op.execute(f"DROP TRIGGER {guard} ON supervisor_statements")
            op.execute(f"DROP FUNCTION {guard}()")
    op.drop_table("supervisor_statement_versions")
    op.drop_table("supervisor_statements")


def _make_statements() -> None:
    op.create_table(
        "supervisor_statements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("portfolio_id", sa.Integer(), nullable=False),
        sa.Column("supervisor_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("submission_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "given_at IS NULL OR text <> ''",
            name=op.f("ck_supervisor_statements_something_is_given"),
        ),
        sa.CheckConstraint(
            "submission_id IS NULL OR given_at IS NOT NULL",
            name=op.f("ck_supervisor_statements_given_then_frozen"),
        ),
        sa.ForeignKeyConstraint(
            ["portfolio_id"],
            ["portfolios.id"],
            name=op.f("fk_supervisor_statements_portfolio_id_portfolios"),
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submissions.id"],
            name=op.f("fk_supervisor_statements_submission_id_submissions"),
        ),
        sa.ForeignKeyConstraint(
            ["supervisor_id"],
            ["people.id"],
            name=op.f("fk_supervisor_statements_supervisor_id_people"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supervisor_statements")),
    )
    for column in ("portfolio_id", "submission_id", "supervisor_id"):
        name = op.f(f"ix_supervisor_statements_{column}")
        op.create_index(name, "supervisor_statements", [column])
    op.create_index(
        "uq_supervisor_statements_open",
        "supervisor_statements",
        ["portfolio_id", "supervisor_id"],
        unique=True,
        sqlite_where=sa.text("submission_id IS NULL"),
        postgresql_where=sa.text("submission_id IS NULL"),
    )


def _make_versions() -> None:
    op.create_table(
        "supervisor_statement_versions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("statement_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["statement_id"],
            ["supervisor_statements.id"],
            name=op.f("fk_supervisor_statement_versions_statement_id_supervisor_statements"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supervisor_statement_versions")),
    )
    op.create_index(
        op.f("ix_supervisor_statement_versions_statement_id"),
        "supervisor_statement_versions",
        ["statement_id"],
    )
