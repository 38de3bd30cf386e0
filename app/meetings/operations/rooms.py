"""A room is opened, people come and go, a film is chosen, and the meeting ends."""

from __future__ import annotations

from typing import Any

from app import audit, clock, live
from app.extensions import db
from app.meetings.operations import room_playing
from app.meetings.queries import rooms
from app.meetings.queries.rooms import Film, People
from app.models.moments import Moment
from app.models.presentations import Presentation
from app.models.programme import Enrolment
from app.models.rooms import Room, RoomMoment, RoomPerson
from app.policies import Actor
from app.studio.operations.marking import mark
from app.studio.values import Said
from app.web.errors import Refusal

WHAT = "room"
NOT_FOR_ALL = (
    "Not everybody who is here may watch that film, so nothing was changed. "
    "Choose one that is offered here."
)
NOTHING_TO_MARK = "No film is open here just now, so nothing was saved."


def open_for_supervision(actor: Actor, enrolment: Enrolment) -> Room:
    """The room of a training's supervision: the one that stands open, or a new one."""
    return _open(actor, enrolment.id, None)


def open_for_presentation(actor: Actor, presentation: Presentation) -> Room:
    """The room of what is presented: the one that stands open, or a new one."""
    return _open(actor, presentation.enrolment_id, presentation.id)


def _open(actor: Actor, enrolment_id: int, presentation_id: int | None) -> Room:
    before = rooms.open_room(enrolment_id, presentation_id)
    if before is not None and not rooms.belongs_to_an_earlier_meeting(before):
        return before
    if before is not None:
        end_room(actor, before)
        db.session.flush()
    room = Room(
        enrolment_id=enrolment_id,
        presentation_id=presentation_id,
        opened_by_id=actor.person_id,
        leader_id=actor.person_id,
    )
    db.session.add(room)
    audit.record(actor, "room.opened", room, presentation=presentation_id or 0)
    return room


def be_here(actor: Actor, room: Room, is_slow: bool) -> None:
    """The actor's browser is here, and says whether it keeps up. Safe to repeat.

    Where a slow line is waited for, the film stands still until it has caught up.
    """
    now = clock.now()
    people = rooms.people_in(room)
    room_playing.go_on_after_an_absence(room, people, now)
    one = _of(people, actor)
    news = one is None or one.is_slow != is_slow or not rooms.is_here(one, now)
    assert actor.role is not None
    if one is None:
        one = RoomPerson(room_id=room.id, person_id=actor.person_id, came_at=now)
        db.session.add(one)
        people.append(one)
    one.role = actor.role
    one.seen_at, one.left_at, one.is_slow = now, None, is_slow
    if room_playing.wait_or_go_on(room, people, one, now) or news:
        tell(room, people)


def leave(actor: Actor, room: Room) -> None:
    """The actor's page is closed."""
    people = rooms.people_in(room)
    one = _of(people, actor)
    if one is None or one.left_at is not None:
        return
    now = clock.now()
    one.seen_at = one.left_at = now
    one.is_slow = False
    room_playing.wait_or_go_on(room, people, one, now)
    if not rooms.present(people):
        room_playing.stand_still(room, people, now)
    tell(room, people)


def choose_film(actor: Actor, room: Room, film: Film | None) -> None:
    """Show another film, from its first frame. The same one again changes nothing."""
    if film is None:
        raise Refusal(NOT_FOR_ALL)
    clip_id = film.clip.id if film.clip else None
    if (room.recording_id, room.clip_id) == (film.recording.id, clip_id):
        return
    people = rooms.people_in(room)
    room_playing.begin_with(room, people, film, actor)
    audit.record(actor, "room.film_chosen", room, recording=film.recording.id, clip=clip_id or 0)
    tell(room, people)


def hand_lead(room: Room, person_id: int) -> None:
    """That person, who is here, leads from now on."""
    people = rooms.people_in(room)
    if person_id not in [one.person_id for one in rooms.present(people)]:
        raise Refusal("They are not here just now, so nobody else leads.")
    if room.leader_id != person_id:
        room.leader_id = person_id
        tell(room, people)


def choose_whether_to_wait(room: Room, waits: bool) -> None:
    """Whether the film waits for a slow line, or goes on without it."""
    if room.waits == waits:
        return
    room.waits = waits
    now, people = clock.now(), rooms.people_in(room)
    for one in rooms.present(people):
        room_playing.wait_or_go_on(room, people, one, now)
    tell(room, people)


def mark_for_all(actor: Actor, room: Room, film: Film | None, token: str, said: Said) -> Moment:
    """A moment in the actor's own track that everybody in the room sees. `said` counts the frames
    of what plays; the same `token` again adds nothing."""
    if film is None:
        raise Refusal(NOTHING_TO_MARK)
    end = said["end"] + film.first if said["end"] is not None else None
    moment = mark(
        actor, film.recording, token, {**said, "start": said["start"] + film.first, "end": end}
    )
    db.session.flush()
    if not rooms.was_marked_here(room, moment):
        db.session.add(RoomMoment(room_id=room.id, moment_id=moment.id))
        tell(room, rooms.people_in(room))
    return moment


def end_room(actor: Actor, room: Room) -> None:
    """The meeting is over; what was seen stays for its record."""
    now, people = clock.now(), rooms.people_in(room)
    room_playing.stand_still(room, people, now)
    room.ended_at = now
    room.point_x = room.point_y = room.pointed_by_id = None
    audit.record(actor, "room.ended", room)
    tell(room, people)


def _of(people: People, actor: Actor) -> RoomPerson | None:
    return next((one for one in people if one.person_id == actor.person_id), None)


def tell(room: Room, people: People) -> None:
    """Everybody who came hears that something changed; what it is they ask for."""
    for one in people:
        live.announce(one.person_id, WHAT, room=room.id)


def tell_where_it_stands(room: Room, people: People, stands: dict[str, Any]) -> None:
    """Everybody who is here hears at once how the film stands, in the state's version.

    Only after `film_for_all` has found that they all may watch it. Who is not here hears that
    something changed.
    """
    here = rooms.present(people)
    for one in people:
        which = stands if one in here else {}
        live.announce(one.person_id, WHAT, room=room.id, version=room.version, **which)
