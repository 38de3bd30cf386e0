"""Preparing, recording and signing a supervision session; the trainee's log."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from accreditation.consent import Purpose
from app import clock, policies
from app.casework.operations import withdraw_consent
from app.extensions import db, transaction
from app.models.audit import AuditEntry
from app.models.casework import Cycle
from app.models.footage import RecordingKind
from app.models.people import Role
from app.models.supervision import SupervisionRequest, SupervisionSession, WorkingPoint
from app.policies import Actor
from app.supervision import operations
from app.web.errors import Refusal
from tests import factories
from tests.queries_counted import queries_counted

FILMED = factories.LONG_AGO + timedelta(days=7)


@pytest.fixture
def trainee(app):
    return factories.person(Role.TRAINEE, name="Tess Trainee")


@pytest.fixture
def supervisor(app):
    return factories.person(Role.SUPERVISOR)


@pytest.fixture
def enrolment(trainee, supervisor):
    return factories.enrolment(trainee, supervisor)


@pytest.fixture
def client(enrolment):
    return factories.client(enrolment, "C-04")


def brought_cycle(client, label="mother", **more):
    person = factories.agrees(factories.case_person(client, label))
    cycle = factories.cycle(client, **{"reviewed_on": FILMED, **more})
    film = factories.recording(cycle, [person])
    factories.recording(cycle, [person], RecordingKind.SHARED_REVIEW)
    factories.brought(cycle)
    return cycle, film


@pytest.fixture
def cycle(client):
    return brought_cycle(client)[0]


@pytest.fixture
def signed_in(visitor, supervisor, enrolment):
    return visitor.sign_in(supervisor)


def a_session(*cycles, **changed):
    form = {
        "cycles": [str(one.id) for one in cycles],
        "held_on": clock.today().isoformat(),
        "minutes": "60",
        "strengths": "You wait for her, and she looks up.",
        "working_points": "Wait a little longer\n\n - Name what she enjoys ",
        "next_steps": "Film the next bedtime.",
    }
    return {**form, **changed}


def record_url(enrolment):
    return f"/enrolments/{enrolment.id}/sessions/record"


def recorded(visitor, enrolment, *cycles, **changed):
    answer = visitor.send(record_url(enrolment), a_session(*cycles, **changed))
    assert answer.status_code == 302, answer.text
    return db.session.scalars(
        select(SupervisionSession).order_by(SupervisionSession.id.desc())
    ).first()


def test_a_supervisor_sees_what_was_brought_with_its_question_and_films(
    signed_in, enrolment, cycle
):
    page = signed_in.open(f"/enrolments/{enrolment.id}/supervision")
    assert "Supervision with Tess Trainee" in page
    assert "Where am I waiting well?" in page
    assert "Brought today" in page
    assert "Look at the client film" in page
    assert "Look at the shared review" in page
    assert "0 of 14 rated" in page


def test_nothing_brought_is_said_plainly(signed_in, enrolment, client):
    factories.cycle(client)
    assert "Nothing waits for you" in signed_in.open(f"/enrolments/{enrolment.id}/supervision")


def test_a_page_of_preparation_costs_the_same_with_one_cycle_and_with_many(
    signed_in, enrolment, client, cycle
):
    url = f"/enrolments/{enrolment.id}/supervision"
    with queries_counted() as with_one:
        signed_in.open(url)
    for number in range(3):
        brought_cycle(client, f"person {number}")
    with queries_counted() as with_many:
        signed_in.open(url)
    assert len(with_one) == len(with_many)


@pytest.mark.parametrize("role", [Role.TRAINEE, Role.SUPERVISOR, Role.ACCREDITOR, Role.REGISTRAR])
def test_nobody_else_prepares_or_records(visitor, enrolment, role):
    visitor.sign_in(factories.person(role))
    visitor.open(f"/enrolments/{enrolment.id}/supervision", 404)
    visitor.open(record_url(enrolment), 404)
    assert visitor.send(record_url(enrolment), a_session()).status_code == 404


def test_a_session_is_recorded_with_working_points_one_from_each_line(signed_in, enrolment, cycle):
    signed_in.open(record_url(enrolment))
    session = recorded(signed_in, enrolment, cycle)
    assert (session.minutes, session.stage, session.signed_at) == (60, "1", None)
    assert [point.words for point in session.working_points] == [
        "Wait a little longer",
        "Name what she enjoys",
    ]
    assert [seen.cycle_id for seen in session.cycles] == [cycle.id]
    assert db.session.get_one(Cycle, cycle.id).confirmed_at is None
    assert db.session.scalar(select(SupervisionRequest)).answered_at is None


def test_a_session_sent_twice_makes_one_row(signed_in, enrolment, cycle):
    for _ in range(2):
        recorded(signed_in, enrolment, cycle, once="the-same-form")
    assert db.session.scalar(select(func.count(SupervisionSession.id))) == 1
    assert db.session.scalar(select(func.count(WorkingPoint.id))) == 2


def test_a_session_without_a_cycle_stands_for_itself(signed_in, enrolment):
    assert recorded(signed_in, enrolment).cycles == []


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"held_on": "2999-01-01"}, "still to come"),
        ({"held_on": ""}, "Give the day with day, month and year."),
        ({"held_on": factories.LONG_AGO.isoformat()}, "was made on"),
        ({"minutes": "4"}, "between 5 and 600 minutes"),
        ({"minutes": "601"}, "between 5 and 600 minutes"),
        ({"minutes": "an hour"}, "Give the length in whole minutes"),
        ({"minutes": ""}, "Give the length in whole minutes"),
        ({"strengths": " "}, "Begin with what went well."),
        ({"working_points": ""}, "at least one working point"),
        ({"working_points": " - \n\n"}, "at least one working point"),
        ({"cycles": ["999"]}, "Choose among these."),
        ({"cycles": ["all"]}, "Choose among these."),
    ],
)
def test_a_mistake_in_a_session_is_told_beside_what_was_typed(
    signed_in, enrolment, cycle, changed, sentence
):
    response = signed_in.send(record_url(enrolment), a_session(cycle, **changed))
    assert response.status_code == 422
    assert sentence in response.text
    assert "Film the next bedtime." in response.text
    assert db.session.scalar(select(func.count(SupervisionSession.id))) == 0


def test_a_cycle_of_somebody_else_cannot_be_seen_in_a_session(signed_in, enrolment, supervisor):
    other = factories.enrolment(supervisor=supervisor)
    theirs, _ = brought_cycle(factories.client(other))
    response = signed_in.send(record_url(enrolment), a_session(theirs))
    assert response.status_code == 422
    assert "Choose among these." in response.text
    assert db.session.scalar(select(func.count(SupervisionSession.id))) == 0


def test_an_unsigned_session_can_be_changed_and_the_trainee_sees_nothing_of_it(
    signed_in, enrolment, cycle, trainee
):
    session = recorded(signed_in, enrolment, cycle)
    page = signed_in.open(f"/sessions/{session.id}/change")
    assert "Name what she enjoys" in page
    changed = a_session(minutes="75", working_points="Wait")
    answer = signed_in.send(f"/sessions/{session.id}/change", changed)
    assert answer.status_code == 302
    session = db.session.get_one(SupervisionSession, session.id)
    assert (session.minutes, session.cycles) == (75, [])
    assert [point.words for point in session.working_points] == ["Wait"]
    signed_in.sign_in(trainee).open(f"/sessions/{session.id}", 404)
    assert "No sessions yet" in signed_in.open("/supervision")


def test_signing_answers_the_request_confirms_the_cycle_and_shares_the_marks(
    signed_in, enrolment, client, supervisor, trainee
):
    cycle, film = brought_cycle(client)
    mark = factories.moment(film, supervisor, Role.SUPERVISOR)
    reader = Actor(trainee.id, Role.TRAINEE)
    session = recorded(signed_in, enrolment, cycle)
    assert policies.find("moment.read", mark.id, reader) is None
    page = signed_in.open(f"/sessions/{session.id}/sign")
    assert "Cycle 1 with C-04 is confirmed." in page
    answer = signed_in.send(f"/sessions/{session.id}/sign")
    assert "Confirmed" in signed_in.open(answer.location)
    kept = db.session.get_one(Cycle, cycle.id)
    assert kept.confirmed_at is not None
    assert kept.confirmed_by_id == supervisor.id
    assert db.session.scalar(select(SupervisionRequest)).answered_at is not None
    assert policies.find("moment.read", mark.id, reader) is not None
    acts = set(db.session.scalars(select(AuditEntry.act)))
    assert {"session.recorded", "session.signed", "cycle.confirmed", "track.shared"} <= acts


def test_a_signed_session_cannot_be_changed_or_signed_again(
    signed_in, enrolment, cycle, supervisor
):
    session = recorded(signed_in, enrolment, cycle)
    signed_in.send(f"/sessions/{session.id}/sign", {"once": "signature"})
    assert signed_in.send(f"/sessions/{session.id}/sign", {"once": "another"}).status_code == 404
    signed_in.open(f"/sessions/{session.id}/change", 404)
    assert signed_in.send(f"/sessions/{session.id}/change", a_session()).status_code == 404
    actor, row = (
        Actor(supervisor.id, Role.SUPERVISOR),
        db.session.get_one(SupervisionSession, session.id),
    )
    with transaction(), pytest.raises(Refusal, match="stays as it is"):
        operations.sign_session(actor, row)
    with transaction(), pytest.raises(Refusal, match="stays as it is"):
        operations.change_session(actor, row, clock.today(), 60, "s", ["w"], "", [])


def test_a_signature_sent_twice_signs_once(signed_in, enrolment, cycle):
    session = recorded(signed_in, enrolment, cycle)
    for _ in range(2):
        answer = signed_in.send(f"/sessions/{session.id}/sign", {"once": "the-same-form"})
        assert answer.status_code == 302
    signed = db.session.scalars(select(AuditEntry).filter_by(act="session.signed")).all()
    assert len(signed) == 1


def test_a_cycle_that_lacks_something_stays_open_and_can_be_brought_again(
    signed_in, enrolment, client
):
    complete, _ = brought_cycle(client)
    lacking, _ = brought_cycle(client, "father", reviewed_on=None)
    session = recorded(signed_in, enrolment, complete, lacking)
    page = signed_in.open(f"/sessions/{session.id}/sign")
    assert "its shared review has no date yet. It can be brought again." in page
    signed_in.send(f"/sessions/{session.id}/sign")
    assert db.session.get_one(Cycle, complete.id).confirmed_at is not None
    assert db.session.get_one(Cycle, lacking.id).confirmed_at is None
    answered = db.session.scalars(select(SupervisionRequest.answered_at)).all()
    assert None not in answered


def test_another_supervisor_does_not_sign(visitor, enrolment, cycle, supervisor, trainee):
    session = recorded(visitor.sign_in(supervisor), enrolment, cycle)
    for person in (factories.person(Role.SUPERVISOR), trainee, factories.person(Role.REGISTRAR)):
        visitor.sign_in(person)
        visitor.open(f"/sessions/{session.id}", 404)
        visitor.open(f"/sessions/{session.id}/sign", 404)
        assert visitor.send(f"/sessions/{session.id}/sign").status_code == 404


def test_the_trainees_log_shows_minutes_working_points_and_next_steps(
    signed_in, enrolment, cycle, trainee
):
    session = recorded(signed_in, enrolment, cycle)
    signed_in.send(f"/cycles/{cycle.id}/ratings", {"short-clips": "independently"})
    signed_in.send(f"/sessions/{session.id}/sign")
    page = signed_in.sign_in(trainee).open("/supervision")
    assert "1 signed session, 60 minutes in all." in page
    assert "Wait a little longer" in page
    assert "Film the next bedtime." in page
    page = signed_in.open(f"/sessions/{session.id}")
    assert "You wait for her, and she looks up." in page
    assert "independently" in page
    assert "Illustrative, not AVIGuk" in page
    assert f"/sessions/{session.id}" in signed_in.open(f"/cycles/{cycle.id}")


def test_the_log_has_pages_and_costs_the_same_however_long(visitor, enrolment, supervisor, trainee):
    visitor.sign_in(trainee)
    factories.session_held(enrolment, supervisor, signed=True)
    with queries_counted() as with_one:
        visitor.open("/supervision")
    for _ in range(26):
        factories.session_held(enrolment, supervisor, signed=True)
    with queries_counted() as with_many:
        page = visitor.open("/supervision")
    assert len(with_one) == len(with_many)
    assert "Page 1 of 2, 27 in all" in page
    assert "27 signed sessions, 1620 minutes in all." in page


def test_a_session_waits_for_the_first_stage(supervisor):
    enrolment = factories.enrolment(supervisor=supervisor, stages=())
    with transaction(), pytest.raises(Refusal, match="first stage is not open"):
        operations.record_session(
            Actor(supervisor.id, Role.SUPERVISOR), enrolment, clock.today(), 60, "s", ["w"], "", []
        )


def test_signing_goes_on_after_a_consent_was_taken_back(signed_in, enrolment, client, trainee):
    cycle, film = brought_cycle(client)
    session = recorded(signed_in, enrolment, cycle)
    with transaction():
        person = db.session.get_one(type(film), film.id).in_shot[0].case_person
        withdraw_consent(Actor(trainee.id, Role.TRAINEE), person, Purpose.FILMING)
    signed_in.send(f"/sessions/{session.id}/sign")
    assert db.session.get_one(Cycle, cycle.id).confirmed_at is not None
