"""Highlights: choosing and ordering clips without the Studio, and the reel shown as itself."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import generate_csrf

from app.footage.routes.reels import back_to_highlights
from app.models.reels import Reel, ReelState
from app.studio import blueprint, keys, operations, queries
from app.studio.operations.clips import Arranged
from app.web.access import actor, declares, get_or_404
from app.web.errors import Refusal


@blueprint.post("/recordings/<int:recording_id>/highlights")
@declares("recording.clip")
def arrange_highlights(recording_id: int) -> ResponseReturnValue:
    recording = get_or_404("recording.clip", recording_id)
    token, how = request.form.get("clip", ""), request.form.get("how", "")
    if how not in set(Arranged):
        abort(400)
    try:
        operations.arrange_for_review(actor(), recording, token, Arranged(how))
    except Refusal as refusal:
        flash(str(refusal), "problem")
    return redirect(back_to_highlights(recording))


@blueprint.get("/reels/<int:reel_id>/show")
@declares("reel.show")
def show_reel(reel_id: int) -> ResponseReturnValue:
    """Only the reel and large controls, for the shared review."""
    reel = get_or_404("reel.show", reel_id)
    if reel.state is not ReelState.READY:
        return redirect(url_for("footage.reel", recording_id=reel.recording_id))
    recording = reel.recording
    return render_template(
        "studio/show_reel.html",
        reel=reel,
        recording=recording,
        cycle=queries.cycle_of(recording),
        shortcuts=keys.PLAYING,
        screen_urls={
            "film": url_for("footage.reel_film", reel_id=reel.id),
            "poster": None,
            "asks": url_for("footage.reel_still_open", reel_id=reel.id),
        },
        state={
            "film": {
                "frames": reel.frame_count,
                "num": recording.rate_num,
                "den": recording.rate_den,
            },
            "pieces": _pieces(reel),
            "keys": keys.as_json(keys.PLAYING),
            "csrf": generate_csrf(),
            "urls": {},
        },
    )


def _pieces(reel: Reel) -> list[dict[str, Any]]:
    """Where in the reel each clip begins and ends, in its frames."""
    told, start = [], 0
    for piece in reel.pieces:
        after = start + piece.clip.end_frame - piece.clip.start_frame + 1
        told.append({"start": start, "end": after - 1})
        start = after
    return told
