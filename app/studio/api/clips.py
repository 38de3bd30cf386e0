"""Clips: in and out points with a title."""

from __future__ import annotations

from typing import Any

from flask import jsonify
from flask.typing import ResponseReturnValue

from app.models.footage import Recording
from app.studio import blueprint, forms, operations, queries, shapes
from app.studio.api import ROOT
from app.web.access import actor, declares, get_or_404


@blueprint.get(f"{ROOT}/recordings/<int:recording_id>/clips")
@declares("recording.annotate")
def clips(recording_id: int) -> ResponseReturnValue:
    return jsonify(clips=clips_json(get_or_404("recording.annotate", recording_id)))


def clips_json(recording: Recording) -> list[dict[str, Any]]:
    who = actor()
    clips = queries.clips_of(who, recording)
    return [shapes.clip_json(one, one.author_id == who.person_id) for one in clips]


@blueprint.post(f"{ROOT}/recordings/<int:recording_id>/clips")
@declares("recording.clip")
def add_clip(recording_id: int) -> ResponseReturnValue:
    recording = get_or_404("recording.clip", recording_id)
    sent = forms.body()
    clip = operations.add_clip(
        actor(),
        recording,
        forms.token(sent),
        forms.text(sent, "title"),
        forms.frame(sent, "start"),
        forms.frame(sent, "end"),
    )
    return jsonify(shapes.clip_json(clip, True)), 201


@blueprint.put(f"{ROOT}/recordings/<int:recording_id>/review")
@declares("recording.clip")
def order_for_review(recording_id: int) -> ResponseReturnValue:
    """The clips for the shared review, by their tokens, in the order in which they are shown."""
    recording = get_or_404("recording.clip", recording_id)
    operations.order_for_review(actor(), recording, forms.tokens(forms.body(), "clips"))
    return jsonify(clips=clips_json(recording))


@blueprint.delete(f"{ROOT}/clips/<int:clip_id>")
@declares("clip.change")
def delete_clip(clip_id: int) -> ResponseReturnValue:
    operations.delete_clip(actor(), get_or_404("clip.change", clip_id))
    return "", 204
