"""Who watched a recording: what was sent to each, and what their players say they played."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Integer,
    Subquery,
    and_,
    case,
    cast,
    func,
    literal,
    null,
    or_,
    select,
    union,
    union_all,
)

from app.extensions import db
from app.models.audit import LinkWatch, Played, Sent, Watch
from app.models.footage import Recording
from app.models.people import Person, Role
from app.models.rights import ClientLink
from app.web.pages import PER_PAGE, Page

_NO_LINK = cast(null(), Integer).label("link_id")
_NO_PERSON = (
    cast(null(), Integer).label("person_id"),
    cast(null(), Watch.role.type).label("role"),
)


@dataclass(frozen=True)
class Watched:
    """Somebody, acting as what. `film` and `pictures` count five minutes in which some were sent.

    Whoever watched on the page of a personal link has no `role`; the name is whose link it is.
    `seconds` of the film and its `share` (0 to 1) were played, each frame counted once.
    """

    name: str
    role: Role | None
    film: int
    pictures: int
    sent_at: datetime | None
    seconds: float
    share: float
    played_at: datetime | None


def watched(recording: Recording, page: int = 1, per_page: int = PER_PAGE) -> Page:
    """Who watched a recording, the latest first: two queries, however much was watched."""
    people, sent, played = _people(recording), _sent(recording), _played(recording)
    latest = func.coalesce(sent.c.last, played.c.last).desc()
    rows = (
        select(func.coalesce(Person.name, ClientLink.label), people.c.role, sent, played)
        .select_from(people)
        .outerjoin(Person, Person.id == people.c.person_id)
        .outerjoin(ClientLink, ClientLink.id == people.c.link_id)
        .outerjoin(sent, or_(_same(sent, people), sent.c.link_id == people.c.link_id))
        .outerjoin(played, _same(played, people))
        .order_by(latest, people.c.person_id, people.c.role, people.c.link_id)
    )
    total = db.session.scalar(select(func.count()).select_from(people)) or 0
    found = db.session.execute(rows.limit(per_page).offset((page - 1) * per_page))
    return Page([_told(row, recording) for row in found], page, total, per_page)


def _told(row: Any, recording: Recording) -> Watched:
    """`row`: name, role, then what was sent and what was played as their subqueries give it."""
    name, role, _, _, _, film, pictures, sent_at, _, _, frames, played_at = row
    frames = int(frames or 0)
    return Watched(
        name=name,
        role=role,
        film=int(film or 0),
        pictures=int(pictures or 0),
        sent_at=sent_at,
        seconds=float(frames / recording.rate.exact) if frames else 0.0,
        share=frames / recording.frame_count if recording.frame_count else 0.0,
        played_at=played_at,
    )


def _people(recording: Recording) -> Subquery:
    """Everybody it was sent to or played by: people in a role, and holders of links."""
    of_watches = select(Watch.person_id, Watch.role, _NO_LINK).where(
        Watch.recording_id == recording.id
    )
    of_played = select(Played.person_id, Played.role, _NO_LINK).where(
        Played.recording_id == recording.id
    )
    of_links = select(*_NO_PERSON, LinkWatch.link_id).where(LinkWatch.recording_id == recording.id)
    return union(of_watches, of_played, of_links).subquery()


def _sent(recording: Recording) -> Subquery:
    def times(kind: Sent) -> Any:
        return func.sum(case((Watch.sent == kind, 1), else_=0))

    to_people = (
        select(
            Watch.person_id,
            Watch.role,
            _NO_LINK,
            times(Sent.FILM).label("film"),
            times(Sent.PICTURE).label("pictures"),
            func.max(Watch.from_minute).label("last"),
        )
        .where(Watch.recording_id == recording.id)
        .group_by(Watch.person_id, Watch.role)
    )
    to_links = (
        select(
            *_NO_PERSON,
            LinkWatch.link_id,
            func.count(),
            literal(0),
            func.max(LinkWatch.from_minute),
        )
        .where(LinkWatch.recording_id == recording.id)
        .group_by(LinkWatch.link_id)
    )
    return union_all(to_people, to_links).subquery()


def _played(recording: Recording) -> Subquery:
    """Frames played by each, a frame that was played twice counted once."""
    said = _said(recording)
    beyond = case(
        (or_(said.c.before.is_(None), said.c.before < said.c.first), said.c.end - said.c.first + 1),
        (said.c.before >= said.c.end, 0),
        else_=said.c.end - said.c.before,
    )
    return (
        select(
            said.c.person_id,
            said.c.role,
            func.sum(beyond).label("frames"),
            func.max(said.c.at).label("last"),
        )
        .group_by(said.c.person_id, said.c.role)
        .subquery()
    )


def _said(recording: Recording) -> Subquery:
    """Each interval with how far those that begin before it reach."""
    before = func.max(Played.last_frame).over(
        partition_by=(Played.person_id, Played.role),
        order_by=(Played.first_frame, Played.id),
        rows=(None, -1),
    )
    return (
        select(
            Played.person_id,
            Played.role,
            Played.at,
            Played.first_frame.label("first"),
            Played.last_frame.label("end"),
            before.label("before"),
        )
        .where(Played.recording_id == recording.id)
        .subquery()
    )


def _same(one: Subquery, other: Subquery) -> Any:
    return and_(one.c.person_id == other.c.person_id, one.c.role == other.c.role)
