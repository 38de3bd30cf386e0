"""Lists of the room for copies: archives, what may go into a copy, what was handed over."""

from __future__ import annotations

from app import clock
from app.extensions import db, transaction
from app.models.archives import Archive, ArchiveKind, GoneBecause
from app.models.client_copies import ClientCopy, CopyItem, Disclosure, ItemKind
from app.models.people import Person, Role
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


def _a_copy() -> tuple[Person, ClientCopy]:
    trainee = make.person(Role.TRAINEE)
    link = make.client_link(make.case_person(make.client(make.enrolment(trainee)), "mother"))
    return trainee, make.keep(ClientCopy(link_id=link.id, begun_by_id=trainee.id))


def _items(copy: ClientCopy, number: int, trainee: Person) -> list[CopyItem]:
    before = db.session.query(CopyItem).count()
    with transaction() as session:
        added = [
            CopyItem(
                copy_id=copy.id,
                kind=ItemKind.TALK,
                row_id=before + n,
                what=f"Notes on talk {before + n}",
                by="the practitioner",
                by_practitioner=True,
                released_at=clock.now(),
                released_by_id=trainee.id,
            )
            for n in range(number)
        ]
        session.add_all(added)
    return added


@listed("copies.queries.client_copies:items_page")
def what_may_go_into_a_copy() -> List:
    trainee, copy = _a_copy()
    url = f"/client-copies/{copy.id}"
    return List(trainee, Role.TRAINEE, url, lambda n: _items(copy, n, trainee))


@listed("copies.queries.client_copies:disclosures_page")
def handed_over() -> List:
    trainee, copy = _a_copy()
    client_id = copy.link.client_id
    archive = make.keep(Archive(kind=ArchiveKind.CLIENT_COPY, owner_id=trainee.id))

    def fill(number: int) -> None:
        items = _items(copy, number, trainee)
        people = {"released_by_id": trainee.id, "handed_over_by_id": trainee.id}
        with transaction() as session:
            session.add_all(
                Disclosure(
                    client_id=client_id,
                    item_id=one.id,
                    archive_id=archive.id,
                    what=one.what,
                    by=one.by,
                    to_whom="mother",
                    **people,
                )
                for one in items
            )

    return List(trainee, Role.TRAINEE, f"/clients/{client_id}/disclosures", fill)
