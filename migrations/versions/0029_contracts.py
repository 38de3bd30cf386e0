"""The written contract with a client: its wording in versions, and what was signed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

TABLES = ("contract_wordings", "contracts")

GUARDS = (
    (
        "contract_wordings_stay",
        "contract_wordings",
        "UPDATE",
        "A published contract cannot be changed.",
    ),
    (
        "contract_wordings_remain",
        "contract_wordings",
        "DELETE",
        "A published contract cannot be removed.",
    ),
    ("signed_contracts_stay", "contracts", "UPDATE", "A signed contract cannot be changed."),
)


def upgrade() -> None:
    _make_contract_wordings()
    _make_contracts()
    for guard in GUARDS:
        _make_guard(*guard)


def downgrade() -> None:
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    for name, table, _, _ in GUARDS:
        op.execute(f"DROP TRIGGER {name}" + ("" if on_sqlite else f" ON {table}"))
        if not on_sqlite:
            op.execute(f"DROP FUNCTION {name}()")
    for name in reversed(TABLES):
        op.drop_table(name)


def _make_contract_wordings() -> None:
    op.create_table(
        "contract_wordings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("published_by_id", sa.Integer(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("words <> ''", name=op.f("ck_contract_wordings_a_contract_has_words")),
        sa.CheckConstraint("number > 0", name=op.f("ck_contract_wordings_versions_count_from_one")),
        sa.ForeignKeyConstraint(
            ["published_by_id"],
            ["people.id"],
            name=op.f("fk_contract_wordings_published_by_id_people"),
        ),
        sa.ForeignKeyConstraint(
            ["service_id"], ["services.id"], name=op.f("fk_contract_wordings_service_id_services")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contract_wordings")),
        sa.UniqueConstraint(
            "service_id", "number", name=op.f("uq_contract_wordings_service_id_number")
        ),
    )
    op.create_index(
        op.f("ix_contract_wordings_published_by_id"),
        "contract_wordings",
        ["published_by_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_contract_wordings_service_id"), "contract_wordings", ["service_id"], unique=False
    )


def _make_contracts() -> None:
    op.create_table(
        "contracts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("case_person_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column(
            "signed_how",
            sa.Enum(
                "typed",
                "drawn",
                "paper",
                name="signedhow",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("typed_mark", sa.String(length=60), nullable=True),
        sa.Column("drawn_mark", sa.Text(), nullable=True),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(signed_how = 'drawn') = (drawn_mark IS NOT NULL)",
            name=op.f("ck_contracts_drawn_with_a_mark"),
        ),
        sa.CheckConstraint(
            "(signed_how = 'typed') = (typed_mark IS NOT NULL)",
            name=op.f("ck_contracts_typed_with_a_mark"),
        ),
        sa.CheckConstraint("words <> ''", name=op.f("ck_contracts_a_contract_has_words")),
        sa.ForeignKeyConstraint(
            ["case_person_id", "client_id"],
            ["case_people.id", "case_people.client_id"],
            name="fk_contracts_person",
        ),
        sa.ForeignKeyConstraint(
            ["client_id"], ["clients.id"], name=op.f("fk_contracts_client_id_clients")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["people.id"], name=op.f("fk_contracts_recorded_by_id_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contracts")),
    )
    op.create_index(
        op.f("ix_contracts_case_person_id"), "contracts", ["case_person_id"], unique=False
    )
    op.create_index(op.f("ix_contracts_client_id"), "contracts", ["client_id"], unique=False)
    op.create_index(
        op.f("ix_contracts_recorded_by_id"), "contracts", ["recorded_by_id"], unique=False
    )


def _make_guard(name: str, table: str, act: str, sentence: str) -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {act} ON {table} WHEN 1 = 1 "
            f"BEGIN SELECT RAISE(ABORT, '{sentence}'); END"
        )
        return
    returned = "OLD" if act == "DELETE" else "NEW"
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF 1 = 1 THEN RAISE EXCEPTION '{sentence}' "
        f"USING ERRCODE = 'integrity_constraint_violation'; END IF; "
        f"RETURN {returned}; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {name} BEFORE {act} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
    )
