"""A kept file as an answer: whole, by positioned reads, never kept by a cache."""

from __future__ import annotations

from flask import Response, abort

from app.portfolio import files
from app.storage import NotStored


def served_file(key: str, media_type: str, name: str) -> Response:
    """404 when nothing is kept under `key`. Ask the rule first, on each request."""
    try:
        size = files.storage().size(key)
        body = files.storage().read_range(key, 0, size)
    except NotStored:
        abort(404)
    response = Response(body, mimetype=media_type, direct_passthrough=True)
    response.headers["Content-Length"] = str(size)
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return response
