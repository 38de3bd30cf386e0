"""The door uploads come through: tus 1.0.0 with creation, checksum, expiration and termination.

A recording is declared on the upload page first; the creation names it, and its upload has the
address of the recording ever after, so a film can be chosen again from any device.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager

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


TAKING_BYTES = {"footage.uploads", "footage.upload_bytes"}


class WentOnElsewhere(Refusal):
    """Another tab or connection added bytes meanwhile."""

    status = 409


class ChecksumDiffers(Refusal):
    """The bytes are not those that were sent."""

    status = 460


@blueprint.route(DOOR, methods=["OPTIONS"], provide_automatic_options=False)
@open_to_all
def abilities() -> ResponseReturnValue:
    largest = str(current_app.config["LARGEST_FILM"])
    return (
        "",
        204,
        {
            "Tus-Extension": tus.EXTENSIONS,
            "Tus-Max-Size": largest,
            "Tus-Checksum-Algorithm": ",".join(tus.ALGORITHMS),
        },
    )


@blueprint.route(DOOR, methods=["POST"], provide_automatic_options=False)
@declares("recording.upload")
@own_transactions
def uploads() -> ResponseReturnValue:
    """An upload is created; bytes that come with it are added to it at once."""
    recording_id = tus.asked_recording(request)
    get_or_404("recording.upload", recording_id)
    tus.require_version(request)
    length, sha256, who = tus.asked_length(request), tus.asked_fingerprint(request), actor()
    if tus.carries_bytes(request):
        tus.require_body(request, room=length)
    with transaction():
        recording = get_or_404("recording.upload", recording_id)
        operations.begin_upload(who, recording, length, sha256)
    arrived = _take_in(who, recording_id, 0, length) if tus.carries_bytes(request) else 0
    url = url_for("footage.upload_bytes", recording_id=recording_id)
    return "", 201, {"Location": url, "Upload-Offset": str(arrived), **_expiry(recording_id)}


@blueprint.route(UPLOAD, methods=["HEAD"], provide_automatic_options=False)
@declares("recording.follow")
def upload_offset(recording_id: int) -> ResponseReturnValue:
    recording = get_or_404("recording.follow", recording_id)
    tus.require_version(request)
    length = _length(recording)
    offset = length
    if recording.state is RecordingState.UPLOADING:
        offset = files.arrived_bytes(recording_id)
    headers = {"Upload-Offset": str(offset), "Upload-Length": str(length)}
    return "", 200, headers | (_expiry(recording_id) if offset < length else {})


@blueprint.get(f"{UPLOAD}/proof")
@declares("recording.upload")
@own_transactions
def proof(recording_id: int) -> ResponseReturnValue:
    """By which a browser proves that a chosen film is the one that has begun to arrive.

    A line of JSON for each piece, as soon as it is read: `{"end": bytes, "sha256": hexadecimal}`.
    """
    get_or_404("recording.upload", recording_id)
    if not files.arrived_bytes(recording_id):
        abort(404, "Nothing of this film has arrived yet.")
    arrived = files.arriving(recording_id)  # found here: what is sent later knows no application
    connection.give_back()
    lines = (
        json.dumps({"end": end, "sha256": digest}) + "\n" for end, digest in files.proof_of(arrived)
    )
    return Response(lines, mimetype="application/x-ndjson")


@blueprint.patch(UPLOAD)
@declares("recording.upload")
@own_transactions
def upload_bytes(recording_id: int) -> ResponseReturnValue:
    recording = get_or_404("recording.upload", recording_id)
    tus.require_version(request)
    offset, length = tus.asked_offset(request), _length(recording)
    tus.require_body(request, room=length - offset)
    operations.require_it_may_arrive(recording, length - offset)
    who, sha256 = actor(), tus.asked_fingerprint(request)
    connection.give_back()
    if sha256 is not None:
        operations.note_fingerprint(recording_id, sha256)
    arrived = _take_in(who, recording_id, offset, length)
    headers = {"Upload-Offset": str(arrived)}
    return "", 204, headers | (_expiry(recording_id) if arrived < length else {})


@blueprint.delete(UPLOAD)
@declares("recording.upload")
def end_upload(recording_id: int) -> ResponseReturnValue:
    recording = get_or_404("recording.upload", recording_id)
    tus.require_version(request)
    operations.erase_recording(actor(), recording)
    return "", 204


def _take_in(who: Actor, recording_id: int, offset: int, length: int) -> int:
    checksum = tus.asked_checksum(request)
    try:
        with tus.giving_up_on_silence(request), _as_it_comes(checksum) as source:
            return arrival.append(files.arriving(recording_id), offset, length, source)
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


@contextmanager
def _as_it_comes(checksum: tus.Checksum | None) -> Iterator[arrival.Bytes]:
    """The bytes of the request; compared first, where the sender says what they must be."""
    if checksum is None:
        yield _body()
        return
    length = request.content_length or 0
    with checksum.checked(_body(), length, files.upload_folder()) as found:
        if found is None:
            raise ChecksumDiffers("This part arrived damaged, so it was not added. Send it again.")
        yield found


def _body() -> arrival.Bytes:
    """What the server reads by itself no further than the part is long; each byte copied less."""
    ends_by_itself = request.environ.get("wsgi.input_terminated")
    return request.environ["wsgi.input"] if ends_by_itself else request.stream


def _expiry(recording_id: int) -> dict[str, str]:
    arrived = files.last_arrival(recording_id)
    return {"Upload-Expires": tus.expires(arrived)} if arrived else {}


def _length(recording: Recording) -> int:
    if recording.state in (RecordingState.REFUSED, RecordingState.ERASED):
        abort(410, "This upload was ended.")
    return recording.declared_bytes or abort(404)


@blueprint.url_value_preprocessor
def let_films_be_long(*_: object) -> None:
    """A part of a film may exceed what a form may; it is not parsed but streamed."""
    if request.endpoint in TAKING_BYTES and request.mimetype == tus.BODY:
        request.max_content_length = current_app.config["LARGEST_FILM"]


@blueprint.after_request
def speak_tus(response: Response) -> Response:
    if request.endpoint in ENDPOINTS:
        response.headers["Tus-Resumable"] = tus.VERSION
        response.headers["Tus-Version"] = tus.VERSION
    return response
