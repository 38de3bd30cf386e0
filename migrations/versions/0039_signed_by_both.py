"""Sessions signed by both and corrected beside what was signed; working points that get done."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

GUARDS = {
    "sqlite": (
        "CREATE TRIGGER signed_sessions_stay BEFORE UPDATE ON supervision_sessions WHEN OLD.signed_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM session_versions AS kept WHERE kept.session_id = OLD.id AND kept.signed_at = OLD.signed_at AND kept.held_on = OLD.held_on AND kept.minutes = OLD.minutes AND kept.strengths = OLD.strengths AND kept.next_steps = OLD.next_steps) BEGIN SELECT RAISE(ABORT, 'A signed session cannot be changed.'); END",  # noqa: E501
        "CREATE TRIGGER session_versions_stay BEFORE UPDATE ON session_versions WHEN 1 = 1 BEGIN SELECT RAISE(ABORT, 'What was signed once cannot be changed.'); END",  # noqa: E501
        "CREATE TRIGGER session_versions_remain BEFORE DELETE ON session_versions WHEN 1 = 1 BEGIN SELECT RAISE(ABORT, 'What was signed once cannot be removed.'); END",  # noqa: E501
        "CREATE TRIGGER countersignatures_stay BEFORE UPDATE ON countersignatures WHEN 1 = 1 BEGIN SELECT RAISE(ABORT, 'A signature cannot be changed.'); END",  # noqa: E501
        "CREATE TRIGGER countersignatures_remain BEFORE DELETE ON countersignatures WHEN 1 = 1 BEGIN SELECT RAISE(ABORT, 'A signature cannot be removed.'); END",  # noqa: E501
    ),
    "postgresql": (
        "CREATE FUNCTION signed_sessions_stay() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF OLD.signed_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM session_versions AS kept WHERE kept.session_id = OLD.id AND kept.signed_at = OLD.signed_at AND kept.held_on = OLD.held_on AND kept.minutes = OLD.minutes AND kept.strengths = OLD.strengths AND kept.next_steps = OLD.next_steps) THEN RAISE EXCEPTION 'A signed session cannot be changed.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$",  # noqa: E501
        "CREATE TRIGGER signed_sessions_stay BEFORE UPDATE ON supervision_sessions FOR EACH ROW EXECUTE FUNCTION signed_sessions_stay()",  # noqa: E501
        "CREATE FUNCTION session_versions_stay() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF 1 = 1 THEN RAISE EXCEPTION 'What was signed once cannot be changed.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$",  # noqa: E501
        "CREATE TRIGGER session_versions_stay BEFORE UPDATE ON session_versions FOR EACH ROW EXECUTE FUNCTION session_versions_stay()",  # noqa: E501
        "CREATE FUNCTION session_versions_remain() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF 1 = 1 THEN RAISE EXCEPTION 'What was signed once cannot be removed.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$",  # noqa: E501
        "CREATE TRIGGER session_versions_remain BEFORE DELETE ON session_versions FOR EACH ROW EXECUTE FUNCTION session_versions_remain()",  # noqa: E501
        "CREATE FUNCTION countersignatures_stay() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF 1 = 1 THEN RAISE EXCEPTION 'A signature cannot be changed.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$",  # noqa: E501
        "CREATE TRIGGER countersignatures_stay BEFORE UPDATE ON countersignatures FOR EACH ROW EXECUTE FUNCTION countersignatures_stay()",  # noqa: E501
        "CREATE FUNCTION countersignatures_remain() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF 1 = 1 THEN RAISE EXCEPTION 'A signature cannot be removed.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$",  # noqa: E501
        "CREATE TRIGGER countersignatures_remain BEFORE DELETE ON countersignatures FOR EACH ROW EXECUTE FUNCTION countersignatures_remain()",  # noqa: E501
    ),
}
OLD = {
    "sqlite": (
        "CREATE TRIGGER signed_sessions_stay BEFORE UPDATE ON supervision_sessions WHEN OLD.signed_at IS NOT NULL BEGIN SELECT RAISE(ABORT, 'A signed session cannot be changed.'); END",  # noqa: E501
    ),
    "postgresql": (
        "CREATE FUNCTION signed_sessions_stay() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF OLD.signed_at IS NOT NULL THEN RAISE EXCEPTION 'A signed session cannot be changed.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$",  # noqa: E501
        "CREATE TRIGGER signed_sessions_stay BEFORE UPDATE ON supervision_sessions FOR EACH ROW EXECUTE FUNCTION signed_sessions_stay()",  # noqa: E501
    ),
}
NEW_GUARDS = (
    ("session_versions_stay", "session_versions"),
    ("session_versions_remain", "session_versions"),
    ("countersignatures_stay", "countersignatures"),
    ("countersignatures_remain", "countersignatures"),
)


def upgrade() -> None:
    _make_versions()
    _make_countersignatures()
    _drop("signed_sessions_stay", "supervision_sessions")
    for statement in GUARDS[op.get_bind().dialect.name]:
        op.execute(statement)
    with op.batch_alter_table("working_points") as points:
        points.add_column(sa.Column("done_at", sa.DateTime(timezone=True), nullable=True))
        points.add_column(sa.Column("done_by_id", sa.Integer(), nullable=True))
        points.create_foreign_key(
            op.f("fk_working_points_done_by_id_people"), "people", ["done_by_id"], ["id"]
        )
        points.create_check_constraint(
            op.f("ck_working_points_done_by_somebody"),
            sa.text("(done_at IS NULL) = (done_by_id IS NULL)"),
        )
    op.create_index(op.f("ix_working_points_done_by_id"), "working_points", ["done_by_id"])
    for name in ("pleased_with", "hopes"):
        op.add_column(
            "supervision_requests",
            sa.Column(name, sa.Text(), nullable=False, server_default=""),
        )
    with op.batch_alter_table("supervision_requests") as requests:
        for name in ("pleased_with", "hopes"):
            requests.alter_column(name, existing_type=sa.Text(), server_default=None)


def downgrade() -> None:
    for name, table in NEW_GUARDS:
        _drop(name, table)
    _drop("signed_sessions_stay", "supervision_sessions")
    for statement in OLD[op.get_bind().dialect.name]:
        op.execute(statement)
    with op.batch_alter_table("supervision_requests") as requests:
        requests.drop_column("hopes")
        requests.drop_column("pleased_with")
    op.drop_index(op.f("ix_working_points_done_by_id"), "working_points")
    with op.batch_alter_table("working_points") as points:
        points.drop_constraint(op.f("ck_working_points_done_by_somebody"), type_="check")
        points.drop_constraint(op.f("fk_working_points_done_by_id_people"), type_="foreignkey")
        points.drop_column("done_by_id")
        points.drop_column("done_at")
    op.drop_table("countersignatures")
    op.drop_table("session_versions")


def _drop(guard: str, table: str) -> None:
    on_postgresql = op.get_bind().dialect.name == "postgresql"
    op.execute(f"DROP TRIGGER {guard}" + (f" ON {table}" if on_postgresql else ""))
    if on_postgresql:
        op.execute(f"DROP FUNCTION {guard}()")


def _make_versions() -> None:
    op.create_table(
        "session_versions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("strengths", sa.Text(), nullable=False),
        sa.Column("working_points", sa.JSON(), nullable=False),
        sa.Column("next_steps", sa.Text(), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["supervision_sessions.id"],
            name=op.f("fk_session_versions_session_id_supervision_sessions"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session_versions")),
        sa.UniqueConstraint(
            "session_id", "signed_at", name=op.f("uq_session_versions_session_id_signed_at")
        ),
    )
    op.create_index(op.f("ix_session_versions_session_id"), "session_versions", ["session_id"])


def _make_countersignatures() -> None:
    op.create_table(
        "countersignatures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("under", sa.DateTime(timezone=True), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["supervision_sessions.id"],
            name=op.f("fk_countersignatures_session_id_supervision_sessions"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_countersignatures")),
        sa.UniqueConstraint(
            "session_id", "under", name=op.f("uq_countersignatures_session_id_under")
        ),
    )
    op.create_index(op.f("ix_countersignatures_session_id"), "countersignatures", ["session_id"])
