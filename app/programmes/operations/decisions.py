"""What a registrar decides about a training: every decision with its reason, nothing erased."""

from __future__ import annotations

from accreditation.programme import Programme, Requirement
from app import audit, clock, events
from app.audit import Acting
from app.extensions import db
from app.models.decisions import TrainingDecision, TrainingDecisionKind
from app.models.programme import EditionInUse, Enrolment, EnrolmentState, StageOpening
from app.models.services import MemberKind, Service
from app.programmes import queries
from app.services.operations import add_practitioner
from app.services.queries import current_member
from app.web.errors import Refusal

Kind = TrainingDecisionKind


def credit_prior_learning(
    actor: Acting, enrolment: Enrolment, stage: str, requirement: str, amount: int, reason: str
) -> TrainingDecision:
    """Credit `amount` to a requirement, in the unit it counts in. The record itself stays as it is.

    Raises LookupError for a requirement the edition does not have.
    """
    _refuse_when_ended(enrolment)
    _requirement(queries.programme_of(enrolment), stage, requirement)
    return _decide(actor, enrolment, Kind.PRIOR_LEARNING, reason, stage, requirement, amount=amount)


def confirm_mixed_supervision(
    actor: Acting, enrolment: Enrolment, stage: str, requirement: str, reason: str
) -> TrainingDecision:
    """The supervisor confirms that sessions of several formats together make a whole, and why."""
    _refuse_when_ended(enrolment)
    _requirement(queries.programme_of(enrolment), stage, requirement)
    return _decide(actor, enrolment, Kind.MIXED_SUPERVISION, reason, stage, requirement)


def take_back(actor: Acting, decision: TrainingDecision) -> None:
    """A credit or a mixture was a mistake: it stays in the history and counts no more."""
    if decision.requirement is None or decision.taken_back_at is not None:
        raise Refusal("This decision cannot be taken back. Nothing changed.")
    decision.taken_back_at = clock.now()
    audit.record(actor, "training_decision.taken_back", decision, enrolment=decision.enrolment_id)
    events.tell("training.decided", decision)


def pause(actor: Acting, enrolment: Enrolment, reason: str) -> TrainingDecision:
    """The training rests. Everything stays readable, consents can be taken back as ever, and
    nothing new is begun until the return. The supervisor stays the same."""
    _refuse_when_ended(enrolment)
    if enrolment.paused_on is not None:
        raise Refusal("This training is paused already. Nothing changed.")
    enrolment.paused_on = clock.today()
    return _decide(actor, enrolment, Kind.PAUSED, reason)


def refuse_while_paused(enrolment: Enrolment, what: str) -> None:
    """Raise Refusal while the training rests; `what`, such as "nothing is logged", says so."""
    if enrolment.paused_on is not None:
        raise Refusal(
            f"This training is paused, so {what}. Everything is kept; your registrar lets it go on."
        )


def come_back(actor: Acting, enrolment: Enrolment, reason: str) -> TrainingDecision:
    """The training goes on where it rested, by the edition it began under."""
    _refuse_when_ended(enrolment)
    if enrolment.paused_on is None:
        raise Refusal("This training is not paused. Nothing changed.")
    paused_on, enrolment.paused_on = enrolment.paused_on, None
    return _decide(actor, enrolment, Kind.RETURNED, reason, paused_on=paused_on.isoformat())


def change_service(
    actor: Acting, enrolment: Enrolment, service: Service, reason: str
) -> TrainingDecision:
    """From now on the trainee works for `service`; consents keep the wording they were given on."""
    _refuse_when_ended(enrolment)
    if service.id == enrolment.service_id:
        raise Refusal(f"{service.name} is their service already. Nothing changed.")
    before, enrolment.service_id = enrolment.service_id, service.id
    if current_member(service, enrolment.trainee, MemberKind.PRACTITIONER) is None:
        add_practitioner(actor, service, enrolment.trainee)
    return _decide(actor, enrolment, Kind.SERVICE_CHANGED, reason, before=before, after=service.id)


def transfer(
    actor: Acting, enrolment: Enrolment, edition: EditionInUse, reason: str
) -> TrainingDecision:
    """Pin the trainee to another edition. The record stays; what it counts for is assessed anew.

    Only between editions whose stages have the same keys, so that what was recorded keeps its
    place. Refused while a portfolio is with the panel or a stage meeting waits.
    """
    _refuse_when_ended(enrolment)
    refusal = why_not_transfer(enrolment, edition)
    if refusal:
        raise Refusal(refusal)
    before, enrolment.edition = enrolment.edition_id, edition
    for each in db.session.query(TrainingDecision).filter_by(enrolment_id=enrolment.id):
        if each.requirement and not _has(queries.programme_in(edition), each):
            each.taken_back_at = each.taken_back_at or clock.now()
    return _decide(actor, enrolment, Kind.TRANSFERRED, reason, before=before, after=edition.id)


def why_not_transfer(enrolment: Enrolment, edition: EditionInUse) -> str | None:
    """Why the trainee cannot be moved to `edition`; None when they can."""
    programme = queries.programme_in(edition)
    opened = db.session.query(StageOpening.stage).filter_by(enrolment_id=enrolment.id)
    missing = [key for (key,) in opened if programme.stage(key) is None]
    if edition.id == enrolment.edition_id:
        return "They train by this edition already. Nothing changed."
    if missing:
        return (
            f"{edition.title} has no stage {missing[0]!r}, which is open in this training. Enrol "
            "them anew instead and credit what they did as prior learning. Nothing changed."
        )
    if queries.is_with_the_panel(enrolment) or queries.awaits_a_meeting(enrolment):
        return (
            "A portfolio is with the panel, or a stage meeting waits. Wait until that is recorded; "
            "nothing changed."
        )
    return None


def note_withdrawal(actor: Acting, enrolment: Enrolment, reason: str) -> TrainingDecision:
    """Keep the reason of a withdrawal beside the other decisions."""
    return _decide(actor, enrolment, Kind.WITHDRAWN, reason)


def _requirement(programme: Programme, stage: str, key: str) -> Requirement:
    found = programme.stage(stage)
    requirement = found.requirement(key) if found else None
    if requirement is None:
        raise LookupError(f"This edition has no requirement {stage}.{key}.")
    return requirement


def _has(programme: Programme, decision: TrainingDecision) -> bool:
    try:
        _requirement(programme, decision.stage or "", decision.requirement or "")
    except LookupError:
        return False
    return True


def _refuse_when_ended(enrolment: Enrolment) -> None:
    if enrolment.state is not EnrolmentState.ACTIVE:
        raise Refusal("This training has ended, so it stays as it is. Nothing changed.")


def _decide(
    actor: Acting,
    enrolment: Enrolment,
    kind: Kind,
    reason: str,
    stage: str | None = None,
    requirement: str | None = None,
    amount: int | None = None,
    **detail: int | str,
) -> TrainingDecision:
    decision = TrainingDecision(
        enrolment_id=enrolment.id,
        kind=kind,
        stage=stage,
        requirement=requirement,
        amount=amount,
        reason=reason,
        detail=detail,
        decided_by_id=actor.person_id,
    )
    db.session.add(decision)
    audit.record(actor, f"training.{kind.value}", decision, enrolment=enrolment.id, **detail)
    events.tell("training.decided", decision)
    return decision
