"""The highlights reel of a film: its page, its bytes in parts, and the copy that is handed over."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from accreditation.consent import Purpose
from app import audit, policies
from app.casework.queries import highlights_of, standing_of_reel, verdict
from app.footage import blueprint, connection, files, operations
from app.footage.sending import copy_of, part_of, size_of
from app.models.footage import Recording
from app.models.reels import ReelState
from app.web.access import actor, declares, get_or_404, may_on, own_transactions
from app.web.errors import Refusal


def back_to_highlights(recording: Recording) -> str:
    """To the page on which the form stood: the one of the cycle, or the one of the reel."""
    if request.form.get("page") == "cycle":
        return url_for("casework.cycle", cycle_id=recording.cycle_id, _anchor="highlights")
    return url_for("footage.reel", recording_id=recording.id)


@blueprint.get("/recordings/<int:recording_id>/reel")
@declares("recording.clip")
def reel(recording_id: int) -> ResponseReturnValue:
    recording = get_or_404("recording.clip", recording_id)
    shown = highlights_of(recording, actor())
    return render_template(
        "footage/reel.html",
        recording=recording,
        highlights=shown,
        may_copy=shown.reel is not None and may_on("reel.copy", shown.reel),
        copy=verdict(recording, Purpose.CLIENT_COPY),
    )


@blueprint.post("/recordings/<int:recording_id>/reel")
@declares("recording.clip")
def make_reel(recording_id: int) -> ResponseReturnValue:
    recording = get_or_404("recording.clip", recording_id)
    try:
        operations.ask_for_reel(actor(), recording)
    except Refusal as refusal:
        flash(str(refusal), "problem")
    return redirect(back_to_highlights(recording))


@blueprint.get("/reels/<int:reel_id>/state")
@declares("reel.watch")
def reel_state(reel_id: int) -> ResponseReturnValue:
    """For the page that waits: `state`, `progress` from 0 to 1 or null, and `sentence`."""
    row = get_or_404("reel.watch", reel_id)
    standing = standing_of_reel(row)
    return {"state": row.state.value, "progress": standing.share, "sentence": standing.sentence}


@blueprint.get("/reels/<int:reel_id>/still-open")
@declares("reel.watch")
def reel_still_open(reel_id: int) -> ResponseReturnValue:
    """Nothing but whether it may still be watched, for a page on which it is open."""
    get_or_404("reel.watch", reel_id)
    return {"open": True}


@blueprint.get("/reels/<int:reel_id>/film")
@declares("reel.watch")
@own_transactions
def reel_film(reel_id: int) -> ResponseReturnValue:
    row = get_or_404("reel.watch", reel_id)
    if row.state is not ReelState.READY:
        abort(404, "The reel is being made. Try again in a moment.")
    return part_of(files.reel_key(row.recording_id, row.id), f'"reel-{row.id}"', row.recording_id)


@blueprint.get("/reels/<int:reel_id>/copy")
@declares("reel.copy")
@own_transactions
def reel_copy(reel_id: int) -> ResponseReturnValue:
    """The whole reel to hand over. The rule is asked again for each 2 MiB of it."""
    row, who = get_or_404("reel.copy", reel_id), actor()
    recording_id, key = row.recording_id, files.reel_key(row.recording_id, row.id)
    size_of(key)
    if request.method != "HEAD":
        audit.record_served(who, recording_id)
        operations.note_copy(who, reel_id)
    connection.give_back()
    return copy_of(
        key, f"reel {reel_id}", lambda: policies.find("reel.copy", reel_id, who) is not None
    )
