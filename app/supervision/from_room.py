"""What a session's record begins with when its people watched together in a room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select

from app import clock
from app.extensions import db
from app.meetings.queries.room_seen import Seen, seen_since
from app.models.casework import Cycle
from app.models.programme import Enrolment
from app.models.rooms import Room
from app.models.supervision import SupervisionSession

FRESH = timedelta(days=14)
"""A room that is older is not what somebody records now."""


@dataclass(frozen=True)
class FromRoom:
    """The room, and what ran in it. It was seen by both; what either rated alone is not in it."""

    room: Room
    seen: list[Seen]

    def begins(self, cycles: Sequence[Cycle]) -> dict[str, Any]:
        """Values for the form: the day, and those of `cycles` whose films were watched."""
        watched = {one.recording.cycle_id for one in self.seen}
        return {
            "held_on": self.room.opened_at.date(),
            "cycles": [str(one.id) for one in cycles if one.id in watched],
        }


def from_room(enrolment: Enrolment) -> FromRoom | None:
    """The latest room that no session was recorded after; None where there is none."""
    last = select(func.max(SupervisionSession.recorded_at)).filter_by(enrolment_id=enrolment.id)
    recorded: datetime | None = db.session.scalar(last)
    since = max(clock.now() - FRESH, recorded) if recorded else clock.now() - FRESH
    found = seen_since(enrolment, since)
    return FromRoom(*found) if found else None
