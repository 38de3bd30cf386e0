"""Films of supervision: a kind of work, a kind of film, and the supervisor as somebody in it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

NEW = "supervision"
WORK = ("vig", "verp", "vff", "vht")
FILMS = ("client_film", "shared_review")
PARTIES = ("person", "partner", "practitioner")


def upgrade() -> None:
    _allow("clients", {"casetype": ("case_type", (*WORK, NEW))})
    _allow("recordings", {"recordingkind": ("kind", (*FILMS, NEW))})
    _allow("moments", {side: (side, (*PARTIES, "supervisor")) for side in ("giver", "receiver")})


def downgrade() -> None:
    """Refused by the constraints while there is a film of supervision."""
    _allow("moments", {side: (side, PARTIES) for side in ("giver", "receiver")})
    _allow("recordings", {"recordingkind": ("kind", FILMS)})
    _allow("clients", {"casetype": ("case_type", WORK)})


def _allow(table: str, columns: dict[str, tuple[str, tuple[str, ...]]]) -> None:
    with op.batch_alter_table(table) as batch:
        for check, (column, values) in columns.items():
            name = op.f(f"ck_{table}_{check}")
            batch.drop_constraint(name, type_="check")
            batch.create_check_constraint(name, sa.column(column).in_(values))
