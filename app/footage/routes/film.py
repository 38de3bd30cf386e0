"""The bytes of films, posters and stills. Nobody gets one without the policy, each time anew."""

from __future__ import annotations

from flask import Response, abort, jsonify, request
from flask.typing import ResponseReturnValue

from app import audit
from app.footage import blueprint, connection, files, queries, stills
from app.footage.sending import part_of, size_of
from app.models.audit import Sent
from app.models.footage import Recording
from app.storage import NotStored
from app.video.stills import FrameNotThere
from app.web.access import actor, declares, get_or_404, may_on, own_transactions

BEYOND_THE_END = "The film has no such frame. Choose one between its first and its last."
NOT_LOOKED_AT = "Somebody has still to look at what is blurred in this picture."


@blueprint.get("/recordings/<int:recording_id>/film")
@declares("recording.watch")
@own_transactions
def film(recording_id: int) -> ResponseReturnValue:
    recording = get_or_404("recording.watch", recording_id)
    return part_of(queries.reference_key(recording), _entity_tag(recording), recording_id)


@blueprint.get("/clips/<int:clip_id>/film")
@declares("clip.watch")
@own_transactions
def clip_film(clip_id: int) -> ResponseReturnValue:
    """A clip as a film of its own: nothing else of its recording is sent."""
    clip = get_or_404("clip.watch", clip_id)
    if clip.film_made_at is None:
        abort(404, "This clip is being made ready. Try again in a moment.")
    key = files.clip_key(clip.recording_id, clip.id, clip.film_number)
    return part_of(key, f'"clip-{clip.token}-{clip.film_number}"', clip.recording_id)


@blueprint.get("/clips/<int:clip_id>/still-open")
@declares("clip.watch")
def clip_still_open(clip_id: int) -> ResponseReturnValue:
    """Nothing but whether it may still be watched, for a page on which it is open."""
    get_or_404("clip.watch", clip_id)
    return jsonify(open=True)


@blueprint.get("/recordings/<int:recording_id>/still-open")
@declares("recording.watch")
def still_open(recording_id: int) -> ResponseReturnValue:
    """Nothing but whether it may still be watched, for a page on which it is open."""
    get_or_404("recording.watch", recording_id)
    return jsonify(open=True)


@blueprint.get("/recordings/<int:recording_id>/poster")
@declares("recording.watch")
@own_transactions
def poster(recording_id: int) -> ResponseReturnValue:
    """A picture of the film for pages that list it; it shows people, so it is noted as sent."""
    get_or_404("recording.watch", recording_id)
    return _whole_picture(files.poster_key(recording_id), recording_id)


@blueprint.get("/recordings/<int:recording_id>/storyboard")
@declares("recording.watch")
@own_transactions
def storyboard(recording_id: int) -> ResponseReturnValue:
    """The sheet of small pictures; where each is in time stands in the overview."""
    get_or_404("recording.watch", recording_id)
    return _whole_picture(files.storyboard_key(recording_id), recording_id)


@blueprint.get("/recordings/<int:recording_id>/overview")
@declares("recording.watch")
@own_transactions
def overview(recording_id: int) -> ResponseReturnValue:
    """How the storyboard is laid out and how loud the film is, as JSON."""
    get_or_404("recording.watch", recording_id)
    key = files.overview_key(recording_id)
    size = size_of(key)
    connection.give_back()
    body = b"".join(files.storage().read_range(key, 0, size))
    return Response(body, mimetype="application/json")


@blueprint.get("/recordings/<int:recording_id>/stills/<int:frame>")
@declares("recording.watch")
@own_transactions
def still(recording_id: int, frame: int) -> ResponseReturnValue:
    """The picture of exactly that frame, without what is blurred; `?width=` in pixels, bounded."""
    recording = get_or_404("recording.watch", recording_id)
    if frame >= (recording.frame_count or 0):
        abort(404, BEYOND_THE_END)
    waits = queries.a_blur_waits_at(recording_id, frame)
    if waits and not may_on("recording.blur", recording):
        abort(404, NOT_LOOKED_AT)
    if request.method == "HEAD":
        return _picture(b"")
    key, rate = queries.reference_key(recording), recording.rate
    parts = queries.parts_of(recording_id)
    audit.record_served(actor(), recording_id, Sent.PICTURE)
    connection.give_back()
    try:
        width = request.args.get("width", stills.USUAL, type=int)
        return _picture(stills.jpeg_of(key, rate, frame, width, parts))
    except (FrameNotThere, NotStored):
        abort(404, BEYOND_THE_END)


def _whole_picture(key: str, recording_id: int) -> Response:
    """A picture that is kept, noted as sent of its recording."""
    size = size_of(key)
    if request.method == "HEAD":
        return _picture(b"")
    audit.record_served(actor(), recording_id, Sent.PICTURE)
    connection.give_back()
    return _picture(b"".join(files.storage().read_range(key, 0, size)))


def _picture(jpeg: bytes) -> Response:
    return Response(jpeg, mimetype="image/jpeg")


def _entity_tag(recording: Recording) -> str:
    return f'"{recording.sha256 or recording.id}"'
