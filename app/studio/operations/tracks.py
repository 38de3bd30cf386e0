"""Whose layer of moments it is, and how far its owner lets it go: never back, only by them."""

from __future__ import annotations

from sqlalchemy import update

from app import audit, clock, events
from app.extensions import db
from app.models.footage import Recording
from app.models.moments import Moment, Track
from app.models.panel import Decision
from app.models.people import Role
from app.policies import Actor
from app.studio import queries
from app.studio.operations.telling import tell_readers_of, tell_released
from app.web.errors import Refusal


def track_for(actor: Actor, recording: Recording) -> Track:
    """The actor's own track on the recording, made when there is none. Private at first."""
    track = queries.own_track(actor, recording)
    if track is None:
        track = Track(recording_id=recording.id, owner_id=actor.person_id, role=actor.role)
        db.session.add(track)
        db.session.flush()
    return track


def share_track(actor: Actor, track: Track, on_its_own: bool = True) -> Track:
    """The owner lets the other side of supervision read the track, what is added later included.

    Sharing again changes nothing, and nothing is shown beyond supervision. The other side is told,
    unless it is part of another act (`on_its_own` False) that tells them more. Of an accreditor's
    track nobody is told: the panel reads it once all have finished, and the others after the
    release of the decision.
    """
    if track.shared_at is None:
        track.shared_at = clock.now()
        audit.record(actor, "track.shared", track, recording=track.recording_id)
        touch_moments_of(track)
        tell_readers_of(actor, track)
        if on_its_own and track.role is not Role.ACCREDITOR:
            events.tell("track.shared", track)
    return track


def submit_track(actor: Actor, track: Track) -> Track:
    """The owner lets a panel read the track too. It was shared before; again changes nothing."""
    if track.shared_at is None:
        raise Refusal("Share your moments with your supervisor first. Nothing was changed.")
    if track.submitted_at is None:
        track.submitted_at = clock.now()
        audit.record(actor, "track.submitted", track, recording=track.recording_id)
        touch_moments_of(track)
    return track


def show_what_the_panel_marked(decision: Decision) -> None:
    """A released decision lets trainee and supervisor read what its panel shared: they hear of it.

    Who reads which moment is asked of its rule as ever; here open pages are told to ask again.
    """
    for track in queries.tracks_of_panel(decision):
        touch_moments_of(track)
        tell_released(track)


def touch_moments_of(track: Track) -> None:
    """Whoever sees them from now on finds them among what changed."""
    theirs = update(Moment).where(Moment.track_id == track.id)
    db.session.execute(theirs.values(touched_at=clock.now()))
