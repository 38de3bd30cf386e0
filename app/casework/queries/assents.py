"""What children say about being filmed, and whose view is to be looked at again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import String, cast, exists, literal, not_, select

from app import clock
from app.extensions import db
from app.models.assents import Assent, AssentView
from app.models.casework import CasePerson, Client
from app.models.notices import Notice
from app.models.programme import Enrolment


def assent_of(child: CasePerson) -> Assent | None:
    """The child's own view as it was last looked at."""
    return assents_of([child]).get(child.id)


def assents_of(people: Iterable[CasePerson]) -> dict[int, Assent]:
    """As `assent_of`, by person, for those who were asked."""
    ids = [one.id for one in people]
    current = select(Assent).where(Assent.case_person_id.in_(ids), Assent.replaced_at.is_(None))
    return {one.case_person_id: one for one in db.session.scalars(current)}


def views_of(child: CasePerson) -> Sequence[Assent]:
    """Every view that was written down, the earliest first."""
    said = select(Assent).filter_by(case_person_id=child.id).order_by(Assent.id)
    return db.session.scalars(said).all()


def who_says_no(people: Iterable[CasePerson]) -> set[int]:
    """Ids of the children among them who say no to being filmed."""
    said = assents_of(people).values()
    return {one.case_person_id for one in said if one.view is AssentView.SAYS_NO}


def whose_view_is_due() -> list[int]:
    """Ids of views that are to be looked at again, in cases under way, and not told of yet."""
    told = exists().where(
        Notice.person_id == Enrolment.trainee_id,
        Notice.once == literal("assent ") + cast(Assent.id, String) + " is due",
    )
    due = (
        select(Assent.id)
        .join(Assent.case_person)
        .join(CasePerson.client)
        .join(Client.enrolment)
        .where(
            Assent.replaced_at.is_(None),
            Assent.look_again_on <= clock.today(),
            Client.ended_on.is_(None),
            not_(told.correlate(Assent, Enrolment)),
        )
    )
    return list(db.session.scalars(due.order_by(Assent.id)))


def told_as(assent: Assent) -> str:
    """The name under which its day is told once."""
    return f"assent {assent.id} is due"
