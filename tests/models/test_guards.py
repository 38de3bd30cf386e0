"""What the database itself refuses, whatever the code above it does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import delete, update
from sqlalchemy.exc import IntegrityError

from app import audit
from app.extensions import Base, db, transaction
from app.models.audit import AuditEntry
from app.models.footage import Clip, InShot, RecordingState
from app.models.meetings import StageMeeting, StageMeetingKind
from app.models.moments import Moment
from app.models.panel import Appeal, Decision, DecisionOutcome, LeftBecause, PanelMember
from app.models.people import Role
from app.models.portfolio import Portfolio, Submission, SubmissionEntry, SubmissionState
from app.models.presentations import PresentationPurpose
from app.models.programme import Allocation, EditionInUse
from app.models.supervision import SupervisionSession
from app.policies import Actor
from tests import factories as make


def refused(row: Callable[[], Base] | Base, because: str) -> None:
    with pytest.raises(IntegrityError, match=because):
        make.keep(row() if callable(row) else row)
    db.session.rollback()


@pytest.fixture
def review(app: Flask) -> dict:
    """Tess, supervised by Sam, has submitted; Ada is on the panel."""
    tess, sam = make.person(Role.TRAINEE), make.person(Role.SUPERVISOR)
    ada = make.person(Role.ACCREDITOR)
    training = make.enrolment(tess, sam)
    draft = make.keep(Portfolio(enrolment_id=training.id, changed_at=datetime.now(UTC)))
    frozen = make.keep(
        Submission(portfolio_id=draft.id, enrolment_id=training.id, number=1, root="0" * 64)
    )
    show = make.presentation(training, [ada], [], PresentationPurpose.ACCREDITATION)

    def member(of: object, on: Submission = frozen) -> PanelMember:
        return PanelMember(
            submission_id=on.id,
            enrolment_id=training.id,
            accreditor_id=of.id,  # type: ignore[attr-defined]
            presentation_id=show.id,
            allocated_by_id=ada.id,
            accepted_at=datetime.now(UTC),
            finished_at=datetime.now(UTC),
        )

    make.keep(member(ada))
    return {
        "tess": tess,
        "sam": sam,
        "ada": ada,
        "training": training,
        "frozen": frozen,
        "member": member,
    }


def test_a_supervisor_cannot_be_an_accreditor_of_their_trainee(review: dict) -> None:
    refused(lambda: review["member"](review["sam"]), "An accreditor is neither")


def test_a_trainee_cannot_be_their_own_accreditor(review: dict) -> None:
    refused(lambda: review["member"](review["tess"]), "An accreditor is neither")


def test_an_accreditor_cannot_become_the_supervisor_meanwhile(review: dict) -> None:
    with transaction() as session:
        session.execute(update(make.Allocation).values(until=datetime.now(UTC)))
    with pytest.raises(IntegrityError, match="cannot become their supervisor"):
        make.allocation(review["training"], review["ada"])


def decision(review: dict, by: object) -> Decision:
    return Decision(
        submission_id=review["frozen"].id,
        decided_by_id=by.id,  # type: ignore[attr-defined]
        outcome=DecisionOutcome.NOT_YET,
        strengths="Waits well.",
        next_steps="One more cycle.",
        meeting_held_on=date(2026, 1, 5),
        meeting_minutes=60,
        decided_at=datetime.now(UTC),
    )


def test_a_decision_is_made_by_a_member_of_the_panel(review: dict) -> None:
    refused(lambda: decision(review, make.person(Role.ACCREDITOR)), "who finished their review")
    make.keep(decision(review, review["ada"]))


@pytest.mark.parametrize("but", ["has not finished", "left"])
def test_a_decision_is_made_by_who_reviewed_and_stayed(review: dict, but: str) -> None:
    now = datetime.now(UTC)
    with transaction() as session:
        seat = session.query(PanelMember).one()
        if but == "left":
            seat.left_at, seat.left_because = now, LeftBecause.RECUSED
        else:
            seat.finished_at = None
    refused(lambda: decision(review, review["ada"]), "who finished their review")


def test_whoever_became_the_supervisor_does_not_decide(review: dict) -> None:
    with transaction() as session:
        session.execute(update(Submission).values(state=SubmissionState.DECIDED))
        session.execute(update(Allocation).values(until=datetime.now(UTC)))
    make.allocation(review["training"], review["ada"])
    refused(lambda: decision(review, review["ada"]), "does not decide on their own trainee")


def test_an_appeal_goes_to_others(review: dict) -> None:
    first = make.keep(decision(review, review["ada"]))
    with transaction() as session:
        session.execute(update(Submission).values(state=SubmissionState.DECIDED))
    frozen = review["frozen"]
    again = make.keep(
        Submission(
            portfolio_id=frozen.portfolio_id,
            enrolment_id=frozen.enrolment_id,
            number=2,
            root=frozen.root,
        )
    )
    make.keep(Appeal(decision_id=first.id, submission_id=again.id, reasons="Look at cycle 9."))
    refused(lambda: review["member"](review["ada"], again), "goes to others")
    make.keep(review["member"](make.person(Role.ACCREDITOR), again))


def test_a_decision_stands(review: dict) -> None:
    row_id = make.keep(decision(review, review["ada"])).id
    with pytest.raises(IntegrityError, match="A decision cannot be changed"):
        _execute(update(Decision).where(Decision.id == row_id).values(strengths="x"))
    with pytest.raises(IntegrityError, match="A decision cannot be removed"):
        _execute(delete(Decision).where(Decision.id == row_id))


def _execute(statement: object) -> None:
    with transaction() as session:
        session.execute(statement)  # type: ignore[call-overload]


def test_a_frozen_entry_cannot_be_changed(review: dict) -> None:
    entry = SubmissionEntry(
        submission_id=review["frozen"].id, position=0, kind="cover", body="{}", salt="", digest=""
    )
    make.keep(entry)
    with pytest.raises(IntegrityError, match="A frozen entry cannot be changed"):
        _execute(update(SubmissionEntry).values(body="{} "))


def test_a_signed_session_cannot_be_changed(review: dict) -> None:
    make.session_held(review["training"], review["sam"], signed=True)
    with pytest.raises(IntegrityError, match="A signed session cannot be changed"):
        _execute(update(SupervisionSession).values(minutes=90))


def test_an_edition_in_use_cannot_be_changed(app: Flask) -> None:
    make.edition()
    with pytest.raises(IntegrityError, match="An edition in use cannot be changed"):
        _execute(update(EditionInUse).values(source="other rules"))


def test_an_audit_entry_can_only_be_added(app: Flask) -> None:
    person = make.person(Role.TRAINEE)
    with transaction():
        audit.record(Actor(person.id, Role.TRAINEE), "account.opened", person)
    with pytest.raises(IntegrityError, match="cannot be changed"):
        _execute(update(AuditEntry).values(act="nothing happened"))
    with pytest.raises(IntegrityError, match="cannot be removed"):
        _execute(delete(AuditEntry))


@pytest.mark.parametrize("who", ["tess", "sam"])
def test_a_stage_meeting_is_held_by_somebody_else(review: dict, who: str) -> None:
    meeting = StageMeeting(
        enrolment_id=review["training"].id,
        stage="1",
        kind=StageMeetingKind.TRANSITION,
        held_by_id=review[who].id,
    )
    refused(meeting, "held by somebody other")


def test_nobody_supervises_themselves(review: dict) -> None:
    other = make.enrolment()
    refused(
        make.Allocation(
            enrolment_id=other.id,
            trainee_id=other.trainee_id,
            supervisor_id=other.trainee_id,
            allocated_by_id=review["ada"].id,
        ),
        "nobody_supervises_themselves",
    )


def test_somebody_of_another_case_cannot_be_in_shot(app: Flask) -> None:
    training = make.enrolment()
    first, second = make.client(training), make.client(training)
    stranger = make.case_person(second)
    film = make.recording(make.cycle(first))
    refused(
        InShot(recording_id=film.id, case_person_id=stranger.id, client_id=first.id),
        r"(?i)foreign key",
    )


def test_an_out_point_follows_its_in_point(app: Flask) -> None:
    film = make.recording(make.cycle(make.client(make.enrolment())))
    clip = {"token": "t", "recording_id": film.id, "author_id": film.owner_id, "title": "x"}
    refused(Clip(start_frame=10, end_frame=10, **clip), "out_follows_in")
    track = make.moment(film, db.session.get_one(make.Person, film.owner_id), Role.TRAINEE).track_id
    refused(
        Moment(
            token="m", track_id=track, start_frame=5, end_frame=4, rate_num=25, rate_den=1, words=""
        ),
        "out_follows_in",
    )


def test_a_recording_is_not_ready_without_its_timeline(app: Flask) -> None:
    cycle = make.cycle(make.client(make.enrolment()))
    with pytest.raises(IntegrityError, match="what_is_watched_has_a_timeline"):
        make.recording(cycle, state=RecordingState.READY, frame_count=0)


def test_a_cycle_has_one_client_film_at_a_time(app: Flask) -> None:
    cycle = make.cycle(make.client(make.enrolment()))
    make.recording(cycle, state=RecordingState.REFUSED)
    make.recording(cycle)
    with pytest.raises(IntegrityError, match=r"(?i)unique"):
        make.recording(cycle)


def test_a_trainee_has_one_active_enrolment(app: Flask) -> None:
    training = make.enrolment()
    tess = db.session.get_one(make.Person, training.trainee_id)
    with pytest.raises(IntegrityError, match=r"(?i)unique"):
        make.enrolment(tess)


def test_a_presentation_closes_after_it_opens(app: Flask) -> None:
    with pytest.raises(IntegrityError, match="closes_after"):
        make.presentation(make.enrolment(), [], [], closes_in=timedelta(hours=-2))
