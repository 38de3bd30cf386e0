"""Who hears that moments were shared."""

from __future__ import annotations

from app import events, notices
from app.extensions import db
from app.models.moments import Track
from app.models.people import Role
from app.programmes.queries import supervisor_of
from app.studio.queries import was_brought


@events.on("track.shared")
def tell_the_other_side(event: events.Event) -> None:
    """Trainee and supervisor read each other's tracks, once the cycle was brought."""
    track = db.session.get_one(Track, event.subject_id)
    enrolment = track.recording.cycle.enrolment
    if track.role is Role.SUPERVISOR:
        other, role = enrolment.trainee_id, Role.TRAINEE
    else:
        supervisor = supervisor_of(enrolment)
        if supervisor is None or not was_brought(track.recording):
            return
        other, role = supervisor.id, Role.SUPERVISOR
    words = f"{track.owner.name} shared their moments on a film with you."
    notices.about(event, other, role, words, "studio.open", recording_id=track.recording_id)
