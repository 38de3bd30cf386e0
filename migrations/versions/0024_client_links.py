"""Personal links of clients, answers given through them, and what is asked for."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

PURPOSES = (
    "filming",
    "shared_review",
    "supervision",
    "peers",
    "other_supervisors",
    "training",
    "client_copy",
    "outcomes",
    "research",
)
BEFORE = ("paper", "tablet", "account")
GIVEN_BY = ("themselves", "parental_responsibility")
KINDS = ("erasure", "correction", "objection", "copy")
CHECKS = {
    "a_link_is_named_when_it_was_one": "(given_how = 'link') = (link_id IS NOT NULL)",
    "recorded_by_one_of_them": "(recorded_by_id IS NULL) = (link_id IS NOT NULL)",
}


def upgrade() -> None:
    _make_links()
    _make_answers()
    _make_requests()
    kept = _take_triggers_off()
    with op.batch_alter_table("consents", copy_from=_consents(BEFORE)) as table:
        table.add_column(sa.Column("link_id", sa.Integer(), nullable=True))
        table.drop_constraint(op.f("ck_consents_givenhow"), type_="check")
        table.create_check_constraint(op.f("ck_consents_givenhow"), _one_of((*BEFORE, "link")))
        table.alter_column("recorded_by_id", existing_type=sa.Integer(), nullable=True)
        for name, condition in CHECKS.items():
            table.create_check_constraint(op.f(f"ck_consents_{name}"), condition)
        table.create_foreign_key(
            op.f("fk_consents_link_id_client_links"), "client_links", ["link_id"], ["id"]
        )
        table.create_index(op.f("ix_consents_link_id"), ["link_id"], unique=False)
    _put_triggers_on(kept)


def downgrade() -> None:
    kept = _take_triggers_off()
    op.execute(sa.text("DELETE FROM consents WHERE link_id IS NOT NULL"))
    with op.batch_alter_table("consents", copy_from=_consents((*BEFORE, "link"), True)) as table:
        table.drop_index(op.f("ix_consents_link_id"))
        table.drop_constraint(op.f("fk_consents_link_id_client_links"), type_="foreignkey")
        for name in CHECKS:
            table.drop_constraint(op.f(f"ck_consents_{name}"), type_="check")
        table.drop_constraint(op.f("ck_consents_givenhow"), type_="check")
        table.create_check_constraint(op.f("ck_consents_givenhow"), _one_of(BEFORE))
        table.alter_column("recorded_by_id", existing_type=sa.Integer(), nullable=False)
        table.drop_column("link_id")
    _put_triggers_on(kept)
    for name in ("rights_requests", "link_answers_for", "client_links"):
        op.drop_table(name)


def _one_of(values: tuple[str, ...]) -> str:
    return f"given_how IN ({', '.join(repr(value) for value in values)})"


def _take_triggers_off() -> list[str]:
    """SQLite loses what stands on a table that is made anew; what made each of them."""
    if op.get_bind().dialect.name != "sqlite":
        return []
    found = op.get_bind().execute(
        sa.text(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' "
            "AND sql LIKE '% consents %' ORDER BY rowid"
        )
    )
    triggers = found.all()
    for name, _ in triggers:
        op.execute(sa.text(f"DROP TRIGGER {name}"))
    return [sql for _, sql in triggers]


def _put_triggers_on(statements: list[str]) -> None:
    for statement in statements:
        op.execute(sa.text(statement.replace(":", r"\:")))


def _choice(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def _make_links() -> None:
    op.create_table(
        "client_links",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(length=60), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("label <> ''", name=op.f("ck_client_links_it_says_whose_it_is")),
        _to("client_links", "client_id", "clients"),
        _to("client_links", "made_by_id", "people"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_client_links")),
        sa.UniqueConstraint("digest", name=op.f("uq_client_links_digest")),
        sa.UniqueConstraint("id", "client_id", name="uq_client_links_id_and_client"),
    )
    _index("client_links", "client_id", "made_by_id")


def _make_answers() -> None:
    op.create_table(
        "link_answers_for",
        sa.Column("link_id", sa.Integer(), nullable=False),
        sa.Column("case_person_id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("given_by", _choice("givenby", *GIVEN_BY), nullable=False),
        sa.ForeignKeyConstraint(
            ["link_id", "client_id"],
            ["client_links.id", "client_links.client_id"],
            name="fk_link_answers_for_link",
        ),
        sa.ForeignKeyConstraint(
            ["case_person_id", "client_id"],
            ["case_people.id", "case_people.client_id"],
            name="fk_link_answers_for_person",
        ),
        sa.PrimaryKeyConstraint("link_id", "case_person_id", name=op.f("pk_link_answers_for")),
    )
    _index("link_answers_for", "case_person_id")


def _make_requests() -> None:
    op.create_table(
        "rights_requests",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("link_id", sa.Integer(), nullable=False),
        sa.Column("kind", _choice("requestkind", *KINDS), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(answered_at IS NULL) = (answered_by_id IS NULL)",
            name=op.f("ck_rights_requests_answered_by_somebody"),
        ),
        sa.CheckConstraint(
            "answered_at IS NULL OR answer <> ''",
            name=op.f("ck_rights_requests_an_answer_has_words"),
        ),
        _to("rights_requests", "link_id", "client_links"),
        _to("rights_requests", "answered_by_id", "people"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rights_requests")),
    )
    _index("rights_requests", "link_id", "answered_by_id")


def _to(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}_{target}")
    )


def _index(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)


def _consents(how: tuple[str, ...], linked: bool = False) -> sa.Table:
    """The table as it stands; `linked` with what this migration adds."""
    table = sa.Table(
        "consents",
        sa.MetaData(),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_person_id", sa.Integer(), nullable=False),
        sa.Column("purpose", _choice("ck_consents_purpose", *PURPOSES), nullable=False),
        sa.Column("agreed", sa.Boolean(), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("given_by", _choice("ck_consents_givenby", *GIVEN_BY), nullable=False),
        sa.Column("given_how", sa.String(length=40), nullable=False),
        sa.Column("wording", sa.String(length=60), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=linked),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("wording_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(_one_of(how), name="ck_consents_givenhow"),
        sa.CheckConstraint(
            "until IS NULL OR until >= given_on", name="ck_consents_it_ends_after_it_begins"
        ),
        sa.CheckConstraint("since <= given_on", name="ck_consents_it_goes_on_from_before"),
        sa.ForeignKeyConstraint(
            ["case_person_id"], ["case_people.id"], name="fk_consents_case_person_id_case_people"
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["people.id"], name="fk_consents_recorded_by_id_people"
        ),
        sa.ForeignKeyConstraint(
            ["wording_id", "wording"],
            ["consent_wordings.id", "consent_wordings.name"],
            name="fk_consents_wording",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_consents"),
        sa.Index("ix_consents_case_person_id", "case_person_id"),
        sa.Index("ix_consents_recorded_by_id", "recorded_by_id"),
        sa.Index("ix_consents_wording_id", "wording_id"),
        sa.Index(
            "uq_consents_current",
            "case_person_id",
            "purpose",
            unique=True,
            sqlite_where=sa.text("replaced_at IS NULL"),
            postgresql_where=sa.text("replaced_at IS NULL"),
        ),
    )
    if linked:
        _add_links(table)
    return table


def _add_links(table: sa.Table) -> None:
    table.append_column(sa.Column("link_id", sa.Integer(), nullable=True))
    for name, condition in CHECKS.items():
        table.append_constraint(sa.CheckConstraint(condition, name=f"ck_consents_{name}"))
    table.append_constraint(
        sa.ForeignKeyConstraint(
            ["link_id"], ["client_links.id"], name="fk_consents_link_id_client_links"
        )
    )
    sa.Index("ix_consents_link_id", table.c.link_id)
