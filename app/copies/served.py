"""An archive as an answer: its rule is asked again for each 2 MiB of it."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Response, abort, current_app, request

from app import audit, policies
from app.copies import files, operations
from app.footage import connection, parts
from app.models.archives import Archive, Carried
from app.models.audit import Sent
from app.policies import Actor
from app.storage import NotStored
from app.web.access import actor

_SENT = {Carried.FILM: Sent.FILM, Carried.PICTURE: Sent.PICTURE}


class FetchStopped(Exception):
    """Something in it was taken back while it was sent: the browser sees that it broke off."""


def sent_while_allowed(action: str, row_id: int, archive: Archive, name: str) -> Response:
    """The file of an archive, while `action` on a row is allowed; 404 when nothing is kept.

    What is in it of films is noted before the first byte.
    """
    who, key = actor(), archive.key or ""
    try:
        size = files.storage().size(key)
    except NotStored:
        abort(404)
    if request.method != "HEAD":
        for one in list(archive.films):
            audit.record_served(who, one.recording_id, _SENT[one.carried])
        operations.note_fetched(who, archive)
    connection.give_back()
    return Response(
        [] if request.method == "HEAD" else _pieces(action, who, row_id, key, size),
        mimetype="application/zip",
        headers={
            "Content-Length": str(size),
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cross-Origin-Resource-Policy": "same-origin",
        },
    )


def _pieces(action: str, who: Actor, row_id: int, key: str, size: int) -> Iterator[bytes]:
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    for start in range(0, size, parts.MOST):
        with app.app_context():
            if policies.find(action, row_id, who) is None:
                raise FetchStopped(f"{action} {row_id} after {start} of {size} bytes")
            kept = files.storage()
        yield from kept.read_range(key, start, min(parts.MOST, size - start))
