"""Who hears of a portfolio that was submitted, is to be reviewed, or was decided on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from accreditation.wording import day, spoken_list
from app import clock, events, mail, notices
from app.extensions import db
from app.mail.calendars import Appointment, invitation
from app.models.panel import Decision, PanelMeeting, PanelMember
from app.models.people import Person, Role
from app.models.portfolio import Submission, SubmissionState
from app.notices.queries import holders_of
from app.panel import queries
from app.panel.calendars import NAME, calendar_of
from app.portfolio.queries import meeting_of
from app.presentations.queries import has_closed
from app.programmes.queries import supervisor_of
from app.web.words import appointment


@events.on("submission.made")
def tell_the_registrars(event: events.Event) -> None:
    submission = db.session.get_one(Submission, event.subject_id)
    if submission.state is not SubmissionState.SUBMITTED:
        return  # somebody allocated an accreditor already
    words = f"{submission.enrolment.trainee.name} submitted a portfolio. It needs an accreditor."
    _tell_registrars(event, words, submission.id)


@events.on("panel.allocated")
def tell_the_accreditor(event: events.Event) -> None:
    member = db.session.get_one(PanelMember, event.subject_id)
    shown = member.presentation
    if has_closed(shown):
        return
    begins = "" if shown.opens_at <= clock.now() else f"from {day(shown.opens_at.date())} "
    name, until = member.submission.enrolment.trainee.name, day(shown.closes_at.date())
    words = (
        f"The portfolio of {name} is open to you {begins}until {until}."
        if member.accepted_at
        else f"You are asked to review the portfolio of {name}, {begins}until {until}."
    )
    notices.about(
        event,
        member.accreditor_id,
        Role.ACCREDITOR,
        words,
        "panel.reviews",
    )


@events.on("panel_seat.answered")
def tell_the_registrars_of_an_answer(event: events.Event) -> None:
    member = db.session.get_one(PanelMember, event.subject_id)
    name = member.submission.enrolment.trainee.name
    answer = "accepted to review" if member.accepted_at else "will not review"
    words = f"{member.accreditor.name} {answer} the portfolio of {name}."
    _tell_registrars(event, words, member.submission_id)


@events.on("panel_seat.finished")
def tell_the_chair(event: events.Event) -> None:
    """Once everybody reviewed alone, the panel can meet."""
    member = db.session.get_one(PanelMember, event.subject_id)
    sit = [one for one in queries.members_of(member.submission) if one.left_at is None]
    if any(one.finished_at is None for one in sit):
        return
    name = member.submission.enrolment.trainee.name
    for one in sit:
        notices.about(
            event,
            one.accreditor_id,
            Role.ACCREDITOR,
            f"Everybody has reviewed the portfolio of {name}. The panel can meet now.",
            "panel.review",
            submission_id=member.submission_id,
        )


@events.on("submission.decided")
def tell_the_registrars_of_the_decision(event: events.Event) -> None:
    decision = db.session.get_one(Decision, event.subject_id)
    name = decision.submission.enrolment.trainee.name
    words = f"The panel has decided on the portfolio of {name}. It waits to be released."
    _tell_registrars(event, words, decision.submission_id)


@events.on("submission.returned")
def tell_that_it_was_returned(event: events.Event) -> None:
    submission = db.session.get_one(Submission, event.subject_id)
    enrolment = submission.enrolment
    notices.about(
        event,
        enrolment.trainee_id,
        Role.TRAINEE,
        "The panel gave your portfolio back, through no fault of yours: somebody in it took their "
        "agreement back. Your draft is as you left it.",
        "portfolio.submission",
        submission_id=submission.id,
    )
    words = f"The panel returned the portfolio of {enrolment.trainee.name} without judging it."
    _tell_registrars(event, words, submission.id)


@events.on("panel_meeting.arranged")
def send_the_time(event: events.Event) -> None:
    """A letter with a calendar file to each; of several changes only the last is worth one."""
    meeting = db.session.get_one(PanelMeeting, event.subject_id)
    if meeting.cancelled_at is not None or meeting.number != event.detail["number"]:
        return
    people = queries.who_meets(meeting.submission)
    for person in people:
        _write_the_time(event, meeting, people, person, moved=meeting.number > 0)


@events.on("panel_seat.answered")
def send_the_time_to_who_came_later(event: events.Event) -> None:
    member = db.session.get_one(PanelMember, event.subject_id)
    meeting = meeting_of(member.submission)
    if meeting is None or meeting.cancelled_at is not None or meeting.starts_at <= clock.now():
        return
    people = queries.who_meets(member.submission)
    if member.accreditor in people:
        _write_the_time(event, meeting, people, member.accreditor, moved=False)


def _write_the_time(
    event: events.Event,
    meeting: PanelMeeting,
    people: Sequence[Person],
    person: Person,
    moved: bool,
) -> None:
    page = _page_of(meeting.submission)
    mail.write(
        person,
        "meeting_time",
        once=f"{event.kind} {event.id} {person.id}",
        calendar=calendar_of(meeting, people, page, to=person),
        name=person.name,
        meeting=NAME,
        other=_the_others(people, person),
        when=appointment(meeting.starts_at, person),
        minutes=meeting.minutes,
        place=meeting.place,
        moved=moved,
        page=page,
    )


@events.on("panel_meeting.cancelled")
def take_it_out_of_calendars(event: events.Event) -> None:
    meeting, told = db.session.get_one(PanelMeeting, event.subject_id), event.detail
    starts_at = datetime.fromisoformat(told["starts_at"])
    gone = Appointment(
        meeting.uid,
        f"Cancelled: {NAME}",
        starts_at,
        told["minutes"],
        told["place"],
        told["number"],
        cancelled=True,
    )
    by = db.session.get_one(Person, told["by"])
    for person in queries.who_meets(meeting.submission):
        mail.write(
            person,
            "meeting_cancelled",
            once=f"{event.kind} {event.id} {person.id}",
            calendar=invitation(gone, stamped=clock.now(), to=person),
            name=person.name,
            meeting=NAME,
            when=appointment(starts_at, person),
            by="you" if person.id == by.id else by.name,
        )


def _the_others(people: Sequence[Person], reader: Person) -> str:
    return spoken_list(one.name for one in people if one.id != reader.id)


def _page_of(submission: Submission) -> str:
    return mail.link("portfolio.submission", submission_id=submission.id)


def _tell_registrars(event: events.Event, words: str, submission_id: int) -> None:
    for person_id in holders_of(Role.REGISTRAR):
        notices.about(
            event,
            person_id,
            Role.REGISTRAR,
            words,
            "panel.allocate",
            submission_id=submission_id,
        )


@events.on("decision.released")
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
