"""What one of the databases could not take is answered before it is asked, the same on both."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask import Flask, abort, request
from werkzeug.routing import IntegerConverter, Map

LARGEST_ID = 2**31 - 1
FORMS = {"application/x-www-form-urlencoded", "multipart/form-data"}
NUL, NUL_IN_JSON = "\0", rb"\u0000"
CANNOT_BE_KEPT = "There is a sign in this that cannot be kept. Type the words anew, please."


class RowNumber(IntegerConverter):
    """A number in an address; beyond the largest that a row can have, nothing is there."""

    def __init__(self, routes: Map, *args: Any, **more: Any) -> None:
        super().__init__(routes, *args, **{"max": LARGEST_ID, **more})


def init_app(app: Flask) -> None:
    app.url_map.converters["int"] = RowNumber
    app.before_request(_refuse_what_cannot_be_kept)


def _refuse_what_cannot_be_kept() -> None:
    if NUL in request.path:
        abort(404)
    if any(NUL in value for value in _values()) or _is_in_json():
        abort(400, CANNOT_BE_KEPT)


def _values() -> Iterator[str]:
    yield from (value for values in request.args.listvalues() for value in values)
    if request.mimetype in FORMS:
        yield from (value for values in request.form.listvalues() for value in values)


def _is_in_json() -> bool:
    return request.is_json and NUL_IN_JSON in request.get_data()
