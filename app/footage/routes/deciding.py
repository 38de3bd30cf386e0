"""A film on its way: its owner stops the work on it, or has it tried again."""

from __future__ import annotations

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from app.footage import blueprint, operations
from app.web.access import actor, declares, get_or_404


@blueprint.post("/recordings/<int:recording_id>/stop")
@declares("recording.decide")
def stop_making_ready(recording_id: int) -> ResponseReturnValue:
    row = get_or_404("recording.decide", recording_id)
    operations.stop_making_ready(actor(), row)
    flash("The film is stopped, and what arrived is kept until you decide.", "done")
    return redirect(url_for("footage.recording", recording_id=recording_id))


@blueprint.post("/recordings/<int:recording_id>/try-again")
@declares("recording.decide")
def try_again(recording_id: int) -> ResponseReturnValue:
    row = get_or_404("recording.decide", recording_id)
    operations.try_again(actor(), row)
    flash("The film is tried again.", "done")
    return redirect(url_for("footage.recording", recording_id=recording_id))
