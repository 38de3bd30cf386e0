"""Moments: read, marked, changed, deleted and taken back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import jsonify, request, url_for
from flask.typing import ResponseReturnValue

from app import policies
from app.models.footage import Recording
from app.models.moments import Moment
from app.models.rounds import RatingRound
from app.studio import blueprint, forms, operations, queries, shapes
from app.studio.api import ROOT
from app.studio.operations.marking import mark
from app.studio.queries import rounds, threads
from app.web.access import actor, declares, get_or_404
from app.web.errors import Refusal


@blueprint.get(f"{ROOT}/recordings/<int:recording_id>/moments")
@declares("recording.annotate")
def moments(recording_id: int) -> ResponseReturnValue:
    """Everything on the film that one may read, or what was touched since an earlier answer."""
    recording = get_or_404("recording.annotate", recording_id)
    since = forms.since()
    tracks = queries.tracks_seen(actor(), recording, since)
    return jsonify(
        tracks=tracks_json(recording, tracks),
        cursor=_cursor(tracks),
        ids=queries.ids_seen(actor(), recording),
        rounds=rounds_json(recording),
        people=[shapes.person_json(*one) for one in threads.people_on(recording)],
    )


def tracks_json(
    recording: Recording, tracks: list[queries.TrackSeen] | None = None
) -> list[dict[str, Any]]:
    seen = queries.tracks_seen(actor(), recording) if tracks is None else tracks
    answers = threads.threads_on(actor(), recording)
    return [shapes.track_json(one, answers) for one in seen]


def rounds_json(recording: Recording) -> list[dict[str, Any]]:
    return [
        shapes.round_json(one, actor(), url_for("studio.round", round_id=one.id))
        for one in rounds.rounds_on(actor(), recording)
    ]


def _cursor(tracks: list[queries.TrackSeen]) -> str:
    """When the latest of what is shown was touched: it says nothing of what is not shown."""
    touched = [one.touched_at for track in tracks for one in track.moments]
    return max(touched).isoformat() if touched else request.args.get("since", "")


@blueprint.post(f"{ROOT}/recordings/<int:recording_id>/moments")
@declares("recording.annotate")
def add_moment(recording_id: int) -> ResponseReturnValue:
    recording = get_or_404("recording.annotate", recording_id)
    sent = forms.body()
    token, said = forms.token(sent), forms.moment(sent)
    moment = mark(actor(), recording, token, said, _round(sent))
    return jsonify(answer(moment)), 201


def _round(sent: Mapping[str, Any]) -> RatingRound | None:
    asked = forms.maybe_row(sent, "round")
    found = policies.find("round.rate", asked, actor()) if asked else None
    if asked and found is None:
        raise Refusal("That rating round is not open to you. Nothing was saved.", "round")
    return found


@blueprint.patch(f"{ROOT}/moments/<int:moment_id>")
@declares("moment.change")
def change_moment(moment_id: int) -> ResponseReturnValue:
    moment = on_an_open_film("moment.change", moment_id)
    sent = forms.body()
    now, kept = operations.rewrite(
        actor(),
        moment,
        forms.changes(sent),
        forms.maybe_row(sent, "version"),
        forms.maybe_token(sent),
    )
    return jsonify({**answer(now), **({"kept": answer(kept)} if kept else {})})


@blueprint.delete(f"{ROOT}/moments/<int:moment_id>")
@declares("moment.delete")
def delete_moment(moment_id: int) -> ResponseReturnValue:
    operations.delete_moment(actor(), on_an_open_film("moment.delete", moment_id))
    return "", 204


@blueprint.post(f"{ROOT}/moments/<int:moment_id>/restore")
@declares("moment.delete")
def restore_moment(moment_id: int) -> ResponseReturnValue:
    moment = on_an_open_film("moment.delete", moment_id)
    return jsonify(answer(operations.restore_moment(actor(), moment)))


def on_an_open_film(action: str, moment_id: int) -> Moment:
    """The moment, while its film is still open to the actor: consent is asked each time."""
    moment: Moment = get_or_404(action, moment_id)
    get_or_404("recording.annotate", moment.track.recording_id)
    return moment


def answer(moment: Moment) -> dict[str, Any]:
    return shapes.moment_json(moment, threads.thread_of(actor(), moment))
