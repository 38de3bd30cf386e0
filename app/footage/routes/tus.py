"""The door uploads come through: tus 1.0.0, core, creation and termination.

A recording is declared on the upload page first; the creation names it, and its upload has the
address of the recording ever after, so a film can be chosen again from any device.
"""

from __future__ import annotations

from flask import Response, abort, current_app, request, url_for
from flask.typing import ResponseReturnValue

from app.extensions import transaction
from app.footage import arrival, blueprint, connection, files, operations, tus
from app.models.footage import Recording, RecordingState
from app.policies import Actor
from app.web.access import actor, declares, get_or_404, open_to_all, own_transactions
from app.web.errors import Refusal

DOOR = "/uploads"
UPLOAD = "/uploads/<int:recording_id>"
ENDPOINTS = {
    f"footage.{name}"
    for name in ("abilities", "uploads", "upload_offset", "upload_bytes", "end_upload")
}


class WentOnElsewhere(Refusal):
    """Another tab or connection added bytes meanwhile."""

    status = 409


@blueprint.route(DOOR, methods=["OPTIONS"], provide_automatic_options=False)
@open_to_all
def abilities() -> ResponseReturnValue:
    largest = str(current_app.config["LARGEST_FILM"])
    return "", 204, {"Tus-Extension": tus.EXTENSIONS, "Tus-Max-Size": largest}


@blueprint.route(DOOR, methods=["POST"], provide_automatic_options=False)
@declares("recording.upload")
def uploads() -> ResponseReturnValue:
    recording = get_or_404("recording.upload", tus.asked_recording(request))
    tus.require_version(request)
    operations.begin_upload(actor(), recording, tus.asked_length(request))
    url = url_for("footage.upload_bytes", recording_id=recording.id)
    return "", 201, {"Location": url, "Upload-Offset": "0"}


@blueprint.route(UPLOAD, methods=["HEAD"], provide_automatic_options=False)
@declares("recording.follow")
def upload_offset(recording_id: int) -> ResponseReturnValue:
    recording = get_or_404("recording.follow", recording_id)
    tus.require_version(request)
    length = _length(recording)
    offset = length
    if recording.state is RecordingState.UPLOADING:
        offset = files.arrived_bytes(recording_id)
    return "", 200, {"Upload-Offset": str(offset), "Upload-Length": str(length)}


@blueprint.patch(UPLOAD)
@declares("recording.upload")
@own_transactions
def upload_bytes(recording_id: int) -> ResponseReturnValue:
    recording = get_or_404("recording.upload", recording_id)
    tus.require_version(request)
    offset, length = tus.asked_offset(request), _length(recording)
    tus.require_body(request, room=length - offset)
    operations.require_it_may_arrive(recording, length - offset)
    who = actor()
    connection.give_back()
    arrived = _take_in(who, recording_id, offset, length)
    return "", 204, {"Upload-Offset": str(arrived)}


@blueprint.delete(UPLOAD)
@declares("recording.upload")
def end_upload(recording_id: int) -> ResponseReturnValue:
    recording = get_or_404("recording.upload", recording_id)
    tus.require_version(request)
    operations.erase_recording(actor(), recording)
    return "", 204


def _take_in(who: Actor, recording_id: int, offset: int, length: int) -> int:
    try:
        with tus.giving_up_on_silence(request):
            return arrival.append(files.arriving(recording_id), offset, length, request.stream)
    except arrival.OffsetDiffers as differs:
        raise WentOnElsewhere(
            f"{differs.size} bytes have arrived already, so this part does not fit. "
            "Nothing is lost: the upload goes on from there."
        ) from None
    except arrival.UploadGone:
        abort(410, "This upload was ended meanwhile.")
    finally:
        with transaction():
            operations.note_arrival(who, recording_id)


def _length(recording: Recording) -> int:
    if recording.state in (RecordingState.REFUSED, RecordingState.ERASED):
        abort(410, "This upload was ended.")
    return recording.declared_bytes or abort(404)


@blueprint.url_value_preprocessor
def let_films_be_long(*_: object) -> None:
    """A part of a film may exceed what a form may; it is not parsed but streamed."""
    if request.endpoint == "footage.upload_bytes" and request.mimetype == tus.BODY:
        request.max_content_length = current_app.config["LARGEST_FILM"]


@blueprint.after_request
def speak_tus(response: Response) -> Response:
    if request.endpoint in ENDPOINTS:
        response.headers["Tus-Resumable"] = tus.VERSION
        response.headers["Tus-Version"] = tus.VERSION
    return response
