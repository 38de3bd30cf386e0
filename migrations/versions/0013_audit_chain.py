"""Audit entries, each sealed with the one before.

Entries that are there already are sealed as they stand, in the order of their numbers.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

# The guards of app/models/guards.py as they were when this migration was written.
GUARDS = {
    "sqlite": (
        "CREATE TRIGGER audit_entries_stay BEFORE UPDATE ON audit_entries WHEN 1 = 1 BEGIN SELECT RAISE(ABORT, 'An audit entry cannot be changed.'); END",  # noqa: E501
        "CREATE TRIGGER audit_entries_remain BEFORE DELETE ON audit_entries WHEN 1 = 1 BEGIN SELECT RAISE(ABORT, 'An audit entry cannot be removed.'); END",  # noqa: E501
    ),
    "postgresql": (
        "CREATE FUNCTION audit_entries_stay() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF 1 = 1 THEN RAISE EXCEPTION 'An audit entry cannot be changed.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$",  # noqa: E501
        "CREATE TRIGGER audit_entries_stay BEFORE UPDATE ON audit_entries FOR EACH ROW EXECUTE FUNCTION audit_entries_stay()",  # noqa: E501
        "CREATE FUNCTION audit_entries_remain() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF 1 = 1 THEN RAISE EXCEPTION 'An audit entry cannot be removed.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$",  # noqa: E501
        "CREATE TRIGGER audit_entries_remain BEFORE DELETE ON audit_entries FOR EACH ROW EXECUTE FUNCTION audit_entries_remain()",  # noqa: E501
    ),
}
REMOVALS = {
    "sqlite": (
        "DROP TRIGGER audit_entries_remain",
        "DROP TRIGGER audit_entries_stay",
    ),
    "postgresql": (
        "DROP TRIGGER audit_entries_remain ON audit_entries",
        "DROP FUNCTION audit_entries_remain()",
        "DROP TRIGGER audit_entries_stay ON audit_entries",
        "DROP FUNCTION audit_entries_stay()",
    ),
}
BATCH = 1000
ENTRIES = sa.table(
    "audit_entries",
    sa.column("id", sa.Integer),
    sa.column("at", sa.DateTime(timezone=True)),
    sa.column("person_id", sa.Integer),
    sa.column("role", sa.String),
    sa.column("act", sa.String),
    sa.column("subject", sa.String),
    sa.column("subject_id", sa.Integer),
    sa.column("detail", sa.JSON),
    sa.column("previous", sa.String),
    sa.column("digest", sa.String),
)
SAID = ("id", "at", "person_id", "role", "act", "subject", "subject_id", "detail", "previous")


def upgrade() -> None:
    _lift_guards()
    op.add_column("audit_entries", sa.Column("previous", sa.String(length=64), nullable=True))
    op.add_column("audit_entries", sa.Column("digest", sa.String(length=64), nullable=True))
    _seal_what_is_there()
    with op.batch_alter_table("audit_entries") as table:
        table.alter_column("previous", existing_type=sa.String(length=64), nullable=False)
        table.alter_column("digest", existing_type=sa.String(length=64), nullable=False)
        table.create_unique_constraint(op.f("uq_audit_entries_previous"), ["previous"])
    _make_guards()


def downgrade() -> None:
    _lift_guards()
    with op.batch_alter_table("audit_entries") as table:
        table.drop_constraint(op.f("uq_audit_entries_previous"), type_="unique")
        table.drop_column("digest")
        table.drop_column("previous")
    _make_guards()


def _seal_what_is_there() -> None:
    bind, previous = op.get_bind(), "0" * 64
    sealing = (
        sa.update(ENTRIES)
        .where(ENTRIES.c.id == sa.bindparam("entry"))
        .values(previous=sa.bindparam("before"), digest=sa.bindparam("own"))
    )
    for rows in _batches(bind):
        sealed = []
        for row in rows:
            digest = _digest({**row, "previous": previous})
            sealed.append({"entry": row["id"], "before": previous, "own": digest})
            previous = digest
        bind.execute(sealing, sealed)


def _batches(bind: sa.Connection) -> Iterator[list[Any]]:
    after = None
    while True:
        rows = sa.select(ENTRIES).order_by(ENTRIES.c.id).limit(BATCH)
        found = bind.execute(rows if after is None else rows.where(ENTRIES.c.id > after))
        if not (batch := list(found.mappings())):
            return
        yield batch
        after = batch[-1]["id"]


def _digest(row: dict[str, Any]) -> str:
    """The form of `app/audit/form.py` as it was when this migration was written."""
    said = {name: row[name] for name in SAID} | {"at": _in_utc(row["at"])}
    text = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(b"attune-audit-1\n" + text.encode()).hexdigest()


def _in_utc(at: datetime) -> str:
    moment = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    return moment.isoformat(timespec="microseconds")


def _lift_guards() -> None:
    for statement in REMOVALS[op.get_bind().dialect.name]:
        op.execute(sa.text(statement))


def _make_guards() -> None:
    for statement in GUARDS[op.get_bind().dialect.name]:
        op.execute(sa.text(statement.replace(":", r"\:")))
