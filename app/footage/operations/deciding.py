"""What its owner decides about a film on its way: that it stops, or that it is tried again.

Deleting it is `erase_recording`.
"""

from __future__ import annotations

from app import audit, clock
from app.audit import Acting
from app.footage import queries
from app.footage.operations.arriving import require_it_may_arrive
from app.footage.operations.declaring import AlreadyThere
from app.footage.operations.telling import tell_its_owner
from app.jobs import ring_after_commit
from app.models.footage import Recording, RecordingState
from app.web.errors import Refusal

STOPPED = (
    "You stopped this film while it was being made ready. Nothing is lost: what arrived is kept "
    "until you decide. Have it tried again, or delete it."
)


class TooLate(Refusal):
    """The recording went on to another state meanwhile."""

    status = 409


def stop_making_ready(actor: Acting, recording: Recording) -> None:
    """No more work is done on a received film, and what arrived is kept until its owner decides.

    Whoever works on it notices within a second and lets go of it.
    """
    if recording.state is not RecordingState.RECEIVED:
        raise TooLate("This film is not being made ready any more. Its page says where it stands.")
    recording.state, recording.refused_because = RecordingState.REFUSED, STOPPED
    recording.original_kept = True
    audit.record(actor, "recording.stopped", recording)
    tell_its_owner(recording)


def try_again(actor: Acting, recording: Recording) -> None:
    """A refused film whose original is kept is made ready anew, with as many tries as a new one."""
    if not (recording.state is RecordingState.REFUSED and recording.original_kept):
        raise TooLate("There is nothing left of this film to try again. Choose the film anew.")
    if queries.live_recording(recording.cycle, recording.kind) is not None:
        raise AlreadyThere(
            f"This cycle has another {recording.kind.label} by now. "
            "Erase that one first, or delete this one."
        )
    if recording.lease_until is not None and recording.lease_until >= clock.now():
        raise TooLate("The work on this film is just being stopped. Try again in a moment.")
    require_it_may_arrive(recording, 0)
    recording.state, recording.refused_because = RecordingState.RECEIVED, None
    recording.original_kept, recording.attempts = False, 0
    recording.lease_until = recording.begun_at = None
    recording.progress = 0.0
    audit.record(actor, "recording.tried_again", recording)
    tell_its_owner(recording)
    ring_after_commit("footage.make_ready", recording.id)
