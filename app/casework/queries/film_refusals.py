"""What people in shot say no to for one film."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import joinedload

from accreditation.consent import Purpose
from app import policies
from app.extensions import db
from app.models.casework import CasePerson
from app.models.film_refusals import FilmRefusal
from app.models.footage import InShot, Recording
from app.policies import Actor
from app.web.pages import Page, paginate


def is_in_shot(recording: Recording, person: CasePerson) -> bool:
    listed = exists().where(InShot.recording_id == recording.id, InShot.case_person_id == person.id)
    return bool(db.session.scalar(select(listed)))


def refusals_of(
    recording: Recording, person: CasePerson, link_id: int | None
) -> Sequence[FilmRefusal]:
    """What stands of what was said through a link, or, with None, of what was written down."""
    said = _standing().filter_by(recording_id=recording.id, case_person_id=person.id)
    return db.session.scalars(said.where(FilmRefusal.link_id.is_not_distinct_from(link_id))).all()


def refused_by_link(recording: Recording, person: CasePerson) -> frozenset[Purpose]:
    """What anybody said no to for them through a link: only that link takes it back."""
    said = _standing().filter_by(recording_id=recording.id, case_person_id=person.id)
    by_link = said.where(FilmRefusal.link_id.is_not(None))
    return frozenset(one.purpose for one in db.session.scalars(by_link))


def refused_through(link_id: int) -> dict[tuple[int, int], frozenset[Purpose]]:
    """What stands of what was said through a link, by film and person."""
    found: dict[tuple[int, int], set[Purpose]] = defaultdict(set)
    for one in db.session.scalars(_standing().filter_by(link_id=link_id)):
        found[one.recording_id, one.case_person_id].add(one.purpose)
    return {key: frozenset(purposes) for key, purposes in found.items()}


def refusals_about(people: Iterable[int]) -> Sequence[FilmRefusal]:
    """Everything that was ever said no to for single films by or for these people, in order."""
    said = select(FilmRefusal).where(FilmRefusal.case_person_id.in_(list(people)))
    return db.session.scalars(
        said.options(joinedload(FilmRefusal.recording)).order_by(FilmRefusal.id)
    ).all()


def _standing() -> Select[FilmRefusal]:
    return select(FilmRefusal).where(FilmRefusal.taken_back_at.is_(None))


def films_with_me(actor: Actor, person: CasePerson, page: int) -> Page:
    """The kept films of a case in which the actor themselves are in shot, the latest first."""
    with_them = select(InShot.recording_id).where(InShot.case_person_id == person.id)
    films = policies.allowed("recording.answer_as", actor).where(Recording.id.in_(with_them))
    latest = films.order_by(Recording.filmed_on.desc(), Recording.id.desc())
    return paginate(latest.options(joinedload(Recording.cycle)), page)
