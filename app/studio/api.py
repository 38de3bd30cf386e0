"""The JSON the Studio's own pages speak, version 1. Refusals are `{"error": sentence}`."""

from __future__ import annotations

from typing import Any

from flask import jsonify
from flask.typing import ResponseReturnValue

from app.models.footage import Recording
from app.models.moments import Moment
from app.studio import blueprint, forms, operations, queries, shapes
from app.web.access import actor, declares, get_or_404

ROOT = "/api/v1"


@blueprint.get(f"{ROOT}/recordings/<int:recording_id>/moments")
@declares("recording.annotate")
def moments(recording_id: int) -> ResponseReturnValue:
    recording = get_or_404("recording.annotate", recording_id)
    return jsonify(tracks=tracks_json(recording))


def tracks_json(recording: Recording) -> list[dict[str, Any]]:
    return [shapes.track_json(seen) for seen in queries.tracks_seen(actor(), recording)]


@blueprint.post(f"{ROOT}/recordings/<int:recording_id>/moments")
@declares("recording.annotate")
def add_moment(recording_id: int) -> ResponseReturnValue:
    recording = get_or_404("recording.annotate", recording_id)
    sent = forms.body()
    token, fields = forms.token(sent), forms.moment_fields(sent)
    moment = operations.add_moment(actor(), recording, token, **vars(fields))
    return jsonify(shapes.moment_json(moment)), 201


@blueprint.patch(f"{ROOT}/moments/<int:moment_id>")
@declares("moment.change")
def change_moment(moment_id: int) -> ResponseReturnValue:
    moment = _changeable(moment_id)
    fields = forms.moment_fields(forms.body(), moment)
    return jsonify(shapes.moment_json(operations.change_moment(actor(), moment, **vars(fields))))


@blueprint.delete(f"{ROOT}/moments/<int:moment_id>")
@declares("moment.change")
def delete_moment(moment_id: int) -> ResponseReturnValue:
    operations.delete_moment(actor(), _changeable(moment_id))
    return "", 204


def _changeable(moment_id: int) -> Moment:
    """The moment, while its film is still open to the actor: consent is asked each time."""
    moment: Moment = get_or_404("moment.change", moment_id)
    get_or_404("recording.annotate", moment.track.recording_id)
    return moment


@blueprint.get(f"{ROOT}/recordings/<int:recording_id>/clips")
@declares("recording.annotate")
def clips(recording_id: int) -> ResponseReturnValue:
    return jsonify(clips=clips_json(get_or_404("recording.annotate", recording_id)))


def clips_json(recording: Recording) -> list[dict[str, Any]]:
    who = actor().person_id
    return [shapes.clip_json(one, one.author_id == who) for one in queries.clips_of(recording)]


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


@blueprint.delete(f"{ROOT}/clips/<int:clip_id>")
@declares("clip.change")
def delete_clip(clip_id: int) -> ResponseReturnValue:
    operations.delete_clip(actor(), get_or_404("clip.change", clip_id))
    return "", 204


@blueprint.post(f"{ROOT}/tracks/<int:track_id>/share")
@declares("track.share")
def share_track(track_id: int) -> ResponseReturnValue:
    track = get_or_404("track.share", track_id)
    get_or_404("recording.annotate", track.recording_id)
    shared = operations.share_track(actor(), track)
    return jsonify(id=shared.id, shared=True)
