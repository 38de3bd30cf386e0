"""What of a film's moments somebody may read, as plain rows: a thousand of them cost little."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple, TypeAlias

from sqlalchemy import Row, Select, select, tuple_
from sqlalchemy.orm import joinedload

from app import policies
from app.extensions import db
from app.models.footage import Recording
from app.models.moments import Moment, MomentTag, Track
from app.models.people import Person
from app.policies import Actor

MomentRow: TypeAlias = Row[*tuple[Any, ...]]
"""A moment's columns by their names, and `settled_by`, the name of who settled what was said."""

TagRow: TypeAlias = Row[*tuple[Any, ...]]
"""A tag's columns by their names."""

_TAG = (
    MomentTag.moment_id,
    MomentTag.kind,
    MomentTag.key,
    MomentTag.group_number,
    MomentTag.wording,
    MomentTag.framework,
)


class Place(NamedTuple):
    """Where a moment stands on a film: moments are in the order of their places."""

    frame: int
    moment: int


@dataclass(frozen=True)
class Part:
    """Which of a film's moments are asked for: touched from `since` on, `most` after a place."""

    since: datetime | None = None
    after: Place | None = None
    most: int | None = None


@dataclass(frozen=True)
class TrackSeen:
    """One person's track, with those of its moments that the actor may read, and their tags."""

    track: Track
    mine: bool
    tags: Mapping[int, Sequence[TagRow]]
    moments: list[MomentRow] = field(default_factory=list)


def tracks_seen(actor: Actor, recording: Recording, part: Part | None = None) -> list[TrackSeen]:
    """The actor's own track first, then what others shared; three queries however many moments."""
    return _in_tracks(actor, recording, _moments(actor, recording, part or Part()))


def part_seen(
    actor: Actor, recording: Recording, part: Part
) -> tuple[list[TrackSeen], Place | None]:
    """As `tracks_seen`, and the place after which there is more; None: that was all."""
    found = _moments(actor, recording, part)
    more = part.most is not None and len(found) > part.most
    found = found[: part.most]
    after = Place(found[-1].start_frame, found[-1].id) if more else None
    return _in_tracks(actor, recording, found), after


def standing(actor: Actor, recording: Recording) -> tuple[list[int], datetime | None]:
    """The ids of all moments on the film that the actor may read, and when one was touched last."""
    asked = _on_film(actor, recording).with_only_columns(Moment.id, Moment.touched_at)
    rows = db.session.execute(asked.order_by(Moment.id)).all()
    return [row.id for row in rows], max((row.touched_at for row in rows), default=None)


def _moments(actor: Actor, recording: Recording, part: Part) -> Sequence[MomentRow]:
    columns = (*Moment.__table__.columns, Person.name.label("settled_by"))
    asked = _on_film(actor, recording).outerjoin(Person, Person.id == Moment.resolved_by_id)
    if part.since:
        asked = asked.where(Moment.touched_at >= part.since)
    if part.after:
        asked = asked.where(tuple_(Moment.start_frame, Moment.id) > tuple_(*part.after))
    if part.most is not None:
        asked = asked.limit(part.most + 1)
    in_order = asked.with_only_columns(*columns).order_by(Moment.start_frame, Moment.id)
    return db.session.execute(in_order).all()


def _in_tracks(actor: Actor, recording: Recording, found: Sequence[MomentRow]) -> list[TrackSeen]:
    tags = _tags_of([one.id for one in found])
    seen = {
        track.id: TrackSeen(track, _is_own(track, actor), tags)
        for track in _tracks(actor, recording, {one.track_id for one in found})
    }
    for moment in found:
        seen[moment.track_id].moments.append(moment)
    return sorted(seen.values(), key=lambda one: (not one.mine, one.track.id))


def readable(actor: Actor, recording: Recording, moments: Sequence[int]) -> Sequence[Moment]:
    """Those of these moments that are on the film and that the actor may read."""
    asked = _on_film(actor, recording).where(Moment.id.in_(moments))
    return db.session.scalars(asked).all()


def _on_film(actor: Actor, recording: Recording) -> Select[Any]:
    seen = policies.allowed("moment.read", actor).join(Track, Track.id == Moment.track_id)
    return seen.where(Track.recording_id == recording.id)


def _tracks(actor: Actor, recording: Recording, ids: set[int]) -> Sequence[Track]:
    """The tracks with these ids and the actor's own, which may be empty."""
    of_film = select(Track).where(Track.recording_id == recording.id)
    owner = joinedload(Track.owner).lazyload(Person.roles)
    found = db.session.scalars(of_film.options(owner).order_by(Track.id))
    return [one for one in found if one.id in ids or _is_own(one, actor)]


def _is_own(track: Track, actor: Actor) -> bool:
    return (track.owner_id, track.role) == (actor.person_id, actor.role)


def _tags_of(moments: Sequence[int]) -> Mapping[int, Sequence[TagRow]]:
    """By moment. Of moments that were asked for by their rule, so this needs none of its own."""
    tags: dict[int, list[TagRow]] = defaultdict(list)
    asked = select(*_TAG).where(MomentTag.moment_id.in_(moments)).order_by(MomentTag.id)
    found: Sequence[TagRow] = db.session.execute(asked).all()
    for tag in found:
        tags[tag.moment_id].append(tag)
    return tags
