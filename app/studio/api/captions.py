"""Captions and the transcript they make."""

from __future__ import annotations

from flask import Response, abort, jsonify
from flask.typing import ResponseReturnValue

from app.models.footage import Recording
from app.studio import blueprint, forms, operations, shapes
from app.studio.api import ROOT
from app.studio.queries.captions import captions_of
from app.web.access import actor, declares, get_or_404


@blueprint.get(f"{ROOT}/recordings/<int:recording_id>/captions")
@declares("recording.watch")
def transcript(recording_id: int) -> ResponseReturnValue:
    recording = get_or_404("recording.watch", recording_id)
    if recording.frame_count is None:
        return jsonify(language=None, cues=[])
    return jsonify(shapes.captions_json(captions_of(recording), recording.rate))


@blueprint.put(f"{ROOT}/recordings/<int:recording_id>/captions")
@declares("recording.caption")
def write_captions(recording_id: int) -> ResponseReturnValue:
    recording: Recording = get_or_404("recording.caption", recording_id)
    sent = forms.body()
    vtt, language = forms.text(sent, "vtt"), forms.language(sent)
    written = operations.write_captions(actor(), recording, vtt + "\n", language)
    return jsonify(shapes.captions_json(written, recording.rate))


@blueprint.delete(f"{ROOT}/recordings/<int:recording_id>/captions")
@declares("recording.caption")
def remove_captions(recording_id: int) -> ResponseReturnValue:
    operations.remove_captions(actor(), get_or_404("recording.caption", recording_id))
    return "", 204


@blueprint.get("/recordings/<int:recording_id>/captions.vtt")
@declares("recording.watch")
def captions(recording_id: int) -> ResponseReturnValue:
    """The file for the player's text track."""
    recording = get_or_404("recording.watch", recording_id)
    found = captions_of(recording)
    if found is None:
        abort(404)
    return Response(found.vtt, mimetype="text/vtt")
