"""What the player says it played. The server's own knowledge is what it sent (`record_served`)."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from app.audit.played import record_played
from app.studio import blueprint, forms
from app.studio.api import ROOT
from app.web.access import actor, declares, get_or_404, own_transactions


@blueprint.post(f"{ROOT}/recordings/<int:recording_id>/played")
@declares("recording.watch")
@own_transactions
def played(recording_id: int) -> ResponseReturnValue:
    """`{"token": uuid, "played": [[first frame, last frame], …]}`; a repeat adds nothing."""
    recording = get_or_404("recording.watch", recording_id)
    sent = forms.body()
    token, intervals = forms.token(sent), forms.intervals(sent, recording.frame_count)
    record_played(actor(), recording_id, token, intervals)
    return "", 204
