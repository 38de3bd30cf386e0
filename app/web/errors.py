"""Refusals as pages, or as JSON for the scripts of our own pages."""

from __future__ import annotations

import logging

from flask import Flask, jsonify, make_response, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException, InternalServerError, ServiceUnavailable

from app.storage import StoreUnreachable

log = logging.getLogger(__name__)


class Refusal(Exception):
    """What somebody asked for cannot be done; `str` is a sentence for them.

    It says what happened and what to do. Everything the request changed is undone. `field` names
    the part of a scripted request that it is about.
    """

    status = 422

    def __init__(self, sentence: str = "", field: str | None = None) -> None:
        super().__init__(sentence)
        self.field = field


def init_app(app: Flask) -> None:
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Refusal, _refusal)
    app.register_error_handler(StoreUnreachable, _out_of_reach)


def wants_json() -> bool:
    best = request.accept_mimetypes.best_match(["text/html", "application/json"])
    return best == "application/json" or request.is_json


def _http(error: HTTPException) -> ResponseReturnValue:
    if error.code is None or error.code < 400:
        return error
    return _answer(error.code, error.description or error.name, error)


def _refusal(error: Refusal) -> ResponseReturnValue:
    return _answer(error.status, str(error), error)


def _out_of_reach(error: StoreUnreachable) -> ResponseReturnValue:
    log.error("Storage: %s", error)
    return _http(ServiceUnavailable(OUT_OF_REACH, retry_after=60))


def _answer(code: int, sentence: str, error: Exception) -> ResponseReturnValue:
    headers = dict(error.get_headers()) if isinstance(error, HTTPException) else {}
    kept = {name: headers[name] for name in ("Allow", "Retry-After") if name in headers}
    if wants_json():
        field = {"field": error.field} if isinstance(error, Refusal) and error.field else {}
        return make_response(jsonify(error=sentence, **field), code, kept)
    template = f"errors/{code if code in KNOWN else KNOWN_FOR.get(code // 100, 500)}.html"
    said = str(error) if isinstance(error, Refusal) else None
    return make_response(render_template(template, sentence=said), code, kept)


OUT_OF_REACH = "The films cannot be reached just now. Nothing is lost; try again in a few minutes."
KNOWN = {400, 403, 404, 405, 409, 413, 422, 429, InternalServerError.code, ServiceUnavailable.code}
KNOWN_FOR = {4: 400, 5: 500}
