"""The stream, and asking now and then where no stream comes through."""

from __future__ import annotations

from flask import Response, abort, current_app, g, jsonify, request
from flask.typing import ResponseReturnValue

from app.live import blueprint, queries
from app.live.listener import AGAIN, Heard, Listener
from app.live.socket import is_gone
from app.live.streams import Streams
from app.web.access import actor, declares

STREAM = "text/event-stream"
RETRY_AFTER = "120"


@blueprint.get("/live")
@declares("account.use")
def stream() -> ResponseReturnValue:
    """What is announced to the person, as it happens. 503 where too many listen already."""
    if STREAM not in request.headers.get("Accept", ""):
        abort(406)
    listener = Listener(actor().person_id, g.browser_session.id, is_gone(request.environ))
    streams: Streams = current_app.extensions["live"]
    try:
        if not streams.join(listener):
            return "", 503, {"Retry-After": RETRY_AFTER}
        return _answer(listener, streams)
    except BaseException:
        streams.leave(listener)
        raise


@blueprint.get("/live/since")
@declares("account.use")
def since() -> ResponseReturnValue:
    """The same by asking: what was announced after `?after=`, and the number to ask from next."""
    missed = queries.missed(actor().person_id, _after())
    messages = [{"id": one.id, "what": one.what, "ids": one.ids} for one in _heard(missed)]
    return jsonify(last=missed.last, messages=messages)


def _answer(listener: Listener, streams: Streams) -> Response:
    missed = _heard(queries.missed(listener.person_id, _after()))
    settings = current_app.config
    events = listener.events(
        missed, settings["LIVE_HEARTBEAT_SECONDS"], settings["LIVE_STREAM_SECONDS"]
    )
    response = Response(events, mimetype=STREAM)
    response.headers["X-Accel-Buffering"] = "no"
    # A stream that was never begun has no end of its own, so its closing is told here.
    response.call_on_close(lambda: streams.leave(listener))
    return response


def _heard(missed: queries.Missed) -> list[Heard]:
    if missed.lost:
        return [Heard(missed.last, AGAIN, {})]
    return [Heard.of(message) for message in missed.messages]


def _after() -> int | None:
    """The last message this browser heard, by the header of a stream that goes on, or by name."""
    given = request.headers.get("Last-Event-ID") or request.args.get("after", "")
    return int(given) if given.isdecimal() and len(given) < 19 else None


@blueprint.app_context_processor
def position() -> dict[str, object]:
    """For the frame of a page: from where its script listens."""
    return {"live_after": queries.page_position}
