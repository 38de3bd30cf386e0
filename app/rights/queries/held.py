"""What is held about the people of a link, and who watched it: words and days, never a picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from accreditation.consent import Purpose
from app import policies
from app.casework.queries import refused_through
from app.extensions import db
from app.models.audit import Watch
from app.models.casework import CasePerson
from app.models.consent import GivenBy
from app.models.consent_scans import ConsentScan
from app.models.footage import Recording, RecordingKind
from app.models.people import Role
from app.models.rights import ClientLink
from app.policies import LinkHolder

LATEST = 50


@dataclass(frozen=True)
class Held:
    """Somebody of the link in a film, and what this link said no to for that one film."""

    person: CasePerson
    is_holder: bool
    refused: frozenset[Purpose]


@dataclass(frozen=True)
class HeldFilm:
    id: int
    kind: RecordingKind
    filmed_on: date
    people: tuple[Held, ...]


@dataclass(frozen=True)
class WatchedBy:
    """People in one role: how many of them watched, and when last."""

    role: Role
    people: int
    last: datetime


def films_held(link: ClientLink) -> Sequence[HeldFilm]:
    """The films in which somebody of the link is in shot: the latest fifty."""
    listed = policies.allowed_by_link("your_page.list_film", LinkHolder(link.id))
    newest = listed.order_by(Recording.filmed_on.desc(), Recording.id.desc()).limit(LATEST)
    films = db.session.scalars(newest.options(selectinload(Recording.in_shot))).all()
    refused = refused_through(link.id)
    return [_held(one, link, refused) for one in films]


def _held(
    film: Recording, link: ClientLink, refused: Mapping[tuple[int, int], frozenset[Purpose]]
) -> HeldFilm:
    here = {one.case_person_id for one in film.in_shot}
    people = tuple(
        Held(
            one.case_person,
            one.given_by is GivenBy.THEMSELVES,
            refused.get((film.id, one.case_person_id), frozenset()),
        )
        for one in link.answers
        if one.case_person_id in here
    )
    return HeldFilm(film.id, film.kind, film.filmed_on, people)


@dataclass(frozen=True)
class HeldPaper:
    """The scan of what was signed on one day; `signed_for` a child, or by the holder: None."""

    given_on: date
    pages: int
    signed_for: str | None


def papers_held(link: ClientLink) -> Sequence[HeldPaper]:
    """The scans that are kept of what was signed: by the holder, or for a child and theirs alone.

    Of a child in a case with another adult it is not told: that one may have signed it.
    """
    listed = policies.allowed_by_link("your_page.list_scan", LinkHolder(link.id))
    with_all = joinedload(ConsentScan.case_person), selectinload(ConsentScan.files)
    own = {one.case_person_id for one in link.answers if one.given_by is GivenBy.THEMSELVES}
    return [
        HeldPaper(
            scan.given_on,
            scan.pages,
            None if scan.case_person_id in own else scan.case_person.label,
        )
        for scan in db.session.scalars(listed.order_by(ConsentScan.given_on).options(*with_all))
    ]


def watched_by(link: ClientLink) -> Sequence[WatchedBy]:
    """Who watched any of these films, by role: names are told by the person who films."""
    listed = policies.allowed_by_link("your_page.list_film", LinkHolder(link.id))
    ids = listed.with_only_columns(Recording.id)
    counted = (
        select(Watch.role, func.count(func.distinct(Watch.person_id)), func.max(Watch.from_minute))
        .where(Watch.recording_id.in_(ids))
        .group_by(Watch.role)
        .order_by(func.max(Watch.from_minute).desc())
    )
    return [WatchedBy(role, people, last) for role, people, last in db.session.execute(counted)]
