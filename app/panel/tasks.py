"""Who hears of a portfolio that was submitted, is to be reviewed, or was decided on."""

from __future__ import annotations

from accreditation.wording import day
from app import clock, events, notices
from app.extensions import db
from app.models.panel import Decision, PanelMember
from app.models.people import Role
from app.models.portfolio import Submission, SubmissionState
from app.notices.queries import holders_of
from app.presentations.queries import has_closed
from app.programmes.queries import supervisor_of


@events.on("submission.made")
def tell_the_registrars(event: events.Event) -> None:
    submission = db.session.get_one(Submission, event.subject_id)
    if submission.state is not SubmissionState.SUBMITTED:
        return  # somebody allocated an accreditor already
    words = f"{submission.enrolment.trainee.name} submitted a portfolio. It needs an accreditor."
    for person_id in holders_of(Role.REGISTRAR):
        notices.about(
            event,
            person_id,
            Role.REGISTRAR,
            words,
            "panel.allocate",
            submission_id=submission.id,
        )


@events.on("panel.allocated")
def tell_the_accreditor(event: events.Event) -> None:
    member = db.session.get_one(PanelMember, event.subject_id)
    shown = member.presentation
    if has_closed(shown):
        return
    begins = "" if shown.opens_at <= clock.now() else f"from {day(shown.opens_at.date())} "
    name = member.submission.enrolment.trainee.name
    notices.about(
        event,
        member.accreditor_id,
        Role.ACCREDITOR,
        f"The portfolio of {name} is open to you {begins}until {day(shown.closes_at.date())}.",
        "panel.reviews",
    )


@events.on("submission.decided")
def tell_trainee_and_supervisor(event: events.Event) -> None:
    """That there is a decision; what it says stands on its page alone."""
    decision = db.session.get_one(Decision, event.subject_id)
    enrolment = decision.submission.enrolment
    notices.about(
        event,
        enrolment.trainee_id,
        Role.TRAINEE,
        "The panel has decided on your portfolio.",
        "portfolio.submission",
        submission_id=decision.submission_id,
    )
    supervisor = supervisor_of(enrolment)
    if supervisor is not None:
        notices.about(
            event,
            supervisor.id,
            Role.SUPERVISOR,
            f"The panel has decided on the portfolio of {enrolment.trainee.name}.",
            "pathway.trainee",
            enrolment_id=enrolment.id,
        )
