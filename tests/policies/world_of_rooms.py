"""Rooms of supervision and of what is presented, open and ended, and what was marked in them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from app.extensions import transaction
from app.models.moments import Moment, Track
from app.models.people import Role
from app.models.rooms import Room, RoomMoment
from tests import factories as make

if TYPE_CHECKING:
    from tests.policies.world import World

ENDED = {"ended_at": datetime.now(UTC)}
ROOMS = {
    "tess's room": ("tess's training", None, {}),
    "tess's ended room": ("tess's training", None, ENDED),
    "olu's room": ("olu's training", None, {}),
    "room of open show": ("tess's training", "open show", {}),
    "ended room of open show": ("tess's training", "open show", ENDED),
    "room of past show": ("tess's training", "past show", {}),
    "room of group show": ("tess's training", "group show", {}),
    "ended room of group show": ("tess's training", "group show", ENDED),
}


def add_to(world: World) -> None:
    for name, (training, show, more) in ROOMS.items():
        whose = world.rows[training].trainee_id
        row = Room(
            enrolment_id=world.rows[training].id,
            presentation_id=world.rows[show].id if show else None,
            opened_by_id=whose,
            leader_id=whose,
            recording_id=world.rows["film" if training == "tess's training" else "olu's film"].id,
            **more,
        )
        world.name(make.keep(row), name)
    for room in ROOMS:
        if room.endswith(" show") or room == "tess's room":
            _marked(world, room)
    for room in ("room of open show", "room of group show"):
        _marked(world, room, " and deleted", deleted_at=datetime.now(UTC))
        _marked(world, room, " and kept back", round_id=world.rows["open round"].id)


def _marked(world: World, room: str, more: str = "", **values: object) -> None:
    """Tess marked a moment in the room, in a track that she did not share."""
    film = world.rows["film: silent on peers"]
    moment = make.moment(film, world.people["tess"], Role.TRAINEE)
    with transaction() as session:
        row = session.get_one(Moment, moment.id)
        for name, value in values.items():
            setattr(row, name, value)
        session.add(RoomMoment(room_id=world.rows[room].id, moment_id=moment.id))
        track = session.get_one(Track, moment.track_id)
    world.name(moment, f"marked in {room}{more}")
    if "track of what tess marked" not in world.rows:
        world.name(track, "track of what tess marked")
