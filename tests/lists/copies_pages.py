"""Lists of the room for copies: archives of a record."""

from __future__ import annotations

from app import clock
from app.extensions import transaction
from app.models.archives import Archive, ArchiveKind, GoneBecause
from app.models.people import Role
from tests import factories as make
from tests.lists.pages import List, listed


@listed("copies.queries.archives:archives_page")
def archives() -> List:
    trainee = make.person(Role.TRAINEE)

    def fill(number: int) -> None:
        gone = {"gone_at": clock.now(), "gone_because": GoneBecause.OWNER}
        with transaction() as session:
            session.add_all(
                Archive(kind=ArchiveKind.RECORD, owner_id=trainee.id, **gone) for _ in range(number)
            )

    return List(trainee, Role.TRAINEE, "/record", fill)
