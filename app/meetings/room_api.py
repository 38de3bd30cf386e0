"""What the page of a room asks and tells; who may enter, and watch, is asked each time."""

from __future__ import annotations

from flask import jsonify
from flask.typing import ResponseReturnValue

from app import policies
from app.meetings import blueprint, room_forms, room_shapes
from app.meetings.operations import room_playing
from app.meetings.operations import rooms as operations
from app.meetings.queries import rooms
from app.models.rooms import Room
from app.studio import forms
from app.web.access import actor, declares, get_or_404
from app.web.errors import Refusal

ROOT = "/rooms/<int:room_id>"
MAY_NOT_MARK = (
    "Moments are marked by the trainee and their supervisor. You can point at the picture, and say "
    "it. Nothing was saved."
)


@blueprint.get(f"{ROOT}/state")
@declares("room.enter")
def room_state(room_id: int) -> ResponseReturnValue:
    return _answer(get_or_404("room.enter", room_id))


@blueprint.post(f"{ROOT}/here")
@declares("room.enter")
def be_here(room_id: int) -> ResponseReturnValue:
    room = get_or_404("room.enter", room_id)
    operations.be_here(actor(), room, forms.flag(forms.body(), "slow"))
    return _answer(room)


@blueprint.post(f"{ROOT}/leave")
@declares("room.enter")
def leave(room_id: int) -> ResponseReturnValue:
    operations.leave(actor(), get_or_404("room.enter", room_id))
    return "", 204


@blueprint.post(f"{ROOT}/move")
@declares("room.enter")
def move(room_id: int) -> ResponseReturnValue:
    """Play, pause, seek, step, loop: how the film should stand, and which version was seen."""
    room = get_or_404("room.enter", room_id)
    sent, people = forms.body(), rooms.people_in(room)
    seen, wish = forms.frame(sent, "version"), room_forms.wish(sent)
    film = rooms.film_for_all(room, people, actor())
    if film is None or not room_playing.move(actor(), room, people, film, seen, wish):
        return jsonify(room_shapes.room_json(room, people, film, actor())), 409
    operations.tell_where_it_stands(room, people, room_shapes.stands_json(room, film))
    return jsonify(room_shapes.room_json(room, people, film, actor()))


@blueprint.post(f"{ROOT}/point")
@declares("room.enter")
def point(room_id: int) -> ResponseReturnValue:
    room = get_or_404("room.enter", room_id)
    room_playing.point_at(actor(), room, room_forms.place(forms.body()))
    operations.tell(room, rooms.people_in(room))
    return _answer(room)


@blueprint.post(f"{ROOT}/lead")
@declares("room.enter")
def lead(room_id: int) -> ResponseReturnValue:
    """Whoever is named leads from now on."""
    room = get_or_404("room.enter", room_id)
    operations.hand_lead(room, forms.maybe_row(forms.body(), "person") or actor().person_id)
    return _answer(room)


@blueprint.post(f"{ROOT}/waits")
@declares("room.enter")
def waits(room_id: int) -> ResponseReturnValue:
    room = get_or_404("room.enter", room_id)
    operations.choose_whether_to_wait(room, forms.flag(forms.body(), "waits"))
    return _answer(room)


@blueprint.get(f"{ROOT}/marks")
@declares("room.enter")
def marks(room_id: int) -> ResponseReturnValue:
    room = get_or_404("room.enter", room_id)
    film = rooms.film_for_all(room, rooms.people_in(room), actor())
    found = rooms.marks(room, actor(), film) if film else []
    return jsonify(marks=room_shapes.marks_json(found, film, actor()) if film else [])


@blueprint.post(f"{ROOT}/marks")
@declares("room.enter")
def mark(room_id: int) -> ResponseReturnValue:
    """A moment in one's own track, before all."""
    room = get_or_404("room.enter", room_id)
    sent, film = forms.body(), rooms.film_for_all(room, rooms.people_in(room), actor())
    if film and policies.find("recording.annotate", film.recording.id, actor()) is None:
        raise Refusal(MAY_NOT_MARK)
    token, said = forms.token(sent), forms.moment(sent)
    moment = operations.mark_for_all(actor(), room, film, token, said)
    assert film is not None
    return jsonify(room_shapes.mark_json(moment, film, actor())), 201


def _answer(room: Room) -> ResponseReturnValue:
    people = rooms.people_in(room)
    film = rooms.film_for_all(room, people, actor())
    return jsonify(room_shapes.room_json(room, people, film, actor()))
