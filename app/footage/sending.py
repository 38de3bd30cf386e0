"""Sending what is kept: a film in parts, or a copy of it for as long as that is allowed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import urlencode

from flask import Response, abort, current_app, request
from flask.typing import ResponseReturnValue

from app import audit
from app.footage import connection, files, parts
from app.storage import NotStored
from app.web.access import actor


class CopyStopped(Exception):
    """Somebody took back their yes while the copy was sent: the browser sees that it broke off."""


def part_of(
    key: str, tag: str, recording_id: int, noted: Callable[[], None] | None = None
) -> ResponseReturnValue:
    """At most 2 MiB of what is kept under `key`, noted as sent of its recording.

    `noted` writes that down where it is sent to somebody who has no account.
    """
    size = size_of(key)
    if request.method == "HEAD":
        return _answer([], parts.Part(0, size, size), tag, 200)
    asked = _asked_range(tag)
    try:
        part = parts.asked_part(size, asked)
    except parts.NotSatisfiable:
        return "", 416, {"Content-Range": f"bytes */{size}", "Accept-Ranges": "bytes"}
    if noted is None:
        audit.record_served(actor(), recording_id)
    else:
        noted()
    connection.give_back()
    whole = part.is_whole and asked is None
    if current_app.config["ACCEL"]:
        return _answer(b"", part, tag, 200 if whole else 206, by_nginx=key)
    bytes_of_it = files.storage().read_range(key, part.start, part.length)
    return _answer(bytes_of_it, part, tag, 200 if whole else 206)


def copy_of(key: str, what: str, still_allowed: Callable[[], bool]) -> Response:
    """The whole film to keep, asked for anew before each 2 MiB of it."""
    size = size_of(key)
    asked_only = request.method == "HEAD"
    return Response(
        [] if asked_only else _while_allowed(key, size, what, still_allowed),
        mimetype="video/mp4",
        headers={
            "Content-Length": str(size),
            "Content-Disposition": 'attachment; filename="highlights.mp4"',
            "Cross-Origin-Resource-Policy": "same-origin",
        },
    )


def _while_allowed(
    key: str, size: int, what: str, still_allowed: Callable[[], bool]
) -> Iterator[bytes]:
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    for start in range(0, size, parts.MOST):
        with app.app_context():
            if not still_allowed():
                raise CopyStopped(f"{what} after {start} of {size} bytes")
            kept = files.storage()
        yield from kept.read_range(key, start, min(parts.MOST, size - start))


def size_of(key: str) -> int:
    try:
        return files.storage().size(key)
    except NotStored:
        abort(404)


def _answer(
    body: object, part: parts.Part, tag: str, status: int, by_nginx: str | None = None
) -> Response:
    """The part, or where nginx finds it: the same key, the same bytes, the same tag."""
    response = Response(body, status, mimetype="video/mp4", direct_passthrough=True)  # type: ignore[arg-type]
    response.headers["Accept-Ranges"] = "bytes"
    if by_nginx is None:
        response.headers["Content-Length"] = str(part.length)
    else:
        asked = {"tag": tag.strip('"')} | ({"bytes": part.asked} if status == 206 else {})
        place = f"{current_app.config['ACCEL']}/{by_nginx}?{urlencode(asked)}"
        response.headers["X-Accel-Redirect"] = place
    response.headers["ETag"] = tag
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    if status == 206:
        response.headers["Content-Range"] = part.content_range
    return response


def _asked_range(tag: str) -> str | None:
    """The Range header, unless it was meant for another film (If-Range)."""
    meant = request.headers.get("If-Range")
    return request.headers.get("Range") if meant in (None, tag) else None
