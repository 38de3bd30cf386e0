"""A room and its marks as JSON for the page that is open."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from time import perf_counter
from typing import Any

from flask import g, url_for

from app import clock
from app.meetings.queries import rooms
from app.meetings.queries.rooms import Film, People
from app.models.moments import Moment, TagKind
from app.models.people import Role
from app.models.rooms import Room, RoomPerson
from app.policies import Actor


def room_json(room: Room, people: People, film: Film | None, actor: Actor) -> dict[str, Any]:
    """What plays and who is here. Without a film that all may watch, nothing is said of it."""
    names = {one.person_id: one.person.name for one in people}
    return {
        "now": _milliseconds(clock.now()),
        "version": room.version,
        "film": film_key(film),
        "stands": room.recording_id is not None and film is None,
        "people": [_person(one, room, actor) for one in people],
        "leader": names.get(room.leader_id),
        "leads": room.leader_id == actor.person_id,
        "waits": room.waits,
        "took": _milliseconds_since(g.asked_at),
        **(_playing(room, names) if film else {}),
    }


def _playing(room: Room, names: dict[int, str]) -> dict[str, Any]:
    return {
        **_stands(room),
        "waitingFor": names.get(room.waiting_for_id) if room.waiting_for_id else None,
        "point": _point(room, names),
        "marks": rooms.state_of_marks(room),
    }


def stands_json(room: Room, film: Film) -> dict[str, Any]:
    """Which film stands or plays how: what goes to the pages with the bell."""
    return {"film": film_key(film), **_stands(room)}


def _stands(room: Room) -> dict[str, Any]:
    return {
        "frame": room.frame,
        "since": _milliseconds(room.playing_since) if room.playing_since else None,
        "speed": room.speed,
        "in": room.loop_in,
        "out": room.loop_out,
        "loop": room.loops,
    }


def _point(room: Room, names: dict[int, str]) -> dict[str, Any] | None:
    if room.pointed_by_id is None:
        return None
    return {"x": room.point_x, "y": room.point_y, "by": names.get(room.pointed_by_id, "Somebody")}


def _person(one: RoomPerson, room: Room, actor: Actor) -> dict[str, Any]:
    return {
        "id": one.person_id,
        "name": one.person.name,
        "role": Role(one.role).label,
        "me": one.person_id == actor.person_id,
        "here": rooms.is_here(one, clock.now()),
        "slow": one.is_slow,
        "leads": one.person_id == room.leader_id,
    }


def film_key(film: Film | None) -> str | None:
    """Tells one film from another, for a page that shows one of them."""
    if film is None:
        return None
    return f"clip-{film.clip.id}" if film.clip else f"recording-{film.recording.id}"


def film_urls(film: Film) -> dict[str, str]:
    """From where its bytes come, and where it is asked whether it may still be watched."""
    if film.clip:
        return {
            "film": url_for("footage.clip_film", clip_id=film.clip.id),
            "asks": url_for("footage.clip_still_open", clip_id=film.clip.id),
        }
    return {
        "film": url_for("footage.film", recording_id=film.recording.id),
        "poster": url_for("footage.poster", recording_id=film.recording.id),
        "asks": url_for("footage.still_open", recording_id=film.recording.id),
    }


def marks_json(found: Sequence[Moment], film: Film, actor: Actor) -> list[dict[str, Any]]:
    return [mark_json(one, film, actor) for one in found]


def mark_json(moment: Moment, film: Film, actor: Actor) -> dict[str, Any]:
    """A mark with its frames counted from where the film begins."""
    track = moment.track
    return {
        "id": moment.id,
        "start": moment.start_frame - film.first,
        "end": moment.end_frame - film.first if moment.end_frame is not None else None,
        "words": moment.words,
        "by": track.owner.name,
        "mine": (track.owner_id, track.role) == (actor.person_id, actor.role),
        "principles": [
            {"group": tag.group_number, "wording": tag.wording}
            for tag in moment.tags
            if tag.kind is TagKind.PRINCIPLE
        ],
    }


def _milliseconds_since(began: float) -> float:
    return round((perf_counter() - began) * 1000, 3)


def _milliseconds(moment: datetime) -> float:
    return round(moment.timestamp() * 1000, 3)
