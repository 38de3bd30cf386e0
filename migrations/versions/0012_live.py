"""What is announced to browsers, and what was played.

What was sent before is called film: it was film, or stills asked for one by one.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

# The guards of app/models/guards.py as they were when this migration was written.
GUARDS = {
    "sqlite": (
        "CREATE TRIGGER watches_stay BEFORE UPDATE ON watches WHEN 1 = 1 BEGIN SELECT RAISE(ABORT, 'An entry of the watch log cannot be changed.'); END",  # noqa: E501
        "CREATE TRIGGER watches_remain BEFORE DELETE ON watches WHEN 1 = 1 BEGIN SELECT RAISE(ABORT, 'An entry of the watch log cannot be removed.'); END",  # noqa: E501
        "CREATE TRIGGER played_stay BEFORE UPDATE ON played WHEN 1 = 1 BEGIN SELECT RAISE(ABORT, 'An entry of the watch log cannot be changed.'); END",  # noqa: E501
        "CREATE TRIGGER played_remain BEFORE DELETE ON played WHEN 1 = 1 BEGIN SELECT RAISE(ABORT, 'An entry of the watch log cannot be removed.'); END",  # noqa: E501
    ),
    "postgresql": (
        "CREATE FUNCTION watches_stay() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF 1 = 1 THEN RAISE EXCEPTION 'An entry of the watch log cannot be changed.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$",  # noqa: E501
        "CREATE TRIGGER watches_stay BEFORE UPDATE ON watches FOR EACH ROW EXECUTE FUNCTION watches_stay()",  # noqa: E501
        "CREATE FUNCTION watches_remain() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF 1 = 1 THEN RAISE EXCEPTION 'An entry of the watch log cannot be removed.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$",  # noqa: E501
        "CREATE TRIGGER watches_remain BEFORE DELETE ON watches FOR EACH ROW EXECUTE FUNCTION watches_remain()",  # noqa: E501
        "CREATE FUNCTION played_stay() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF 1 = 1 THEN RAISE EXCEPTION 'An entry of the watch log cannot be changed.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$",  # noqa: E501
        "CREATE TRIGGER played_stay BEFORE UPDATE ON played FOR EACH ROW EXECUTE FUNCTION played_stay()",  # noqa: E501
        "CREATE FUNCTION played_remain() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF 1 = 1 THEN RAISE EXCEPTION 'An entry of the watch log cannot be removed.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$",  # noqa: E501
        "CREATE TRIGGER played_remain BEFORE DELETE ON played FOR EACH ROW EXECUTE FUNCTION played_remain()",  # noqa: E501
    ),
}
REMOVALS = {
    "sqlite": (
        "DROP TRIGGER played_remain",
        "DROP TRIGGER played_stay",
        "DROP TRIGGER watches_remain",
        "DROP TRIGGER watches_stay",
    ),
    "postgresql": (
        "DROP TRIGGER played_remain ON played",
        "DROP FUNCTION played_remain()",
        "DROP TRIGGER played_stay ON played",
        "DROP FUNCTION played_stay()",
        "DROP TRIGGER watches_remain ON watches",
        "DROP FUNCTION watches_remain()",
        "DROP TRIGGER watches_stay ON watches",
        "DROP FUNCTION watches_stay()",
    ),
}
OLD_KEY = ("person_id", "recording_id", "role", "from_minute")
NEW_KEY = ("person_id", "recording_id", "role", "from_minute", "sent")
ROLES = ("trainee", "supervisor", "accreditor", "registrar", "service_lead")


def upgrade() -> None:
    _make_live_messages()
    _say_what_was_sent()
    _make_played()
    for statement in GUARDS[op.get_bind().dialect.name]:
        op.execute(sa.text(statement.replace(":", r"\:")))


def downgrade() -> None:
    for statement in REMOVALS[op.get_bind().dialect.name]:
        op.execute(sa.text(statement))
    op.drop_table("played")
    _forget_what_was_sent()
    op.drop_table("live_messages")


def _make_live_messages() -> None:
    op.create_table(
        "live_messages",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(length=60), nullable=False),
        sa.Column("ids", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_live_messages_person_id_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_live_messages")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_live_messages_at"), "live_messages", ["at"])
    op.create_index("ix_live_messages_person_id_id", "live_messages", ["person_id", "id"])


def _make_played() -> None:
    op.create_table(
        "played",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(*ROLES, name="role", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("recording_id", sa.Integer(), nullable=False),
        sa.Column("first_frame", sa.Integer(), nullable=False),
        sa.Column("last_frame", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("first_frame >= 0", name=op.f("ck_played_it_begins_in_the_film")),
        sa.CheckConstraint(
            "last_frame >= first_frame", name=op.f("ck_played_the_last_follows_the_first")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_played_person_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["recording_id"], ["recordings.id"], name=op.f("fk_played_recording_id_recordings")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_played")),
        sa.UniqueConstraint(
            "person_id", "token", "first_frame", name=op.f("uq_played_person_id_token_first_frame")
        ),
    )
    op.create_index(op.f("ix_played_person_id"), "played", ["person_id"])
    op.create_index(op.f("ix_played_recording_id"), "played", ["recording_id"])


def _say_what_was_sent() -> None:
    with op.batch_alter_table("watches") as table:
        table.add_column(
            sa.Column("sent", sa.String(length=40), nullable=False, server_default="film")
        )
        table.create_check_constraint(op.f("ck_watches_sent"), "sent IN ('film', 'picture')")
        table.drop_constraint(op.f(_key_named(OLD_KEY)), type_="unique")
        table.create_unique_constraint(op.f(_key_named(NEW_KEY)), list(NEW_KEY))
    with op.batch_alter_table("watches") as table:
        table.alter_column("sent", existing_type=sa.String(length=40), server_default=None)


def _forget_what_was_sent() -> None:
    op.execute(
        "DELETE FROM watches WHERE sent = 'picture' AND EXISTS (SELECT 1 FROM watches AS film "
        "WHERE film.sent = 'film' AND film.person_id = watches.person_id "
        "AND film.recording_id = watches.recording_id AND film.role = watches.role "
        "AND film.from_minute = watches.from_minute)"
    )
    with op.batch_alter_table("watches") as table:
        table.drop_constraint(op.f(_key_named(NEW_KEY)), type_="unique")
        table.drop_constraint(op.f("ck_watches_sent"), type_="check")
        table.drop_column("sent")
        table.create_unique_constraint(op.f(_key_named(OLD_KEY)), list(OLD_KEY))


def _key_named(columns: tuple[str, ...]) -> str:
    return f"uq_watches_{'_'.join(columns)}"
