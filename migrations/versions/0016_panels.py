"""Panels of several: asked, accepted, finished; a chair; released decisions and appeals."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

# The guards of app/models/guards.py as they were when this migration was written.
GUARDS = {
    "sqlite": (
        "CREATE TRIGGER decisions_by_who_reviewed BEFORE INSERT ON decisions WHEN NOT EXISTS (SELECT 1 FROM panel_members WHERE panel_members.submission_id = NEW.submission_id AND panel_members.accreditor_id = NEW.decided_by_id AND panel_members.left_at IS NULL AND panel_members.finished_at IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'A decision is written down by a panel member who finished their review.'); END",  # noqa: E501
        "CREATE TRIGGER decisions_are_independent BEFORE INSERT ON decisions WHEN EXISTS (SELECT 1 FROM allocations JOIN submissions ON submissions.enrolment_id = allocations.enrolment_id WHERE submissions.id = NEW.submission_id AND allocations.supervisor_id = NEW.decided_by_id) BEGIN SELECT RAISE(ABORT, 'A supervisor does not decide on their own trainee.'); END",  # noqa: E501
        "CREATE TRIGGER appeals_go_to_others BEFORE INSERT ON panel_members WHEN EXISTS (SELECT 1 FROM appeals JOIN decisions ON decisions.id = appeals.decision_id JOIN panel_members AS earlier ON earlier.submission_id = decisions.submission_id WHERE appeals.submission_id = NEW.submission_id AND earlier.accreditor_id = NEW.accreditor_id) BEGIN SELECT RAISE(ABORT, 'An appeal goes to others than those who decided before.'); END",  # noqa: E501
    ),
    "postgresql": (
        "CREATE FUNCTION decisions_by_who_reviewed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NOT EXISTS (SELECT 1 FROM panel_members WHERE panel_members.submission_id = NEW.submission_id AND panel_members.accreditor_id = NEW.decided_by_id AND panel_members.left_at IS NULL AND panel_members.finished_at IS NOT NULL) THEN RAISE EXCEPTION 'A decision is written down by a panel member who finished their review.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$",  # noqa: E501
        "CREATE TRIGGER decisions_by_who_reviewed BEFORE INSERT ON decisions FOR EACH ROW EXECUTE FUNCTION decisions_by_who_reviewed()",  # noqa: E501
        "CREATE FUNCTION decisions_are_independent() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS (SELECT 1 FROM allocations JOIN submissions ON submissions.enrolment_id = allocations.enrolment_id WHERE submissions.id = NEW.submission_id AND allocations.supervisor_id = NEW.decided_by_id) THEN RAISE EXCEPTION 'A supervisor does not decide on their own trainee.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$",  # noqa: E501
        "CREATE TRIGGER decisions_are_independent BEFORE INSERT ON decisions FOR EACH ROW EXECUTE FUNCTION decisions_are_independent()",  # noqa: E501
        "CREATE FUNCTION appeals_go_to_others() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS (SELECT 1 FROM appeals JOIN decisions ON decisions.id = appeals.decision_id JOIN panel_members AS earlier ON earlier.submission_id = decisions.submission_id WHERE appeals.submission_id = NEW.submission_id AND earlier.accreditor_id = NEW.accreditor_id) THEN RAISE EXCEPTION 'An appeal goes to others than those who decided before.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$",  # noqa: E501
        "CREATE TRIGGER appeals_go_to_others BEFORE INSERT ON panel_members FOR EACH ROW EXECUTE FUNCTION appeals_go_to_others()",  # noqa: E501
    ),
}
REMOVALS = {
    "sqlite": (
        "DROP TRIGGER appeals_go_to_others",
        "DROP TRIGGER decisions_are_independent",
        "DROP TRIGGER decisions_by_who_reviewed",
    ),
    "postgresql": (
        "DROP TRIGGER appeals_go_to_others ON panel_members",
        "DROP FUNCTION appeals_go_to_others()",
        "DROP TRIGGER decisions_are_independent ON decisions",
        "DROP FUNCTION decisions_are_independent()",
        "DROP TRIGGER decisions_by_who_reviewed ON decisions",
        "DROP FUNCTION decisions_by_who_reviewed()",
    ),
}
# SQLite does not rebuild a table that a trigger stands on or speaks of.
REBUILT = (
    "CREATE TRIGGER no_line_manager_on_the_panel BEFORE INSERT ON panel_members WHEN EXISTS (SELECT 1 FROM service_members JOIN enrolments ON enrolments.trainee_id = service_members.person_id WHERE enrolments.id = NEW.enrolment_id AND service_members.until IS NULL AND service_members.line_manager_id = NEW.accreditor_id) BEGIN SELECT RAISE(ABORT, 'A line manager neither reviews nor meets for somebody they manage.'); END",  # noqa: E501
    "CREATE TRIGGER no_line_manager_stays_on_the_panel BEFORE UPDATE ON panel_members WHEN EXISTS (SELECT 1 FROM service_members JOIN enrolments ON enrolments.trainee_id = service_members.person_id WHERE enrolments.id = NEW.enrolment_id AND service_members.until IS NULL AND service_members.line_manager_id = NEW.accreditor_id) BEGIN SELECT RAISE(ABORT, 'A line manager neither reviews nor meets for somebody they manage.'); END",  # noqa: E501
    "CREATE TRIGGER line_managers_respect_reviews BEFORE INSERT ON service_members WHEN NEW.until IS NULL AND NEW.line_manager_id IS NOT NULL AND (EXISTS (SELECT 1 FROM panel_members JOIN submissions ON submissions.id = panel_members.submission_id AND submissions.state <> 'decided' JOIN enrolments ON enrolments.id = panel_members.enrolment_id WHERE enrolments.trainee_id = NEW.person_id AND panel_members.accreditor_id = NEW.line_manager_id) OR EXISTS (SELECT 1 FROM stage_meetings JOIN enrolments ON enrolments.id = stage_meetings.enrolment_id WHERE stage_meetings.outcome IS NULL AND enrolments.trainee_id = NEW.person_id AND stage_meetings.held_by_id = NEW.line_manager_id)) BEGIN SELECT RAISE(ABORT, 'Somebody who reviews a trainee cannot become their line manager meanwhile.'); END",  # noqa: E501
    "CREATE TRIGGER line_managers_keep_respecting_reviews BEFORE UPDATE ON service_members WHEN NEW.until IS NULL AND NEW.line_manager_id IS NOT NULL AND (EXISTS (SELECT 1 FROM panel_members JOIN submissions ON submissions.id = panel_members.submission_id AND submissions.state <> 'decided' JOIN enrolments ON enrolments.id = panel_members.enrolment_id WHERE enrolments.trainee_id = NEW.person_id AND panel_members.accreditor_id = NEW.line_manager_id) OR EXISTS (SELECT 1 FROM stage_meetings JOIN enrolments ON enrolments.id = stage_meetings.enrolment_id WHERE stage_meetings.outcome IS NULL AND enrolments.trainee_id = NEW.person_id AND stage_meetings.held_by_id = NEW.line_manager_id)) BEGIN SELECT RAISE(ABORT, 'Somebody who reviews a trainee cannot become their line manager meanwhile.'); END",  # noqa: E501
    "CREATE TRIGGER panel_members_are_independent BEFORE INSERT ON panel_members WHEN EXISTS (SELECT 1 FROM allocations WHERE allocations.enrolment_id = NEW.enrolment_id AND allocations.supervisor_id = NEW.accreditor_id) OR EXISTS (SELECT 1 FROM enrolments WHERE enrolments.id = NEW.enrolment_id AND enrolments.trainee_id = NEW.accreditor_id) BEGIN SELECT RAISE(ABORT, 'An accreditor is neither the trainee nor a supervisor of theirs.'); END",  # noqa: E501
    "CREATE TRIGGER panel_members_stay_independent BEFORE UPDATE ON panel_members WHEN EXISTS (SELECT 1 FROM allocations WHERE allocations.enrolment_id = NEW.enrolment_id AND allocations.supervisor_id = NEW.accreditor_id) OR EXISTS (SELECT 1 FROM enrolments WHERE enrolments.id = NEW.enrolment_id AND enrolments.trainee_id = NEW.accreditor_id) BEGIN SELECT RAISE(ABORT, 'An accreditor is neither the trainee nor a supervisor of theirs.'); END",  # noqa: E501
    "CREATE TRIGGER allocations_respect_the_panel BEFORE INSERT ON allocations WHEN EXISTS (SELECT 1 FROM panel_members JOIN submissions ON submissions.id = panel_members.submission_id AND submissions.state <> 'decided' WHERE panel_members.enrolment_id = NEW.enrolment_id AND panel_members.accreditor_id = NEW.supervisor_id) BEGIN SELECT RAISE(ABORT, 'Somebody who reviews a trainee cannot become their supervisor meanwhile.'); END",  # noqa: E501
)
FORGOTTEN = (
    "DROP TRIGGER allocations_respect_the_panel",
    "DROP TRIGGER panel_members_stay_independent",
    "DROP TRIGGER panel_members_are_independent",
    "DROP TRIGGER line_managers_keep_respecting_reviews",
    "DROP TRIGGER line_managers_respect_reviews",
    "DROP TRIGGER no_line_manager_stays_on_the_panel",
    "DROP TRIGGER no_line_manager_on_the_panel",
)
CHECKS = {
    "ck_panel_members_leftbecause": "left_because IN ('declined', 'recused', 'released')",
    "ck_panel_members_left_with_a_reason": "(left_at IS NULL) = (left_because IS NULL)",
    "ck_panel_members_who_finished_had_accepted": (
        "finished_at IS NULL OR accepted_at IS NOT NULL"
    ),
}
COLUMNS = (
    "left_because",
    "left_at",
    "finished_at",
    "accepted_at",
    "interests",
    "is_chair",
)


def upgrade() -> None:
    _make_appeals_and_releases()
    _let_members_answer()
    op.add_column("submissions", sa.Column("reading_key", sa.String(), nullable=True))
    _what_was_before()
    _run(GUARDS[op.get_bind().dialect.name])


def downgrade() -> None:
    _run(REMOVALS[op.get_bind().dialect.name])
    op.drop_index("uq_panel_members_chair", table_name="panel_members")
    _without_triggers()
    with op.batch_alter_table("panel_members") as table:
        for name in CHECKS:
            table.drop_constraint(op.f(name), type_="check")
        for column in COLUMNS:
            table.drop_column(column)
    _with_triggers()
    op.drop_column("submissions", "reading_key")
    op.drop_table("appeals")
    op.drop_table("decision_releases")


def _let_members_answer() -> None:
    _without_triggers()
    with op.batch_alter_table("panel_members") as table:
        table.add_column(
            sa.Column("is_chair", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        table.add_column(sa.Column("interests", sa.Text(), nullable=False, server_default=""))
        for name in ("accepted_at", "finished_at", "left_at"):
            table.add_column(sa.Column(name, sa.DateTime(timezone=True), nullable=True))
        table.add_column(sa.Column("left_because", sa.String(length=40), nullable=True))
        for name, condition in CHECKS.items():
            table.create_check_constraint(op.f(name), condition)
    with op.batch_alter_table("panel_members") as table:
        table.alter_column("is_chair", existing_type=sa.Boolean(), server_default=None)
        table.alter_column("interests", existing_type=sa.Text(), server_default=None)
    op.create_index(
        "uq_panel_members_chair",
        "panel_members",
        ["submission_id"],
        unique=True,
        sqlite_where=sa.text("is_chair"),
        postgresql_where=sa.text("is_chair"),
    )
    _with_triggers()


def _what_was_before() -> None:
    """Who was on a panel had accepted it; who decided had finished, and stands as its chair."""
    op.execute("UPDATE panel_members SET accepted_at = allocated_at")
    op.execute(
        "UPDATE panel_members SET finished_at = allocated_at, is_chair = true WHERE EXISTS "
        "(SELECT 1 FROM decisions WHERE decisions.submission_id = panel_members.submission_id "
        "AND decisions.decided_by_id = panel_members.accreditor_id)"
    )
    op.execute(
        "UPDATE panel_members SET is_chair = true WHERE id IN (SELECT min(id) FROM panel_members "
        "GROUP BY submission_id HAVING max(CASE WHEN is_chair THEN 1 ELSE 0 END) = 0)"
    )
    op.execute(
        "INSERT INTO decision_releases (decision_id, released_by_id, released_at) "
        "SELECT id, decided_by_id, decided_at FROM decisions"
    )


def _make_appeals_and_releases() -> None:
    op.create_table(
        "decision_releases",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("released_by_id", sa.Integer(), nullable=False),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("acknowledged_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["decision_id"],
            ["decisions.id"],
            name=op.f("fk_decision_releases_decision_id_decisions"),
        ),
        sa.ForeignKeyConstraint(
            ["released_by_id"],
            ["people.id"],
            name=op.f("fk_decision_releases_released_by_id_people"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision_releases")),
    )
    op.create_table(
        "appeals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("reasons <> ''", name=op.f("ck_appeals_it_gives_reasons")),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decisions.id"], name=op.f("fk_appeals_decision_id_decisions")
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submissions.id"], name=op.f("fk_appeals_submission_id_submissions")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appeals")),
    )
    for table, column, unique in (
        ("decision_releases", "decision_id", True),
        ("decision_releases", "released_by_id", False),
        ("appeals", "decision_id", True),
        ("appeals", "submission_id", True),
    ):
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=unique)


def _without_triggers() -> None:
    if op.get_bind().dialect.name == "sqlite":
        _run(FORGOTTEN)


def _with_triggers() -> None:
    if op.get_bind().dialect.name == "sqlite":
        _run(REBUILT)


def _run(statements: tuple[str, ...]) -> None:
    for statement in statements:
        op.execute(sa.text(statement.replace(":", r"\:")))
