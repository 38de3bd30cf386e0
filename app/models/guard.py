"""What a guard is: a trigger that refuses with a sentence, on SQLite and on PostgreSQL."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Guard:
    """Refuse `moment` (such as "BEFORE UPDATE") on `table` when the SQL `condition` holds.

    `on_postgresql` is the same condition where the two databases say it differently.
    """

    name: str
    table: str
    moment: str
    condition: str
    sentence: str
    on_postgresql: str = ""

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
            f"IF {self.on_postgresql or self.condition} THEN RAISE EXCEPTION '{self.sentence}' "
            f"USING ERRCODE = 'integrity_constraint_violation'; END IF; "
            f"RETURN {returned}; END $$",
            f"CREATE TRIGGER {self.name} {self.moment} ON {self.table} "
            f"FOR EACH ROW EXECUTE FUNCTION {self.name}()",
        )

    def removal(self, dialect: str) -> tuple[str, ...]:
        if dialect == "sqlite":
            return (f"DROP TRIGGER {self.name}",)
        return (f"DROP TRIGGER {self.name} ON {self.table}", f"DROP FUNCTION {self.name}()")


def never_changes(table: str, what: str) -> tuple[Guard, ...]:
    return (
        Guard(f"{table}_stay", table, "BEFORE UPDATE", "1 = 1", f"{what} cannot be changed."),
        Guard(f"{table}_remain", table, "BEFORE DELETE", "1 = 1", f"{what} cannot be removed."),
    )
