"""Requests for VIG work, until a practitioner takes them on."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0054"
down_revision = "0053"
branch_labels = None
depends_on = None

KINDS = ("vig", "verp", "vff", "vht", "supervision")
STATES = ("waiting", "allocated", "given_back", "taken_on", "withdrawn")
LEADS_TO = (
    ("service_id", "services"),
    ("written_by_id", "people"),
    ("practitioner_id", "people"),
    ("allocated_by_id", "people"),
    ("client_id", "clients"),
)
NO_WORDS = (
    "referred_by = '' AND why = '' AND assessed = '' AND discussed = '' AND hoped_change = '' "
    "AND lived_experience = '' AND given_back_because = ''"
)
CHECKS = {
    "it_is_work_with_a_client": "case_type <> 'supervision'",
    "allocated_to_somebody": "practitioner_id IS NOT NULL OR state IN ('waiting', 'withdrawn')",
    "allocated_by_somebody": "(practitioner_id IS NULL) = (allocated_by_id IS NULL)",
    "taken_on_is_a_case": "(state = 'taken_on') = (client_id IS NOT NULL)",
    "given_back_for_a_reason": (
        "state <> 'given_back' OR given_back_because <> '' OR erased_at IS NOT NULL"
    ),
    "a_case_is_not_erased": "erased_at IS NULL OR state <> 'taken_on'",
    "known_by_its_code": "(erased_at IS NULL) = (code <> '')",
    "words_move_or_go": f"(erased_at IS NULL AND state <> 'taken_on') OR ({NO_WORDS})",
}
OPEN = "state IN ('waiting', 'allocated', 'given_back') AND erased_at IS NULL"
GUARDS = {
    "sqlite": (
        "CREATE TRIGGER requests_become_one_case BEFORE UPDATE ON case_requests WHEN OLD.client_id IS NOT NULL AND (NEW.client_id IS NULL OR NEW.client_id <> OLD.client_id) BEGIN SELECT RAISE(ABORT, 'A request becomes one case, and stays it.'); END",  # noqa: E501
    ),
    "postgresql": (
        "CREATE FUNCTION requests_become_one_case() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF OLD.client_id IS NOT NULL AND (NEW.client_id IS NULL OR NEW.client_id <> OLD.client_id) THEN RAISE EXCEPTION 'A request becomes one case, and stays it.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$",  # noqa: E501
        "CREATE TRIGGER requests_become_one_case BEFORE UPDATE ON case_requests FOR EACH ROW EXECUTE FUNCTION requests_become_one_case()",  # noqa: E501
    ),
}


def upgrade() -> None:
    op.create_table(
        "case_requests",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(12), nullable=False),
        sa.Column("case_type", _choice("casetype", KINDS), nullable=False),
        sa.Column("referred_by", sa.String(120), nullable=False),
        sa.Column("referred_on", sa.Date(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("assessed", sa.Text(), nullable=False),
        sa.Column("discussed", sa.Text(), nullable=False),
        sa.Column("hoped_change", sa.Text(), nullable=False),
        sa.Column("lived_experience", sa.Text(), nullable=False),
        sa.Column("written_by_id", sa.Integer(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", _choice("requeststate", STATES), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("practitioner_id", sa.Integer(), nullable=True),
        sa.Column("allocated_by_id", sa.Integer(), nullable=True),
        sa.Column("given_back_because", sa.Text(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=True),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True),
        *(
            sa.CheckConstraint(condition, name=op.f(f"ck_case_requests_{name}"))
            for name, condition in CHECKS.items()
        ),
        *(_leads_to(column, table) for column, table in LEADS_TO),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_requests")),
    )
    _index()
    for statement in GUARDS[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    op.drop_table("case_requests")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION requests_become_one_case()")


def _choice(name: str, values: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def _leads_to(column: str, table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_case_requests_{column}_{table}")
    return sa.ForeignKeyConstraint([column], [f"{table}.id"], name=name)


def _index() -> None:
    for column, _ in LEADS_TO:
        name = op.f(f"ix_case_requests_{column}")
        op.create_index(name, "case_requests", [column], unique=column == "client_id")
    op.create_index(
        "uq_case_requests_code_now",
        "case_requests",
        ["service_id", "code"],
        unique=True,
        sqlite_where=sa.text(OPEN),
        postgresql_where=sa.text(OPEN),
    )
