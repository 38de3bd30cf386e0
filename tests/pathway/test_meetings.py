"""How a stage ends: proposing, taking back and recording a transition meeting."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from icalendar import Calendar
from sqlalchemy import func, select

from accreditation.consent import Purpose
from accreditation.programme import Kind
from app import clock, policies
from app.events.operations import deliver_waiting
from app.extensions import db, transaction
from app.mail import message
from app.models.audit import AuditEntry
from app.models.consent import Consent
from app.models.footage import Recording
from app.models.mail import Mail
from app.models.meetings import MeetingOutcome, StageMeeting, StageMeetingKind
from app.models.people import Person, Role
from app.models.presentations import Presentation, PresentationPurpose
from app.models.programme import Enrolment
from app.pathway.operations import (
    cancel_time,
    give_time,
    propose_meeting,
    recommend,
    record_meeting,
    take_back_proposal,
)
from app.pathway.queries import readiness, recommendations_before
from app.policies import Actor
from app.programmes.queries import current_stage, programme_of
from app.web.errors import Refusal
from tests import factories as make
from tests.pathway import trained

MIDPOINT, GROUP = StageMeetingKind.MIDPOINT, StageMeetingKind.GROUP_SHARING
GO_ON, NOT_YET = MeetingOutcome.GO_ON, MeetingOutcome.NOT_YET
WORDS = ("Waits and receives.", "Name what the child does.")


@pytest.fixture
def supervisor(app: Flask) -> Person:
    return make.person(Role.SUPERVISOR)


@pytest.fixture
def external(app: Flask) -> Person:
    return make.person(Role.SUPERVISOR)


@pytest.fixture
def training(supervisor: Person) -> Enrolment:
    """Stage 1 is in place, but for its meeting."""
    training = make.enrolment(supervisor=supervisor)
    trained.stage_work(training, supervisor, "1", cycles=6, clients=2, sessions=7)
    return training


@pytest.fixture
def film(training: Enrolment) -> Recording:
    return trained.agreed_film(training)


def propose(training: Enrolment, to: Person, *films: Recording, days: int = 7) -> StageMeeting:
    with transaction():
        return propose_meeting(Actor(training.trainee_id, Role.TRAINEE), training, to, films, days)


def record(
    meeting: StageMeeting, outcome: MeetingOutcome, minutes: int = 60, days_ago: int = 0
) -> None:
    held_on = clock.today() - timedelta(days=days_ago)
    if outcome is GO_ON:
        trained.recommended(meeting)
    with transaction():
        record_meeting(
            Actor(meeting.held_by_id, Role.SUPERVISOR), meeting, held_on, minutes, outcome, *WORDS
        )


def meetings() -> int:
    return db.session.scalar(select(func.count(StageMeeting.id))) or 0


def test_a_proposal_shows_the_films_to_the_external_supervisor_for_its_days(
    training: Enrolment, film: Recording, external: Person
) -> None:
    meeting = propose(training, external, film, days=9)
    shown = meeting.presentation
    assert (meeting.stage, meeting.held_by_id) == ("1", external.id)
    assert shown.closes_at - shown.opens_at == timedelta(days=9)
    assert [each.person_id for each in shown.viewers] == [external.id]
    assert [each.recording_id for each in shown.recordings] == [film.id]
    acts = db.session.scalars(select(AuditEntry.act).order_by(AuditEntry.id)).all()
    assert acts[-2:] == ["presentation.opened", "stage_meeting.proposed"]


def test_a_meeting_is_not_proposed_before_the_stage_is_in_place(
    supervisor: Person, external: Person
) -> None:
    early = make.enrolment(supervisor=supervisor)
    trained.stage_work(early, supervisor, "1", cycles=5, clients=2, sessions=7)
    film = trained.agreed_film(early)
    with pytest.raises(Refusal, match="Still to come: 1 more cycle"):
        propose(early, external, film)
    assert db.session.scalar(select(func.count(Presentation.id))) == 0


def test_a_supervisor_of_now_or_before_is_refused_as_holder(
    training: Enrolment, film: Recording, supervisor: Person, external: Person
) -> None:
    allocation = make.allocation(make.enrolment(), external)
    former = make.person(Role.SUPERVISOR)
    past = make.allocation(make.enrolment(), former)
    with transaction():
        allocation.until = past.until = clock.now()
        past.trainee_id, past.enrolment_id = training.trainee_id, training.id
    for close in (supervisor, former, db.session.get_one(Person, training.trainee_id)):
        with pytest.raises(Refusal, match="never was the trainee's supervisor"):
            propose(training, close, film)
    assert meetings() == 0
    assert propose(training, external, film).held_by_id == external.id


def test_one_proposal_waits_at_a_time(
    training: Enrolment, film: Recording, external: Person
) -> None:
    propose(training, external, film)
    with pytest.raises(Refusal, match="has been asked already"):
        propose(training, make.person(Role.SUPERVISOR), film)
    assert meetings() == 1


def test_a_film_without_everyones_consent_is_refused_and_no_meeting_made(
    training: Enrolment, external: Person
) -> None:
    private = make.recording(make.cycle(make.client(training)))
    with pytest.raises(Refusal, match="Not everyone"):
        propose(training, external, private)
    assert meetings() == 0


def test_the_last_stage_ends_otherwise(supervisor: Person, external: Person) -> None:
    last = make.enrolment(supervisor=supervisor, stages=("1", "2", "3"))
    film = trained.agreed_film(last, stage="3")
    with pytest.raises(Refusal, match="does not end with a transition meeting"):
        propose(last, external, film)


def test_a_proposal_is_taken_back_and_another_can_be_made(
    training: Enrolment, film: Recording, external: Person
) -> None:
    meeting = propose(training, external, film)
    shown = meeting.presentation
    with transaction():
        take_back_proposal(Actor(training.trainee_id, Role.TRAINEE), meeting)
    assert (meetings(), shown.ended_at is None) == (0, False)
    propose(training, make.person(Role.SUPERVISOR), film)


def test_going_on_opens_the_next_stage_on_the_day_and_closes_what_was_shown(
    training: Enrolment, film: Recording, external: Person
) -> None:
    meeting = propose(training, external, film)
    record(meeting, GO_ON, days_ago=1)
    assert current_stage(training) == "2"
    opened = {each.stage: each.opened_on for each in training.stages}
    assert opened["2"] == clock.today() - timedelta(days=1)
    assert meeting.presentation.ended_at is not None
    assert (meeting.strengths, meeting.next_steps) == WORDS


def test_not_yet_leaves_the_trainee_where_they_are_to_propose_again(
    training: Enrolment, film: Recording, external: Person
) -> None:
    record(propose(training, external, film), NOT_YET)
    assert current_stage(training) == "1"
    record(propose(training, external, film), GO_ON)
    assert current_stage(training) == "2"


def test_stage_2_then_wants_its_introduction_hour(
    training: Enrolment, film: Recording, external: Person
) -> None:
    record(propose(training, external, film), GO_ON)
    stage = readiness(training, clock.today()).now
    assert stage.key == "2"
    assert stage.unmet()[0].key == "introduction"


def test_a_day_to_come_or_too_short_a_meeting_is_refused(
    training: Enrolment, film: Recording, external: Person
) -> None:
    meeting = propose(training, external, film)
    with pytest.raises(Refusal, match="still to come"):
        record(meeting, GO_ON, days_ago=-1)
    with pytest.raises(Refusal, match="a meeting of 1 hour"):
        record(meeting, GO_ON, minutes=59)
    db.session.refresh(meeting)
    assert meeting.outcome is None
    assert current_stage(training) == "1"
    record(meeting, NOT_YET, minutes=30)


def test_going_on_waits_for_the_own_supervisor(
    training: Enrolment, film: Recording, external: Person
) -> None:
    meeting = propose(training, external, film)
    who, today = Actor(external.id, Role.SUPERVISOR), clock.today()
    for said in (None, False):
        if said is not None:
            trained.recommended(meeting, go_ahead=said)
        with pytest.raises(Refusal, match="has not recommended"), transaction():
            record_meeting(who, meeting, today, 60, GO_ON, *WORDS)
    assert meeting.presentation.ended_at is not None
    with transaction():
        take_back_proposal(Actor(training.trainee_id, Role.TRAINEE), meeting)
    (before,) = recommendations_before(training)
    assert (before.go_ahead, before.words) == (False, "One more cycle first.")
    record(propose(training, external, film), GO_ON)
    assert current_stage(training) == "2"


def test_not_yet_needs_words(training: Enrolment, film: Recording, external: Person) -> None:
    meeting = propose(training, external, film)
    with pytest.raises(Refusal, match="what comes first"), transaction():
        recommend(Actor(external.id, Role.SUPERVISOR), meeting, False, "")


def test_a_mid_point_is_presented_at_any_time_and_then_counts(supervisor: Person) -> None:
    halfway = make.enrolment(supervisor=supervisor, slug="set-b", stages=("practice",))
    film, other = trained.agreed_film(halfway, "practice"), make.person(Role.SUPERVISOR)
    trainee = Actor(halfway.trainee_id, Role.TRAINEE)
    with transaction():
        meeting = propose_meeting(trainee, halfway, other, [film], 7, MIDPOINT)
    assert meeting.presentation.purpose is PresentationPurpose.MIDPOINT
    record(meeting, GO_ON, minutes=20)
    stage = readiness(halfway, clock.today()).now
    assert stage.of_kind(Kind.MID_POINT).met
    assert stage.of_kind(Kind.ACCREDITATION_MEETING).count == 0


def test_a_stage_that_asks_for_no_mid_point_has_none(
    training: Enrolment, film: Recording, external: Person
) -> None:
    trainee = Actor(training.trainee_id, Role.TRAINEE)
    with pytest.raises(Refusal, match="does not ask for a mid-point"), transaction():
        propose_meeting(trainee, training, external, [film], 7, MIDPOINT)


def test_a_group_sees_what_is_shared_with_it_and_only_by_consent_to_peers(
    supervisor: Person, external: Person
) -> None:
    slug, stages = "set-a-orkney", ("1",)
    training = make.enrolment(supervisor=supervisor, slug=slug, stages=stages)
    programme = programme_of(training)
    if not any(each.kind is Kind.GROUP_SHARING for each in programme.stages[0].requirements):
        pytest.fail("This edition was to ask for a group sharing in its first stage.")
    beside = make.enrolment(supervisor=supervisor)
    peer = db.session.get_one(Person, beside.trainee_id)
    trained.stage_work(training, supervisor, "1", cycles=12, clients=6, sessions=20)
    film, trainee = trained.agreed_film(training), Actor(training.trainee_id, Role.TRAINEE)
    with transaction():
        propose_meeting(trainee, training, external, [film], 7, GROUP, (), [peer])
    for who, role in ((peer, Role.TRAINEE), (external, Role.SUPERVISOR)):
        assert policies.find("recording.watch", film.id, Actor(who.id, role)) is not None
    with transaction() as session:
        agreed = select(Consent).filter_by(purpose=Purpose.PEERS)
        for consent in session.scalars(agreed):
            consent.withdrawn_at = clock.now()
    assert policies.find("recording.watch", film.id, Actor(peer.id, Role.TRAINEE)) is None


def test_a_time_is_told_with_a_calendar_file_moved_and_taken_out(
    training: Enrolment, film: Recording, external: Person
) -> None:
    meeting = propose(training, external, film)
    trained.recommended(meeting)
    trainee = Actor(training.trainee_id, Role.TRAINEE)
    for hours, place in ((24, "Room 2"), (48, "Room 3")):
        with transaction():
            give_time(trainee, meeting, clock.now() + timedelta(hours=hours), 60, place)
    with transaction():
        cancel_time(trainee, meeting)
    deliver_waiting()
    letters = db.session.scalars(select(Mail).order_by(Mail.id)).all()
    assert [each.letter for each in letters] == ["meeting_cancelled"] * 2
    assert "METHOD:CANCEL" in letters[0].calendar
    with transaction():
        give_time(trainee, meeting, clock.now() + timedelta(hours=72), 45, "Room 4")
    deliver_waiting()
    letter = db.session.scalars(select(Mail).order_by(Mail.id.desc())).first()
    (event,) = Calendar.from_ical(letter.calendar).walk("VEVENT")
    assert (event["LOCATION"], event["SEQUENCE"]) == ("Room 4", 3)
    assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(minutes=45)
    assert film.cycle.client.code not in letter.calendar
    whole = message.made_of(letter)
    assert [part.get_content_type() for part in whole.iter_attachments()] == ["text/calendar"]


def letters_to(person: Person) -> list[Mail]:
    deliver_waiting()
    found = select(Mail).filter_by(address=person.email).order_by(Mail.id)
    return [each for each in db.session.scalars(found) if each.calendar]


def test_each_change_is_a_request_to_one_person_that_calendars_follow(
    training: Enrolment, film: Recording, external: Person
) -> None:
    meeting = propose(training, external, film)
    trained.recommended(meeting)
    trainee = Actor(training.trainee_id, Role.TRAINEE)
    starts_at = clock.now() + timedelta(hours=24)
    for hours in (0, 24):
        with transaction():
            give_time(trainee, meeting, starts_at + timedelta(hours=hours), 60, "Room 2")
        deliver_waiting()
    with transaction():
        cancel_time(trainee, meeting)
    for person in (training.trainee, external):
        read = [Calendar.from_ical(each.calendar) for each in letters_to(person)]
        events = [each.walk("VEVENT")[0] for each in read]
        assert [each["METHOD"] for each in read] == ["REQUEST", "REQUEST", "CANCEL"]
        assert [each["SEQUENCE"] for each in events] == [0, 1, 2]
        assert {str(each["UID"]) for each in events} == {meeting.time.uid}
        assert {str(each["ATTENDEE"]) for each in events} == {f"mailto:{person.email}"}
        assert {str(each["ORGANIZER"]) for each in events} == {"mailto:attune@localhost"}
        assert events[1]["DTSTART"].dt - events[0]["DTSTART"].dt == timedelta(hours=24)


def test_the_letter_names_who_cancelled_the_time(
    training: Enrolment, film: Recording, external: Person
) -> None:
    meeting = propose(training, external, film)
    trained.recommended(meeting)
    holder = Actor(external.id, Role.SUPERVISOR)
    with transaction():
        give_time(holder, meeting, clock.now() + timedelta(hours=24), 60, "Room 2")
    deliver_waiting()
    with transaction():
        cancel_time(holder, meeting)
    assert f"{external.name} cancelled the time" in letters_to(training.trainee)[-1].body
    assert "you cancelled the time" in letters_to(external)[-1].body


def test_a_time_that_is_over_is_refused(
    training: Enrolment, film: Recording, external: Person
) -> None:
    meeting = propose(training, external, film)
    with pytest.raises(Refusal, match="is over"), transaction():
        give_time(Actor(external.id, Role.SUPERVISOR), meeting, clock.now(), 60, "Room 2")
