"""The room: opened from where a meeting is prepared, entered, a film chosen, ended."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import generate_csrf

from app import policies
from app.meetings import blueprint, room_shapes
from app.meetings.operations import rooms as operations
from app.meetings.queries import room_seen, rooms
from app.meetings.queries.rooms import Film, People
from app.models.people import Role
from app.models.rooms import Room
from app.presentations.queries import label_of
from app.studio import keys
from app.studio.queries import words_for
from app.web.access import actor, declares, get_or_404, may_on
from app.web.pages import asked_page

POINTING = (keys.Shortcut("point", ("h",), ("H",), "Point at a place in the picture"),)
MARKING = (keys.Shortcut("note", ("n",), ("N",), "Mark a moment for all"),)


@blueprint.post("/enrolments/<int:enrolment_id>/room")
@declares("enrolment.watch_together")
def open_for_supervision(enrolment_id: int) -> ResponseReturnValue:
    enrolment = get_or_404("enrolment.watch_together", enrolment_id)
    return _into(operations.open_for_supervision(actor(), enrolment))


@blueprint.post("/presentations/<int:presentation_id>/room")
@declares("presentation.watch_together")
def open_for_presentation(presentation_id: int) -> ResponseReturnValue:
    presentation = get_or_404("presentation.watch_together", presentation_id)
    return _into(operations.open_for_presentation(actor(), presentation))


@blueprint.get("/rooms/<int:room_id>")
@declares("room.enter")
def room(room_id: int) -> ResponseReturnValue:
    row = get_or_404("room.enter", room_id)
    people = rooms.people_in(row)
    film = rooms.film_for_all(row, people, actor())
    may_mark = film is not None and _may_mark(film)
    shortcuts = keys.PLAYING + POINTING + (MARKING if may_mark else ())
    return render_template(
        "meetings/room.html",
        room=row,
        film=film,
        label=label_of(film.recording) if film else "",
        screen_urls=room_shapes.film_urls(film) if film else {},
        back=_way_back(row),
        shortcuts=shortcuts,
        words=words_for(actor(), film.recording) if film and may_mark else None,
        may_end=may_on("room.end", row),
        state=_state(row, people, film, shortcuts),
    )


@blueprint.route("/rooms/<int:room_id>/film", methods=["GET", "POST"])
@declares("room.enter")
def choose_film(room_id: int) -> ResponseReturnValue:
    """The films that everybody here may watch; one of them is chosen."""
    row = get_or_404("room.enter", room_id)
    who = rooms.watchers(row, rooms.people_in(row), actor())
    if request.method == "POST":
        chosen = (request.form.get(name, type=int) for name in ("recording", "clip"))
        operations.choose_film(actor(), row, rooms.film_to_choose(row, who, *chosen))
        return _into(row)
    return render_template(
        "meetings/choose_film.html",
        room=row,
        page=rooms.films_to_choose(row, who, asked_page()),
        page_url=lambda number: url_for("meetings.choose_film", room_id=row.id, page=number),
        clips=rooms.clips_to_choose(row, who),
        label_of=label_of,
    )


@blueprint.post("/rooms/<int:room_id>/end")
@declares("room.end")
def end(room_id: int) -> ResponseReturnValue:
    row = get_or_404("room.end", room_id)
    operations.end_room(actor(), row)
    flash("The room is closed. What you watched is kept for the record of the session.", "done")
    return redirect(url_for("meetings.look_back", room_id=row.id))


@blueprint.get("/rooms/<int:room_id>/seen")
@declares("room.look_back")
def look_back(room_id: int) -> ResponseReturnValue:
    """What was watched together, for how long."""
    row = get_or_404("room.look_back", room_id)
    return render_template(
        "meetings/look_back.html",
        room=row,
        seen=room_seen.seen_in(row),
        label_of=label_of,
        back=_way_back(row),
    )


def _into(row: Room) -> ResponseReturnValue:
    return redirect(url_for("meetings.room", room_id=row.id), 303)


def _may_mark(film: Film) -> bool:
    return policies.find("recording.annotate", film.recording.id, actor()) is not None


def _way_back(row: Room) -> tuple[str, str]:
    if row.presentation_id is not None:
        return url_for("presentations.presentation", presentation_id=row.presentation_id), "Back"
    if actor().role is Role.SUPERVISOR:
        return url_for("supervision.prepare", enrolment_id=row.enrolment_id), "Supervision"
    return url_for("supervision.log"), "Supervision"


def _state(
    row: Room, people: People, film: Film | None, shortcuts: tuple[keys.Shortcut, ...]
) -> dict[str, Any]:
    """What the page's script begins with."""
    timeline = {"frames": film.frames, "num": film.rate.num, "den": film.rate.den} if film else {}
    whole = film.recording if film and film.clip is None else None
    played = url_for("studio.played", recording_id=whole.id) if whole else None
    return {
        "room": row.id,
        "film": timeline,
        "keys": keys.as_json(shortcuts),
        "csrf": generate_csrf(),
        "urls": {"room": url_for("meetings.room", room_id=row.id), "played": played},
        "began": room_shapes.room_json(row, people, film, actor()),
    }
