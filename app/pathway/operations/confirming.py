"""What a supervisor confirms: a mixture of sessions, and what a trainee logged with them."""

from __future__ import annotations

from datetime import date

from accreditation.programme import Confirmer
from app import clock
from app.models.decisions import TrainingDecision
from app.models.people import Person
from app.models.programme import Enrolment, TrainingEvent
from app.pathway import queries
from app.pathway.queries.logged import Asked
from app.policies import Actor
from app.programmes.operations import confirm_mixed_supervision, log_training_event
from app.programmes.queries import supervisor_of
from app.web.errors import Refusal


def confirm_mixture(
    actor: Actor, enrolment: Enrolment, stage: str, requirement: str, reason: str
) -> TrainingDecision:
    """Sessions of several formats make a whole. Refused where they do not add up to one."""
    readiness = queries.readiness(enrolment, clock.today())
    found = readiness.stage(stage)
    asked = found.requirement(requirement) if found else None
    if asked is None or not asked.confirmable:
        raise Refusal("These sessions do not add up to a whole yet. Nothing changed.")
    return confirm_mixed_supervision(actor, enrolment, stage, requirement, reason)


def log_what_took_place(
    actor: Actor,
    enrolment: Enrolment,
    asked: Asked,
    held_on: date,
    minutes: int,
    about: str,
    confirmer: Person,
) -> TrainingEvent:
    """The trainee logs it and asks `confirmer`. Refused for whom the edition would not take."""
    supervisor = supervisor_of(enrolment)
    own = supervisor is not None and supervisor.id == confirmer.id
    if (Confirmer.SUPERVISOR if own else Confirmer.OTHER_SUPERVISOR) not in asked.confirmed_by:
        whom = "a supervisor who is not yours" if own else "your own supervisor"
        raise Refusal(f"Your edition asks that {whom} confirms this. Nothing was logged.")
    return log_training_event(
        actor, enrolment, asked.stage, asked.kind, held_on, minutes, about, confirmer
    )
