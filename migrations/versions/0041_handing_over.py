"""To which supervisor a cycle was brought, and which sessions were handed over.

A cycle that was brought is with whoever supervised then; with the supervisor of now too, for they
could see it until this revision, and nobody loses sight of what is in hand.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None

WHOEVER_SUPERVISED = """
INSERT INTO cycles_brought (cycle_id, enrolment_id, supervisor_id, brought_at)
SELECT cycles.id, cycles.enrolment_id, allocations.supervisor_id, min(requests.asked_at)
FROM supervision_requests AS requests
JOIN cycles ON cycles.id = requests.cycle_id
JOIN allocations ON allocations.enrolment_id = cycles.enrolment_id
WHERE allocations.until IS NULL
   OR (allocations.since <= requests.asked_at AND requests.asked_at < allocations.until)
GROUP BY cycles.id, cycles.enrolment_id, allocations.supervisor_id
"""
SESSIONS_OF_BEFORE = """
INSERT INTO sessions_handed_over (session_id, enrolment_id, supervisor_id, handed_over_at)
SELECT sessions.id, sessions.enrolment_id, allocations.supervisor_id, allocations.since
FROM supervision_sessions AS sessions
JOIN allocations ON allocations.enrolment_id = sessions.enrolment_id AND allocations.until IS NULL
WHERE sessions.signed_at IS NOT NULL AND sessions.supervisor_id <> allocations.supervisor_id
"""


def upgrade() -> None:
    _make("cycles_brought", "cycle", "cycles", "brought_at")
    _make("sessions_handed_over", "session", "supervision_sessions", "handed_over_at")
    op.create_index(op.f("ix_cycles_brought_enrolment_id"), "cycles_brought", ["enrolment_id"])
    op.execute(WHOEVER_SUPERVISED)
    op.execute(SESSIONS_OF_BEFORE)


def _make(table: str, what: str, of: str, at: str) -> None:
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(f"{what}_id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("supervisor_id", sa.Integer(), nullable=False),
        sa.Column(at, sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            [f"{what}_id", "enrolment_id"],
            [f"{of}.id", f"{of}.enrolment_id"],
            name=f"fk_{table}_{what}",
        ),
        sa.ForeignKeyConstraint(
            ["supervisor_id"], ["people.id"], name=op.f(f"fk_{table}_supervisor_id_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint(
            f"{what}_id", "supervisor_id", name=op.f(f"uq_{table}_{what}_id_supervisor_id")
        ),
    )
    op.create_index(op.f(f"ix_{table}_{what}_id"), table, [f"{what}_id"])
    op.create_index(op.f(f"ix_{table}_supervisor_id"), table, ["supervisor_id"])


def downgrade() -> None:
    op.drop_table("sessions_handed_over")
    op.drop_table("cycles_brought")
