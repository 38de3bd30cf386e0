"""Who watched a recording: what was sent to each, and what their players say they played."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Subquery, and_, case, func, or_, select, union

from app.extensions import db
from app.models.audit import Played, Sent, Watch
from app.models.footage import Recording
from app.models.people import Person, Role
from app.web.pages import PER_PAGE, Page


@dataclass(frozen=True)
class Watched:
    """Somebody, acting as what. `film` and `pictures` count five minutes in which some were sent.

    `seconds` of the film and its `share` (0 to 1) were played, each frame counted once.
    """

    name: str
    role: Role
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
        select(Person.name, people.c.role, sent, played)
        .select_from(people)
        .join(Person, Person.id == people.c.person_id)
        .outerjoin(sent, _same(sent, people))
        .outerjoin(played, _same(played, people))
        .order_by(latest, people.c.person_id, people.c.role)
    )
    total = db.session.scalar(select(func.count()).select_from(people)) or 0
    found = db.session.execute(rows.limit(per_page).offset((page - 1) * per_page))
    return Page([_told(row, recording) for row in found], page, total, per_page)


def _told(row: Any, recording: Recording) -> Watched:
    """`row`: name, role, then what was sent and what was played as their subqueries give it."""
    name, role, _, _, film, pictures, sent_at, _, _, frames, played_at = row
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
    of_watches = select(Watch.person_id, Watch.role).where(Watch.recording_id == recording.id)
    of_played = select(Played.person_id, Played.role).where(Played.recording_id == recording.id)
    return union(of_watches, of_played).subquery()


def _sent(recording: Recording) -> Subquery:
    def times(kind: Sent) -> Any:
        return func.sum(case((Watch.sent == kind, 1), else_=0))

    return (
        select(
            Watch.person_id,
            Watch.role,
            times(Sent.FILM).label("film"),
            times(Sent.PICTURE).label("pictures"),
            func.max(Watch.from_minute).label("last"),
        )
        .where(Watch.recording_id == recording.id)
        .group_by(Watch.person_id, Watch.role)
        .subquery()
    )


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
