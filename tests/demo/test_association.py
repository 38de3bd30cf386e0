"""What the demo promises to hold, and that what it says about its films is true."""

from __future__ import annotations

from collections import Counter

import pytest
from sqlalchemy import func, select

from accreditation.readiness import missing_before_stage_meeting
from app import clock, events
from app.demo import people as who
from app.demo.words.noticed import IN_FILM, IN_REVIEW, SEEN_AHEAD
from app.extensions import db
from app.models.case_requests import CaseRequest, RequestState
from app.models.casework import Client, Cycle
from app.models.consent import Consent
from app.models.footage import Clip, Recording, RecordingKind, RecordingState
from app.models.meetings import StageMeeting
from app.models.moments import Moment, Track
from app.models.notices import Notice
from app.models.panel import PanelMember
from app.models.people import Person, Role, RoleHeld
from app.models.portfolio import Portfolio, Submission, SubmissionState
from app.models.programme import EditionInUse, Enrolment, EnrolmentState
from app.models.register import Certificate
from app.models.rounds import RatingRound
from app.models.services import MemberKind, Service, ServiceMember
from app.models.supervision import SupervisionRequest
from app.pathway.queries import readiness
from app.policies.requests import OPEN
from app.portfolio.queries import preflight
from app.programmes.queries import opened_stages
from app.services.queries import current_wording, why_filming_waits
from tests.demo.conftest import Loaded

pytestmark = pytest.mark.timeout(600)


def training(part: who.Part) -> Enrolment:
    return db.session.scalars(
        select(Enrolment).join(Person, Person.id == Enrolment.trainee_id).filter_by(name=part.name)
    ).one()


def holders(role: Role) -> set[int]:
    return set(db.session.scalars(select(RoleHeld.person_id).filter_by(role=role)))


def test_three_services_may_film_each_with_a_lead_and_practitioners(loaded: Loaded) -> None:
    services = db.session.scalars(select(Service)).all()
    assert {one.kind.value for one in services} == {"council", "trust", "charity"}
    for service in services:
        assert why_filming_waits(service.id) == []
        members = db.session.scalars(select(ServiceMember).filter_by(service_id=service.id)).all()
        practitioners = [one for one in members if one.kind is MemberKind.PRACTITIONER]
        assert [one.kind for one in members].count(MemberKind.LEAD) == 1
        assert len(practitioners) >= 3
        assert all(one.line_manager or one.line_manager_name for one in practitioners)
    assert current_wording(services[0].id).number == 2


def test_a_lead_has_requests_to_allocate_one_that_is_asked_and_one_given_back(
    loaded: Loaded,
) -> None:
    requests = db.session.scalars(select(CaseRequest)).all()
    assert {one.state for one in requests} == set(OPEN)
    asked = next(one for one in requests if one.state is RequestState.ALLOCATED)
    assert asked.practitioner is not None
    assert asked.practitioner.name == who.IDRIS.name


def test_one_rating_round_is_side_by_side_and_one_waits_for_the_supervisor(
    loaded: Loaded,
) -> None:
    shown, waiting = db.session.scalars(select(RatingRound).order_by(RatingRound.id)).all()
    assert (shown.revealed_at is None, waiting.revealed_at is None) == (False, True)
    assert waiting.trainee_finished_at is not None
    assert waiting.supervisor_finished_at is None


def test_there_are_six_supervisors_and_three_accreditors_one_of_them_both(loaded: Loaded) -> None:
    supervisors, accreditors = holders(Role.SUPERVISOR), holders(Role.ACCREDITOR)
    assert (len(supervisors), len(accreditors)) == (6, 3)
    assert len(supervisors & accreditors) == 1


def test_a_dozen_trainees_are_along_the_pathway_on_three_editions(loaded: Loaded) -> None:
    enrolments = db.session.scalars(select(Enrolment)).all()
    assert len(enrolments) == 12
    assert Counter(one.state for one in enrolments) == {
        EnrolmentState.ACTIVE: 10,
        EnrolmentState.ACCREDITED: 1,
        EnrolmentState.WITHDRAWN: 1,
    }
    slugs = select(EditionInUse.slug).join(Enrolment, Enrolment.edition_id == EditionInUse.id)
    assert set(db.session.scalars(slugs)) == {"set-a", "set-a-orkney", "set-b"}
    stages = {len(opened_stages(one)) for one in enrolments}
    assert stages == {0, 1, 2, 3}


def test_one_is_ready_to_submit(loaded: Loaded) -> None:
    portfolio = db.session.scalars(
        select(Portfolio).filter_by(enrolment_id=training(who.BETH).id)
    ).one()
    assert preflight(portfolio).left == ()
    assert not db.session.scalars(select(Submission).filter_by(portfolio_id=portfolio.id)).all()


def test_one_is_under_review_with_an_accreditor_who_can_read_now(loaded: Loaded) -> None:
    submission = db.session.scalars(
        select(Submission).filter_by(enrolment_id=training(who.JOANNA).id)
    ).one()
    assert submission.state is SubmissionState.UNDER_REVIEW
    member = db.session.scalars(select(PanelMember).filter_by(submission_id=submission.id)).one()
    assert member.accreditor.name == who.HELEN.name
    assert member.presentation.opens_at < clock.now() < member.presentation.closes_at


def test_one_is_accredited_and_has_a_certificate(loaded: Loaded) -> None:
    certificate = db.session.scalars(select(Certificate)).one()
    assert certificate.holder_name == who.SAMUEL.name
    assert training(who.SAMUEL).state is EnrolmentState.ACCREDITED


def test_one_withdrew_and_nobody_supervises_them(loaded: Loaded) -> None:
    enrolment = training(who.LEILA)
    assert enrolment.state is EnrolmentState.WITHDRAWN
    cycles = select(func.count(Cycle.id)).where(
        Cycle.enrolment_id == enrolment.id, Cycle.confirmed_at.is_not(None)
    )
    assert db.session.scalar(cycles) == 5


def test_one_waits_for_supervision_and_one_for_a_meeting(loaded: Loaded) -> None:
    waiting = (
        select(Cycle.enrolment_id)
        .join(SupervisionRequest, SupervisionRequest.cycle_id == Cycle.id)
        .where(SupervisionRequest.answered_at.is_(None))
    )
    assert set(db.session.scalars(waiting)) == {training(who.IDRIS).id}
    meeting = db.session.scalars(select(StageMeeting).filter_by(outcome=None)).one()
    assert meeting.enrolment_id == training(who.OWEN).id


def test_one_could_ask_for_a_meeting_and_one_has_no_stage_yet(loaded: Loaded) -> None:
    today = clock.today()
    assert missing_before_stage_meeting(readiness(training(who.PRIYA), today), "1") == ()
    assert not opened_stages(training(who.CALLUM))


def test_some_families_said_no_and_one_took_a_yes_back(loaded: Loaded) -> None:
    refused = select(Consent.purpose).filter_by(agreed=False).distinct()
    assert len(db.session.scalars(refused).all()) >= 4
    taken_back = select(Consent).where(Consent.withdrawn_at.is_not(None))
    people = {one.case_person.client_id for one in db.session.scalars(taken_back)}
    assert len(people) == 1


def test_older_consents_keep_the_wording_they_were_given_under(loaded: Loaded) -> None:
    wordings = select(Consent.wording).distinct()
    assert len(db.session.scalars(wordings).all()) >= 2


def test_films_of_earlier_stages_are_gone_and_their_cycles_count(loaded: Loaded) -> None:
    states = Counter(db.session.scalars(select(Recording.state)))
    assert set(states) == {RecordingState.READY, RecordingState.ERASED}
    assert states[RecordingState.READY] > 100
    assert states[RecordingState.ERASED] > 80


def test_every_moment_is_where_the_drawn_film_shows_what_it_says(loaded: Loaded) -> None:
    insights = {one.words: one for one in (*IN_FILM, *IN_REVIEW, *SEEN_AHEAD)}
    moments = db.session.scalars(select(Moment)).all()
    assert len(moments) > 500
    for moment in moments:
        insight, recording = insights[moment.words], moment.track.recording
        of_a_review = recording.kind is RecordingKind.SHARED_REVIEW
        assert of_a_review is (insight not in IN_FILM)
        turns = {turn.at_frame: turn for turn in loaded.drawings[recording.sha256 or ""].turns
                 if (turn.kind, turn.who) == (insight.at, insight.by)}  # fmt: skip
        assert moment.start_frame in turns, moment.words
        assert moment.end_frame in {None, turns[moment.start_frame].last_frame}


def test_nobody_marked_the_same_second_twice(loaded: Loaded) -> None:
    places = db.session.execute(select(Moment.track_id, Moment.start_frame))
    marked = Counter((track, frame) for track, frame in places)
    assert marked.most_common(1)[0][1] == 1


def test_every_clip_holds_the_whole_turn_it_is_about(loaded: Loaded) -> None:
    clips = db.session.scalars(select(Clip)).all()
    assert clips
    for clip in clips:
        turns = loaded.drawings[clip.recording.sha256 or ""].turns
        assert any(
            clip.start_frame <= turn.at_frame and clip.end_frame == turn.last_frame
            for turn in turns
        )


def test_what_came_first_has_the_lower_number(loaded: Loaded) -> None:
    for at in (Client.created_at, Recording.created_at, Enrolment.enrolled_at):
        days = db.session.scalars(select(at).order_by(at.class_.id)).all()
        assert days == sorted(days)
    shared = select(Track.shared_at).where(Track.shared_at > clock.now())
    assert db.session.scalars(shared).all() == []


def test_nobody_is_flooded_with_news(loaded: Loaded) -> None:
    told = db.session.scalars(select(Notice)).all()
    unread = Counter(one.person_id for one in told if one.read_at is None)
    assert len(told) > 200
    assert len(unread) >= 12
    assert max(unread.values()) <= 4
    assert events.undelivered() == []


def test_progress_is_told_month_by_month(loaded: Loaded) -> None:
    assert len(loaded.said) > 15
    assert loaded.said[0].endswith("accounts are opened")
    assert any("Joanna Pike submits a portfolio" in line for line in loaded.said)
