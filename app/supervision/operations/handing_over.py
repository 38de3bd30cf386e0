"""The trainee hands earlier supervision over to whoever supervises them now."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from app import audit, clock, events, live
from app.extensions import db
from app.models.casework import Cycle
from app.models.handing_over import CycleBrought, SessionHandedOver
from app.models.people import Person
from app.models.programme import Enrolment
from app.models.supervision import SupervisionSession
from app.policies import Actor
from app.web.errors import Refusal


def show_cycle(cycle: Cycle, supervisor_id: int) -> None:
    """The supervisor sees the cycle from now on, as long as they supervise its trainee."""
    brought = {"cycle_id": cycle.id, "supervisor_id": supervisor_id}
    if db.session.scalar(select(CycleBrought.id).filter_by(**brought)) is None:
        row = CycleBrought(**brought, enrolment_id=cycle.enrolment_id, brought_at=clock.now())
        db.session.add(row)


def hand_over(
    actor: Actor,
    enrolment: Enrolment,
    supervisor: Person,
    cycles: Sequence[Cycle],
    sessions: Sequence[SupervisionSession],
) -> int:
    """How many cycles and sessions the supervisor sees besides, from the next request on.

    With a cycle go its films, the marks that were shared on them, and a question that still waits.
    Refusal where nothing is chosen.
    """
    if not cycles and not sessions:
        raise Refusal("Choose what you hand over. Nothing was shown to anybody.")
    for cycle in cycles:
        show_cycle(cycle, supervisor.id)
        audit.record(actor, "cycle.handed_over", cycle, to=supervisor.id)
    for session in sessions:
        row = SessionHandedOver(
            session_id=session.id, enrolment_id=enrolment.id, supervisor_id=supervisor.id
        )
        row.handed_over_at = clock.now()
        db.session.add(row)
        audit.record(actor, "session.handed_over", session, to=supervisor.id)
    events.tell("supervision.handed_over", enrolment, to=supervisor.id)
    live.announce(supervisor.id, "caseload")
    return len(cycles) + len(sessions)
