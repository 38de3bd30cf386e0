"""Tracks: how far their owner lets them go, and the turns that are marked on a film."""

from __future__ import annotations

from flask import jsonify
from flask.typing import ResponseReturnValue

from accreditation.turns import Taken, chains_of
from app.studio import blueprint, operations, shapes
from app.studio.api import ROOT
from app.studio.queries.seen import tracks_seen
from app.web.access import actor, declares, get_or_404


@blueprint.post(f"{ROOT}/tracks/<int:track_id>/share")
@declares("track.share")
def share_track(track_id: int) -> ResponseReturnValue:
    track = get_or_404("track.share", track_id)
    get_or_404("recording.annotate", track.recording_id)
    shared = operations.share_track(actor(), track)
    return jsonify(id=shared.id, shared=True)


@blueprint.post(f"{ROOT}/tracks/<int:track_id>/submit")
@declares("track.submit")
def submit_track(track_id: int) -> ResponseReturnValue:
    track = get_or_404("track.submit", track_id)
    get_or_404("recording.annotate", track.recording_id)
    submitted = operations.submit_track(actor(), track)
    return jsonify(id=submitted.id, shared=True, submitted=True)


@blueprint.get(f"{ROOT}/recordings/<int:recording_id>/turns")
@declares("recording.annotate")
def turns(recording_id: int) -> ResponseReturnValue:
    """Chains of the turns one may read, with their attuned and discordant cycles counted."""
    recording = get_or_404("recording.annotate", recording_id)
    seen = [one for track in tracks_seen(actor(), recording) for one in track.moments]
    taken = [Taken(one.id, one.turn, one.follows_id) for one in seen if one.turn]
    return jsonify(shapes.chains_json(chains_of(taken)))
