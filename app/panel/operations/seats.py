"""Who sits on a panel: asked, accepted, declined, recused, released; and who chairs it."""

from __future__ import annotations

from datetime import datetime

from accreditation.progression import SUBMISSION, StepRefused, Taker
from app import audit, clock, events
from app.extensions import db
from app.models.meetings import StageMeetingKind
from app.models.panel import LeftBecause, PanelMember
from app.models.people import Person
from app.models.portfolio import Submission, SubmissionState
from app.models.presentations import PresentationPurpose
from app.models.programme import Enrolment
from app.panel import queries
from app.pathway.queries import asks_for_another_service, is_too_close, shares_the_service
from app.policies import Actor
from app.portfolio.queries import films_submitted
from app.presentations.operations import add_viewer, end_presentation, present
from app.web.errors import Refusal


def allocate_accreditor(
    actor: Actor,
    submission: Submission,
    accreditor: Person,
    opens_at: datetime,
    closes_at: datetime,
) -> PanelMember:
    """Ask an accreditor to review a submission; the first who is asked chairs the panel.

    They read and watch nothing before they accept. For somebody on the panel already this sets
    new times; somebody who left is asked anew. Refused for the trainee, for anybody who ever
    supervised them, for their line manager, for whoever decided before where the trainee appeals,
    after the decision, and for a time that is over or runs backwards.
    """
    enrolment = db.session.get_one(Enrolment, submission.enrolment_id)
    _refuse_who_is_not_independent(accreditor, enrolment, submission)
    _refuse_times(opens_at, closes_at)
    _refuse_after_the_decision(submission)
    _begin_review(submission)
    viewer = queries.member(submission, accreditor.id)
    shown = present(
        actor,
        enrolment,
        PresentationPurpose.ACCREDITATION,
        films_submitted(submission),
        [accreditor] if viewer and _sits(viewer) else [],
        opens_at,
        closes_at,
    )
    member = viewer or _asked(actor, submission, accreditor)
    if viewer is not None:
        end_presentation(actor, member.presentation)
        member.left_at = member.left_because = None
    member.presentation = shown
    if queries.chair_of(submission) is None:
        member.is_chair = True
    audit.record(actor, "panel.allocated", member, closes_at=closes_at.isoformat())
    events.tell("panel.allocated", member)
    return member


def accept_seat(actor: Actor, member: PanelMember, interests: str) -> None:
    """Sit on the panel; what connects them with the trainee is told to the registrar."""
    member.accepted_at, member.interests = clock.now(), interests
    add_viewer(actor, member.presentation, member.accreditor)
    audit.record(actor, "panel_seat.accepted", member, declared=bool(interests))
    events.tell("panel_seat.answered", member)


def decline_seat(actor: Actor, member: PanelMember) -> None:
    """Not sit on the panel. Nothing was shown to them."""
    _leave(actor, member, LeftBecause.DECLINED)


def recuse(actor: Actor, member: PanelMember) -> None:
    """Step back from a panel they sat on: their access ends at once, their ratings do not count."""
    _leave(actor, member, LeftBecause.RECUSED)


def release_seat(actor: Actor, member: PanelMember) -> None:
    """The registrar takes somebody off the panel; their access ends at once."""
    _leave(actor, member, LeftBecause.RELEASED)


def name_chair(actor: Actor, member: PanelMember) -> None:
    """Let this member write down the decision, instead of whoever chaired before."""
    before = queries.chair_of(member.submission)
    if before is not None:
        before.is_chair = False
        db.session.flush()
    member.is_chair = True
    audit.record(actor, "panel.chair_named", member)


def _sits(member: PanelMember) -> bool:
    return member.accepted_at is not None and member.left_at is None


def _asked(actor: Actor, submission: Submission, accreditor: Person) -> PanelMember:
    member = PanelMember(
        submission_id=submission.id,
        enrolment_id=submission.enrolment_id,
        accreditor_id=accreditor.id,
        allocated_by_id=actor.person_id,
        is_chair=False,
    )
    db.session.add(member)
    return member


def _leave(actor: Actor, member: PanelMember, because: LeftBecause) -> None:
    """Somebody else chairs then: whoever sits there longest."""
    member.left_at, member.left_because = clock.now(), because
    member.accepted_at = member.finished_at = None
    end_presentation(actor, member.presentation)
    audit.record(actor, f"panel_seat.{because.value}", member)
    if because is not LeftBecause.RELEASED:
        events.tell("panel_seat.answered", member)
    if member.is_chair:
        member.is_chair = False
        db.session.flush()
        _chair_after(member)


def _chair_after(member: PanelMember) -> None:
    left = [one for one in queries.members_of(member.submission) if one.left_at is None]
    if left:
        left[0].is_chair = True


def _begin_review(submission: Submission) -> None:
    if submission.state is SubmissionState.UNDER_REVIEW:
        return
    after = SubmissionState.UNDER_REVIEW
    try:
        SUBMISSION.require(Taker.REGISTRAR.value, submission.state.value, after.value)
    except StepRefused as refused:
        raise Refusal(f"{refused} Nothing was changed.") from refused
    submission.state = after


def _refuse_who_is_not_independent(
    accreditor: Person, enrolment: Enrolment, submission: Submission
) -> None:
    if is_too_close(accreditor, enrolment):
        raise Refusal(
            f"{accreditor.name} supervised this trainee, or is their line manager or the trainee, "
            "and so cannot review the portfolio. Choose somebody else; nothing was shown to "
            "anybody."
        )
    if asks_for_another_service(enrolment, StageMeetingKind.ACCREDITATION) and shares_the_service(
        accreditor, enrolment
    ):
        raise Refusal(
            f"This edition asks for somebody from another service, and {accreditor.name} works in "
            "the trainee’s. Choose somebody else; nothing was shown to anybody."
        )
    if accreditor.id in queries.who_decided_before(submission):
        raise Refusal(
            f"{accreditor.name} was on the panel that decided first. An appeal goes to others; "
            "nothing was shown to anybody."
        )


def _refuse_after_the_decision(submission: Submission) -> None:
    if queries.decision_of(submission) is not None:
        raise Refusal("The panel has decided. Nobody else can be asked; nothing was changed.")


def _refuse_times(opens_at: datetime, closes_at: datetime) -> None:
    if closes_at <= opens_at:
        raise Refusal("Access has to close after it opens. Nothing was changed.")
    if closes_at <= clock.now():
        raise Refusal("That last day is over already. Choose a later one.")
