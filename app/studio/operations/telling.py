"""Telling open pages that moments on a film changed, and nothing more than that.

What belongs to a rating round is told to nobody else before the reveal, and what an accreditor
marks to neither side before the decision is released.
"""

from __future__ import annotations

from app import live
from app.models.footage import Recording
from app.models.moments import Moment, Track
from app.models.people import Role
from app.policies import Actor
from app.studio import queries
from app.studio.queries.threads import readers_of

WHAT = "moments"


def tell_about(actor: Actor, moment: Moment) -> None:
    """The actor's other tabs hear of it; the other side too, where they may read the moment."""
    track = moment.track
    if track.role is Role.ACCREDITOR:
        for person_id in {actor.person_id, *(one.person_id for one in readers_of(moment))}:
            live.announce(person_id, WHAT, recording=track.recording_id)
    elif track.shared_at is not None and not queries.is_kept_back(moment.round_id):
        tell_both_sides(actor, track.recording)
    else:
        live.announce(actor.person_id, WHAT, recording=track.recording_id)


def tell_readers_of(actor: Actor, track: Track) -> None:
    if track.role is Role.ACCREDITOR:
        live.announce(actor.person_id, WHAT, recording=track.recording_id)
    else:
        tell_both_sides(actor, track.recording)


def tell_released(track: Track) -> None:
    """What an accreditor shared can be read by both sides from now on."""
    for person_id in queries.both_sides(track.recording):
        live.announce(person_id, WHAT, recording=track.recording_id)


def tell_both_sides(actor: Actor, recording: Recording) -> None:
    for person_id in {actor.person_id, *queries.both_sides(recording)}:
        live.announce(person_id, WHAT, recording=recording.id)
