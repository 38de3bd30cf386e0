"""Statements of supervisors: being written, given, submitted, and by one who went.

Sam writes one for Tess, gave one for her training of the past, and another lies in a submission.
Fred had begun one before he handed her over. Una gave hers for Olu.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from app.models.portfolio import SupervisorStatement, SupervisorStatementVersion
from tests import factories as make

if TYPE_CHECKING:
    from tests.policies.world import World


def add_to(world: World) -> None:
    now = datetime.now(UTC)
    submission = world.rows["decided submission"].id
    for name, portfolio, who, more in (
        ("sam's statement", "tess's portfolio", "sam", {}),
        ("sam's given statement", "tess's past portfolio", "sam", {"given_at": now}),
        (
            "sam's submitted statement",
            "tess's portfolio",
            "sam",
            {"given_at": now, "submission_id": submission},
        ),
        ("fred's statement", "tess's portfolio", "fred", {}),
        ("una's given statement", "olu's portfolio", "una", {"given_at": now}),
    ):
        row = SupervisorStatement(
            portfolio_id=world.rows[portfolio].id,
            supervisor_id=world.people[who].id,
            text="She waits, and sees what is given.",
            **more,
        )
        world.name(make.keep(row), name)
    version = SupervisorStatementVersion(
        statement_id=world.rows["sam's statement"].id,
        text="She waits.",
        begun_at=now,
        written_at=now,
    )
    world.name(make.keep(version), "sam's version")
