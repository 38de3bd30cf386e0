"""Questions about earlier supervision that the supervisor of now does not know."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import joinedload

from app import policies
from app.extensions import db
from app.models.casework import Cycle
from app.models.handing_over import CycleBrought, SessionHandedOver
from app.models.programme import Enrolment
from app.models.supervision import SupervisionRequest, SupervisionSession
from app.policies import Actor
from app.policies.brought import cycles_with_the_supervisor
from app.web.pages import Page, paginate


def cycles_kept_back(actor: Actor, enrolment: Enrolment) -> Select[tuple[Cycle]]:
    """The trainee's cycles that an earlier supervisor knows and the present one does not."""
    return policies.allowed("cycle.see", actor).where(
        Cycle.enrolment_id == enrolment.id,
        exists().where(SupervisionRequest.cycle_id == Cycle.id),
        Cycle.id.not_in(cycles_with_the_supervisor()),
    )


def sessions_kept_back(
    actor: Actor, enrolment: Enrolment, supervisor_id: int
) -> Select[tuple[SupervisionSession]]:
    """Signed sessions with somebody else that `supervisor_id` may not read."""
    known = select(SessionHandedOver.session_id).filter_by(supervisor_id=supervisor_id)
    return policies.allowed("session.see", actor).where(
        SupervisionSession.enrolment_id == enrolment.id,
        SupervisionSession.supervisor_id != supervisor_id,
        SupervisionSession.id.not_in(known),
    )


def cycles_page(actor: Actor, enrolment: Enrolment, page: int) -> Page:
    """A page of `cycles_kept_back`, the latest first."""
    kept = cycles_kept_back(actor, enrolment).options(joinedload(Cycle.client))
    return paginate(kept.order_by(Cycle.id.desc()), page)


def sessions_page(actor: Actor, enrolment: Enrolment, supervisor_id: int, page: int) -> Page:
    """A page of `sessions_kept_back`, the latest first."""
    kept = sessions_kept_back(actor, enrolment, supervisor_id)
    latest = (SupervisionSession.held_on.desc(), SupervisionSession.id.desc())
    return paginate(kept.options(joinedload(SupervisionSession.supervisor)).order_by(*latest), page)


def has_kept_back(actor: Actor, enrolment: Enrolment, supervisor_id: int) -> bool:
    """Whether there is anything of earlier supervision to hand over."""
    cycles = cycles_kept_back(actor, enrolment).exists()
    sessions = sessions_kept_back(actor, enrolment, supervisor_id).exists()
    return bool(db.session.scalar(select(cycles | sessions)))


def is_kept_back(cycle: Cycle) -> bool:
    """Whether whoever supervises the trainee now does not see the cycle."""
    brought = cycles_with_the_supervisor().where(CycleBrought.cycle_id == cycle.id)
    return db.session.scalar(brought.limit(1)) is None


def still_waiting(cycles: Sequence[Cycle]) -> set[int]:
    """Ids of those whose question was not answered by a session yet."""
    waiting = select(SupervisionRequest.cycle_id).where(
        SupervisionRequest.cycle_id.in_([one.id for one in cycles]),
        SupervisionRequest.answered_at.is_(None),
    )
    return set(db.session.scalars(waiting))
