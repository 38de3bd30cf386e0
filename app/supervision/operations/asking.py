"""A trainee brings a cycle to supervision."""

from __future__ import annotations

from collections.abc import Sequence

from app import audit, clock, events, live
from app.extensions import db
from app.models.casework import Cycle
from app.models.footage import Clip
from app.models.supervision import RequestClip, SupervisionRequest
from app.policies import Actor
from app.programmes.operations import refuse_while_paused
from app.programmes.queries import supervisor_of
from app.studio.operations import share_track, track_for
from app.supervision.operations.handing_over import show_cycle
from app.supervision.queries import is_waiting, preflight
from app.web.errors import Refusal


def ask_for_supervision(
    actor: Actor,
    cycle: Cycle,
    question: str,
    pleased_with: str = "",
    hopes: str = "",
    clips: Sequence[Clip] = (),
) -> SupervisionRequest:
    """From now on the supervisor sees the cycle, its films and the trainee's own marks.

    The trainee's tracks on its films are shared, what is marked later included. Raises Refusal
    while anything lacks, and while the cycle waits for supervision already.
    """
    if cycle.confirmed_at is not None:
        raise Refusal("This cycle is confirmed already; there is nothing left to ask for.")
    if is_waiting(cycle):
        raise Refusal(
            "You have asked for this cycle already. If you have another supervisor since, hand it "
            "over to them under Supervision."
        )
    refuse_while_paused(cycle.enrolment, "nothing is brought to supervision")
    check = preflight(cycle, actor)
    if check.lacks:
        raise Refusal(" ".join(lack.sentence for lack in check.lacks))
    request = SupervisionRequest(
        cycle_id=cycle.id,
        question=question,
        pleased_with=pleased_with,
        hopes=hopes,
        asked_at=clock.now(),
    )
    db.session.add(request)
    db.session.flush()
    db.session.add_all(RequestClip(request_id=request.id, clip_id=clip.id) for clip in clips)
    audit.record(actor, "supervision.asked", request, cycle=cycle.id)
    events.tell("supervision.asked", request)
    supervisor = supervisor_of(cycle.enrolment)
    if supervisor is not None:
        show_cycle(cycle, supervisor.id)
        live.announce(supervisor.id, "caseload")
    for recording in check.path.films.values():
        share_track(actor, track_for(actor, recording), on_its_own=False)
    return request
