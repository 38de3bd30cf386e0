"""Triggers: what must never be false and CHECK cannot say, on SQLite and on PostgreSQL.

Each guard refuses with a sentence. The migrations create them with the same statements.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import DDL, event

from app.extensions import Base


@dataclass(frozen=True)
class Guard:
    """Refuse `moment` (such as "BEFORE UPDATE") on `table` when the SQL `condition` holds."""

    name: str
    table: str
    moment: str
    condition: str
    sentence: str

    @property
    def sqlite(self) -> tuple[str, ...]:
        return (
            f"CREATE TRIGGER {self.name} {self.moment} ON {self.table} WHEN {self.condition} "
            f"BEGIN SELECT RAISE(ABORT, '{self.sentence}'); END",
        )

    @property
    def postgresql(self) -> tuple[str, ...]:
        returned = "OLD" if "DELETE" in self.moment else "NEW"
        return (
            f"CREATE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF {self.condition} THEN RAISE EXCEPTION '{self.sentence}' "
            f"USING ERRCODE = 'integrity_constraint_violation'; END IF; "
            f"RETURN {returned}; END $$",
            f"CREATE TRIGGER {self.name} {self.moment} ON {self.table} "
            f"FOR EACH ROW EXECUTE FUNCTION {self.name}()",
        )

    def removal(self, dialect: str) -> tuple[str, ...]:
        if dialect == "sqlite":
            return (f"DROP TRIGGER {self.name}",)
        return (f"DROP TRIGGER {self.name} ON {self.table}", f"DROP FUNCTION {self.name}()")


def _never_changes(table: str, what: str) -> tuple[Guard, ...]:
    return (
        Guard(f"{table}_stay", table, "BEFORE UPDATE", "1 = 1", f"{what} cannot be changed."),
        Guard(f"{table}_remain", table, "BEFORE DELETE", "1 = 1", f"{what} cannot be removed."),
    )


_OWN_SUPERVISOR = (
    "EXISTS (SELECT 1 FROM allocations WHERE allocations.enrolment_id = NEW.enrolment_id "
    "AND allocations.supervisor_id = NEW.{column}) "
    "OR EXISTS (SELECT 1 FROM enrolments WHERE enrolments.id = NEW.enrolment_id "
    "AND enrolments.trainee_id = NEW.{column})"
)

GUARDS: tuple[Guard, ...] = (
    *_never_changes("audit_entries", "An audit entry"),
    *_never_changes("editions", "An edition in use"),
    *_never_changes("submission_entries", "A frozen entry"),
    *_never_changes("decisions", "A decision"),
    Guard(
        "signed_sessions_stay",
        "supervision_sessions",
        "BEFORE UPDATE",
        "OLD.signed_at IS NOT NULL",
        "A signed session cannot be changed.",
    ),
    Guard(
        "panel_members_are_independent",
        "panel_members",
        "BEFORE INSERT",
        _OWN_SUPERVISOR.format(column="accreditor_id"),
        "An accreditor is neither the trainee nor a supervisor of theirs.",
    ),
    Guard(
        "panel_members_stay_independent",
        "panel_members",
        "BEFORE UPDATE",
        _OWN_SUPERVISOR.format(column="accreditor_id"),
        "An accreditor is neither the trainee nor a supervisor of theirs.",
    ),
    Guard(
        "stage_meetings_are_independent",
        "stage_meetings",
        "BEFORE INSERT",
        _OWN_SUPERVISOR.format(column="held_by_id"),
        "A stage meeting is held by somebody other than the trainee and their supervisor.",
    ),
    Guard(
        "allocations_respect_the_panel",
        "allocations",
        "BEFORE INSERT",
        "EXISTS (SELECT 1 FROM panel_members JOIN submissions "
        "ON submissions.id = panel_members.submission_id AND submissions.state <> 'decided' "
        "WHERE panel_members.enrolment_id = NEW.enrolment_id "
        "AND panel_members.accreditor_id = NEW.supervisor_id)",
        "Somebody who reviews a trainee cannot become their supervisor meanwhile.",
    ),
)

for _guard in GUARDS:
    for _dialect in ("sqlite", "postgresql"):
        for _statement in getattr(_guard, _dialect):
            event.listen(
                Base.metadata,
                "after_create",
                DDL(_statement.replace("%", "%%")).execute_if(dialect=_dialect),
            )
