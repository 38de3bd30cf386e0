"""A yes to keeping a film until the accreditation is over."""

from __future__ import annotations

from alembic import op

revision = "0050"
down_revision = "0049"
branch_labels = None
depends_on = None

NAME = "ck_consents_purpose"
BEFORE = (
    *("filming", "shared_review", "supervision", "peers", "other_supervisors"),
    *("training", "client_copy", "outcomes", "research"),
)
NOW = (*BEFORE[:5], "keeping", *BEFORE[5:])


def upgrade() -> None:
    _allow(NOW, instead_of=BEFORE)


def downgrade() -> None:
    """What was said about keeping goes with it, and every film goes on its day."""
    op.execute("DELETE FROM consents WHERE purpose = 'keeping'")
    _allow(BEFORE, instead_of=NOW)


def _allow(purposes: tuple[str, ...], instead_of: tuple[str, ...]) -> None:
    if op.get_bind().dialect.name == "sqlite":
        _rebuilt(_condition(instead_of), _condition(purposes))
        return
    op.drop_constraint(op.f(NAME), "consents", type_="check")
    op.create_check_constraint(op.f(NAME), "consents", _condition(purposes))


def _condition(purposes: tuple[str, ...]) -> str:
    listed = ", ".join(f"'{one}'" for one in purposes)
    return f"purpose IN ({listed})"


def _rebuilt(before: str, now: str) -> None:
    """SQLite changes no condition of a table: it is made anew, with its indexes and triggers."""
    bind = op.get_bind()
    made_with = bind.exec_driver_sql(
        "SELECT type, name, sql FROM sqlite_master WHERE sql LIKE '%consents%' "
        "AND (tbl_name = 'consents' OR type = 'trigger') ORDER BY rowid"
    ).all()
    (table,) = [sql for kind, name, sql in made_with if (kind, name) == ("table", "consents")]
    assert before in table
    others = [(kind, name, sql) for kind, name, sql in made_with if kind != "table"]
    for kind, name, _ in others:
        bind.exec_driver_sql(f"DROP {kind.upper()} {name}")
    _, opening, columns = table.partition("(")
    bind.exec_driver_sql("CREATE TABLE consents_anew " + opening + columns.replace(before, now))
    bind.exec_driver_sql("INSERT INTO consents_anew SELECT * FROM consents")
    bind.exec_driver_sql("DROP TABLE consents")
    bind.exec_driver_sql("ALTER TABLE consents_anew RENAME TO consents")
    for _, _, sql in others:
        bind.exec_driver_sql(sql)
