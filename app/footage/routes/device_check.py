"""Whether this browser, and what lies between it and us, can do what Attune needs."""

from __future__ import annotations

from hashlib import sha256

from flask import jsonify, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app import clock
from app.footage import blueprint, tus
from app.web.access import declares

LARGEST_PART = 2 * 1024 * 1024


@blueprint.get("/device-check")
@declares("account.use")
def device_check() -> ResponseReturnValue:
    return render_template(
        "footage/device_check.html",
        film=url_for("static", filename="check/film.mp4"),
        part=url_for("footage.device_check_part"),
        now=url_for("footage.device_check_time"),
        live=url_for("live.stream"),
        address=request.host_url.rstrip("/"),
    )


@blueprint.get("/device-check/time")
@declares("account.use")
def device_check_time() -> ResponseReturnValue:
    """The time here, in milliseconds of the epoch."""
    return jsonify(now=int(clock.now().timestamp() * 1000))


@blueprint.route("/device-check/part", methods=["PATCH", "POST"])
@declares("account.use")
def device_check_part() -> ResponseReturnValue:
    """What arrived of a part that is sent as uploads send theirs. Nothing of it is kept."""
    if request.mimetype != tus.BODY:
        return jsonify(bytes=0), 415
    content = request.stream.read(LARGEST_PART)
    return jsonify(bytes=len(content), sha256=sha256(content).hexdigest())
