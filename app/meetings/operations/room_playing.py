"""What plays in a room: moved, paused, looped, pointed at, and kept as seen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from app import clock
from app.extensions import db
from app.meetings.queries import rooms
from app.meetings.queries.rooms import Film, People
from app.models.rooms import FASTEST, SLOWEST, USUAL, Room, RoomPerson, RoomSeen
from app.policies import Actor
from app.web.errors import Refusal

LOOKED_AT = timedelta(seconds=3)
"""A frame at which the film stands at least so long was looked at."""

ON_THE_WAY = timedelta(seconds=2)
"""How long ago somebody may have pressed: the longest that a message is on its way."""


@dataclass(frozen=True)
class Wish:
    """How the film should stand or play. `shown_at`: when the frame was before who asks for it."""

    frame: int
    plays: bool
    speed: int
    loop_in: int | None
    loop_out: int | None
    loops: bool
    shown_at: datetime | None = None


def move(actor: Actor, room: Room, people: People, film: Film, seen: int, wish: Wish) -> bool:
    """Make it so, where the actor saw the room as it is; False where it was changed meanwhile.

    Whoever moves the film leads from then on.
    """
    if room.version != seen:
        return False
    _refuse_what_cannot_be(film, wish)
    now = clock.now()
    since = min(max(wish.shown_at or now, now - ON_THE_WAY), now)
    _keep_what_was_seen(room, people, since if room.playing_since is None else now)
    if wish.frame != room.frame or wish.plays:
        room.point_x = room.point_y = room.pointed_by_id = None
    room.frame, room.speed = wish.frame, wish.speed
    room.loop_in, room.loop_out, room.loops = wish.loop_in, wish.loop_out, wish.loops
    room.playing_since = since if wish.plays else None
    room.waiting_for_id = None
    room.leader_id = actor.person_id
    _changed(room, now)
    return True


def _refuse_what_cannot_be(film: Film, wish: Wish) -> None:
    ends = [one for one in (wish.loop_in, wish.loop_out) if one is not None]
    if any(not 0 <= one < film.frames for one in (wish.frame, *ends)):
        raise Refusal("That frame is not in the film. Nothing was moved.", "frame")
    if not SLOWEST <= wish.speed <= FASTEST:
        raise Refusal("A film plays at a quarter to twice its speed. Nothing was moved.", "speed")
    if len(ends) == 2 and ends[1] <= ends[0]:
        raise Refusal("The out point lies after the in point. Nothing was moved.", "out")
    if wish.loops and len(ends) < 2:
        raise Refusal("A loop needs an in and an out point. Nothing was moved.", "loops")


def begin_with(room: Room, people: People, film: Film, actor: Actor) -> None:
    """The film stands at its first frame, and the actor leads."""
    now = clock.now()
    _keep_what_was_seen(room, people, now)
    room.recording_id, room.clip_id = film.recording.id, film.clip.id if film.clip else None
    room.recording, room.clip = film.recording, film.clip
    room.frame, room.playing_since, room.speed = 0, None, USUAL
    room.loop_in = room.loop_out = room.waiting_for_id = None
    room.loops = False
    room.point_x = room.point_y = room.pointed_by_id = None
    room.leader_id = actor.person_id
    _changed(room, now)


def point_at(actor: Actor, room: Room, place: tuple[int, int] | None) -> None:
    """Show all a place in the picture, in thousandths of its width and height; None shows none."""
    room.point_x, room.point_y = place or (None, None)
    room.pointed_by_id = actor.person_id if place else None


def wait_or_go_on(room: Room, people: People, one: RoomPerson, now: datetime) -> bool:
    """Stand still for somebody's slow line, or go on once it is waited for no more.

    Says whether anything changed.
    """
    slow = {each.person_id for each in rooms.present(people) if each.is_slow}
    if room.playing_since is not None and room.waits and one.person_id in slow:
        stand_still(room, people, now)
        room.waiting_for_id = one.person_id
        return True
    if room.waiting_for_id is None or (room.waits and room.waiting_for_id in slow):
        return False
    room.waiting_for_id = min(slow) if slow and room.waits else None
    if room.waiting_for_id is None:
        room.playing_since = now
    _changed(room, now)
    return True


def go_on_after_an_absence(room: Room, people: People, now: datetime) -> None:
    """Where everybody was gone, the film stands where they were heard of last, and what it stood
    at meanwhile was looked at by nobody."""
    heard = rooms.last_heard(people)
    if heard is None or rooms.present(people):
        return
    if room.playing_since is not None:
        stand_still(room, people, max(heard, room.playing_since))
    else:
        _keep_what_was_seen(room, people, now)
    room.changed_at = now


def stand_still(room: Room, people: People, at: datetime) -> None:
    """The film stops at the frame it had reached."""
    film = rooms.film_of(room)
    if room.playing_since is None or film is None:
        return
    _keep_what_was_seen(room, people, at)
    room.frame = rooms.run_of(room, film).at(at)
    room.playing_since = None
    _changed(room, at)


def _changed(room: Room, at: datetime) -> None:
    room.version += 1
    room.changed_at = at


def _keep_what_was_seen(room: Room, people: People, now: datetime) -> None:
    """Write down what was before all eyes since the last change, while somebody was here.

    Before anybody moved it, a film stands at its first frame, which nobody looks at.
    """
    film, heard = rooms.film_of(room), rooms.last_heard(people)
    if film is None or heard is None:
        return
    began = room.playing_since or room.changed_at
    run = rooms.run_of(room, film)
    until = now if rooms.present(people) else min(now, heard)
    if (lasts := run.lasts()) is not None:
        until = min(until, began + timedelta(seconds=float(lasts)))
    took = until - began
    first, last = run.seen_until(until)
    if took <= timedelta() or (first == last and (first == 0 or took < LOOKED_AT)):
        return
    db.session.add(
        RoomSeen(
            room_id=room.id,
            recording_id=film.recording.id,
            first_frame=first + film.first,
            last_frame=last + film.first,
            milliseconds=max(1, took // timedelta(milliseconds=1)),
            began_at=began,
        )
    )
