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
from app.studio import blueprint, forms, operations, shapes
from app.studio.api import ROOT
from app.studio.operations.marking import mark_anew, marked_before
from app.studio.queries import rounds, threads
from app.studio.queries.seen import Part, part_seen, standing
from app.web.access import actor, declares, get_or_404
from app.web.errors import Refusal


@blueprint.get(f"{ROOT}/recordings/<int:recording_id>/moments")
@declares("recording.annotate")
def moments(recording_id: int) -> ResponseReturnValue:
    """Everything on the film that one may read, a part of it, or what was touched since."""
    recording = get_or_404("recording.annotate", recording_id)
    ids, latest = standing(actor(), recording)
    return jsonify(
        **part_json(recording, forms.part()),
        cursor=max(latest.isoformat() if latest else "", request.args.get("since", "")),
        ids=ids,
        rounds=rounds_json(recording),
        people=[shapes.person_json(*one) for one in threads.people_on(actor(), recording)],
    )


def part_json(recording: Recording, part: Part) -> dict[str, Any]:
    """A part of the moments by track, and the place after which there are more."""
    tracks, after = part_seen(actor(), recording, part)
    shown = [one.id for track in tracks for one in track.moments]
    answers = threads.threads_of(actor(), shown)
    return {
        "tracks": [shapes.track_json(one, answers) for one in tracks],
        "next": f"{after.frame},{after.moment}" if after else None,
    }


def rounds_json(recording: Recording) -> list[dict[str, Any]]:
    return [
        shapes.round_json(one, actor(), url_for("studio.round", round_id=one.id))
        for one in rounds.rounds_on(actor(), recording)
    ]


@blueprint.post(f"{ROOT}/recordings/<int:recording_id>/moments")
@declares("recording.annotate")
def add_moment(recording_id: int) -> ResponseReturnValue:
    recording = get_or_404("recording.annotate", recording_id)
    sent = forms.body()
    token, said = forms.token(sent), forms.moment(sent)
    before = marked_before(actor(), recording, token)
    if before is not None:
        return jsonify(answer(before)), 201
    moment = mark_anew(actor(), recording, token, said, _round(sent))
    return jsonify(shapes.moment_json(moment, threads.none_yet(actor()))), 201


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
    return shapes.moment_json(moment, threads.threads_of(actor(), [moment.id]))
