"""What is held about the people of a link, and who watched it: words and days, never a picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select

from app import policies
from app.extensions import db
from app.models.audit import Watch
from app.models.footage import Recording, RecordingKind
from app.models.people import Role
from app.models.rights import ClientLink
from app.policies import LinkHolder

LATEST = 50


@dataclass(frozen=True)
class HeldFilm:
    kind: RecordingKind
    filmed_on: date


@dataclass(frozen=True)
class WatchedBy:
    """People in one role: how many of them watched, and when last."""

    role: Role
    people: int
    last: datetime


def films_held(link: ClientLink) -> Sequence[HeldFilm]:
    """The films in which somebody of the link is in shot: the latest fifty."""
    listed = policies.allowed_by_link("your_page.list_film", LinkHolder(link.id))
    facts = listed.with_only_columns(Recording.kind, Recording.filmed_on)
    newest = facts.order_by(Recording.filmed_on.desc(), Recording.id.desc()).limit(LATEST)
    return [HeldFilm(kind, filmed_on) for kind, filmed_on in db.session.execute(newest)]


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
