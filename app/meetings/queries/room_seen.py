"""What was seen in a room, for the record of its session.

It comes from what the room itself played, never from a player's log or a rating round: who watched
or rated alone stays alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from accreditation.timecode import Span
from app.audit.played import Interval, merged
from app.extensions import db
from app.models.casework import Cycle
from app.models.footage import Recording
from app.models.programme import Enrolment
from app.models.rooms import Room, RoomSeen

MOST_STRETCHES = 12


@dataclass(frozen=True)
class Seen:
    """A recording that was watched together: which frames, and for how long in all.

    `played` are the stretches that ran, `looked_at` other frames at which the film stood a while.
    """

    recording: Recording
    played: list[Interval]
    looked_at: list[int]
    seconds: float

    @property
    def stretches(self) -> str:
        """The stretches and frames as people read them, in the order of the film."""
        spans = [Span(*one) for one in self.played] + [Span(one) for one in self.looked_at]
        spans.sort(key=lambda one: (one.start, one.last))
        labels = [one.label(self.recording.rate) for one in spans[:MOST_STRETCHES]]
        more = len(spans) - len(labels)
        return ", ".join(labels) + (f" and {more} more" if more else "")


def seen_in(room: Room) -> list[Seen]:
    """What was seen in a room, each recording once, in the order in which they were shown."""
    film = joinedload(RoomSeen.recording).joinedload(Recording.cycle).joinedload(Cycle.client)
    asked = select(RoomSeen).filter_by(room_id=room.id).options(film).order_by(RoomSeen.id)
    by_film: dict[int, list[RoomSeen]] = {}
    for row in db.session.scalars(asked):
        by_film.setdefault(row.recording_id, []).append(row)
    return [_seen(rows) for rows in by_film.values()]


def seen_since(enrolment: Enrolment, since: datetime) -> tuple[Room, list[Seen]] | None:
    """The latest room of supervision in which something was seen from then on, and what it was."""
    played = select(RoomSeen.room_id).where(RoomSeen.began_at >= since)
    of_supervision = select(Room).filter_by(enrolment_id=enrolment.id, presentation_id=None)
    latest = of_supervision.where(Room.id.in_(played)).order_by(Room.id.desc()).limit(1)
    room = db.session.scalar(latest)
    return (room, seen_in(room)) if room else None


def _seen(rows: list[RoomSeen]) -> Seen:
    ran = [(one.first_frame, one.last_frame) for one in rows if one.last_frame > one.first_frame]
    stood = {one.first_frame for one in rows if one.last_frame == one.first_frame}
    stood -= {frame for frame in stood if any(a <= frame <= b for a, b in ran)}
    seconds = sum(one.milliseconds for one in rows) / 1000
    return Seen(rows[0].recording, merged(ran), sorted(stood), seconds)
