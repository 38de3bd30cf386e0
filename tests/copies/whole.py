"""A training with something in every field of its record, and how an archive of it is opened."""

from __future__ import annotations

import json
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

from flask import current_app

from accreditation.consent import Purpose
from accreditation.turns import Turn
from app import clock
from app.copies import files, operations
from app.extensions import db, transaction
from app.footage.files import reel_key
from app.footage.operations import erase_recording
from app.models.archives import Archive
from app.models.assents import AskedHow, Assent, AssentView
from app.models.assessment import SelfAssessment, SelfLevel
from app.models.case_record import (
    CaseContext,
    CaseTalk,
    ClosingLetter,
    CycleNotes,
    Occasion,
    Referral,
    Setting,
)
from app.models.casework import Client, PersonKind
from app.models.decisions import TrainingDecision, TrainingDecisionKind
from app.models.footage import Recording
from app.models.measures import MeasureAnswer
from app.models.meetings import Recommendation, StageMeeting
from app.models.moments import Moment, MomentKind, MomentReply, Party
from app.models.panel import DecisionOutcome
from app.models.people import Person, Role
from app.models.portfolio import StatementVersion, Submission, SupervisorStatement
from app.models.programme import TrainingEvent, TrainingEventKind
from app.models.reels import Reel
from app.models.register import Certificate, PracticeEntry, PracticeKind, Renewal
from app.models.rounds import RatingRound, RoundCriterion, RoundRating
from app.models.supervision import (
    RequestClip,
    SessionVersion,
    SupervisionRequest,
    SupervisionSession,
)
from app.register.operations import issue_certificate, print_certificate
from tests import factories as make
from tests import films
from tests.footage.uploads import sweep
from tests.panel.scene import decide, finish, release, seated
from tests.portfolio.story import Story, put_in_storage

JOURNAL = "I was afraid of the silence, and it carried us."
LETTER = "You wait, and he looks up."
LEVEL = {"level": "independently", "level_wording": "Independently"}
CRITERION = {"framework": "illustrative-criteria-1", "criterion": "shares-turns"}


def complete(story: Story, bound: Submission) -> Story:
    """`story` with what a training seldom has all at once."""
    _case(story)
    _film(story)
    _training(story)
    _decided(story, bound)
    return story


def _case(story: Story) -> None:
    client, now = db.session.get_one(Client, story.film.client_id), clock.now()
    by = {"client_id": client.id}
    make.keep(
        CaseContext(
            **by, setting=Setting.SCHOOL, relationship_words="mother and child",
            details={"age": "four"}, changed_at=now,
        )
    )  # fmt: skip
    texts = ("why", "assessed", "discussed", "hoped_change", "lived_experience")
    said = {name: f"Referral: {name}" for name in texts}
    make.keep(
        Referral(
            **by, referred_by="health visitor", referred_on=make.LONG_AGO, allocated_by="team",
            changed_at=now, **said,
        )
    )  # fmt: skip
    make.keep(
        CaseTalk(
            **by, occasion=Occasion.BEFORE, held_on=make.LONG_AGO, hopes="Calm", changed_at=now
        )
    )
    make.keep(ClosingLetter(**by, words=LETTER, changed_at=now, given_on=make.LONG_AGO))
    make.keep(
        CycleNotes(
            cycle_id=story.film.cycle_id, reflections="I waited.", working_points="Wait longer",
            client_words="It was nice", changed_at=now,
        )
    )  # fmt: skip
    child = make.case_person(client, "older child", PersonKind.CHILD)
    make.keep(
        Assent(
            case_person_id=child.id, view=AssentView.AGREES, asked_how=AskedHow.WORDS,
            asked_on=make.LONG_AGO, look_again_on=make.LONG_AGO + timedelta(days=90),
            recorded_by_id=story.trainee.id,
        )
    )  # fmt: skip
    make.film_refusal(story.film, story.mother, Purpose.PEERS)
    make.brought(story.film.cycle)
    make.contract(story.mother)
    make.consent_scan(story.mother)
    measure = make.measure(story.enrolment.service)
    make.keep(
        MeasureAnswer(
            measure_id=measure.id, lowest=0, highest=40, case_person_id=story.mother.id, score=21,
            occasion=Occasion.BEFORE, answered_on=make.LONG_AGO,
            recorded_by_id=story.trainee.id, **by,
        )
    )  # fmt: skip


def _film(story: Story) -> None:
    now = clock.now()
    with transaction() as session:
        moment = session.get_one(Moment, story.moments[0].id)
        moment.kind, moment.turn = MomentKind.STRENGTH, Turn.INITIATIVE
        moment.giver, moment.receiver = Party.PERSON, Party.PARTNER
        moment.changed_at = now
    make.keep(
        MomentReply(
            token="a-reply", moment_id=story.moments[1].id, author_id=story.supervisor.id,
            role=Role.SUPERVISOR, words="And see how she breathes out.",
        )
    )  # fmt: skip
    reel = give_a_reel(story.film)
    request = db.session.query(SupervisionRequest).filter_by(cycle_id=story.film.cycle_id).first()
    assert request is not None
    make.keep(RequestClip(request_id=request.id, clip_id=reel.pieces[0].clip_id))
    one = make.keep(
        RatingRound(
            recording_id=story.film.id, trainee_id=story.trainee.id,
            supervisor_id=story.supervisor.id, started_by_id=story.trainee.id,
            trainee_finished_at=now, supervisor_finished_at=now, revealed_at=now,
            criteria=[
                RoundCriterion(
                    framework=CRITERION["framework"], key="shares-turns", wording="Shares turns"
                )
            ],
        )
    )  # fmt: skip
    for who, role in ((story.trainee, Role.TRAINEE), (story.supervisor, Role.SUPERVISOR)):
        make.keep(
            RoundRating(
                round_id=one.id, rater_id=who.id, role=role, criterion="shares-turns",
                level_number=3, words="More and more", **LEVEL,
            )
        )  # fmt: skip
    other = make.cycle(db.session.get_one(Client, story.film.client_id), "3")
    gone = make.recording(other, [story.mother])
    with transaction() as session:
        erase_recording(story.actor, session.get_one(Recording, gone.id))
    sweep()


def give_a_reel(film: Recording) -> Reel:
    """A highlights reel of the film, with its file in storage."""
    reel = make.reel(film, make.clip(film, 10, 40))
    reference = films.reference_of(films.drawn(4))
    put_in_storage(reference.path, reel_key(film.id, reel.id))
    return reel


def _training(story: Story) -> None:
    of, now = {"enrolment_id": story.enrolment.id}, clock.now()
    make.keep(
        TrainingDecision(
            **of, kind=TrainingDecisionKind.PRIOR_LEARNING, stage="1", requirement="supervision",
            amount=1, reason="Another course", decided_by_id=story.registrar.id,
        )
    )  # fmt: skip
    make.keep(
        TrainingEvent(
            **of, stage="1", kind=TrainingEventKind.TRAINING_HALF_DAY, held_on=make.LONG_AGO,
            minutes=180, about="Principles", recorded_by_id=story.trainee.id,
            asked_id=story.supervisor.id,
        )
    )  # fmt: skip
    meeting = db.session.query(StageMeeting).order_by(StageMeeting.id).first()
    assert meeting is not None
    make.keep(
        Recommendation(
            **of, meeting_id=meeting.id, go_ahead=True, words="Go", given_by_id=story.supervisor.id
        )
    )
    levels = [SelfLevel(criterion_wording="Shares turns", level_number=2, **CRITERION, **LEVEL)]
    make.keep(SelfAssessment(**of, words="Growing", levels=levels))
    session = db.session.query(SupervisionSession).order_by(SupervisionSession.id).first()
    assert session is not None
    make.countersigned(session)
    make.handed_over(session, db.session.query(Person).filter_by(name="Eve Marsh").one())
    make.keep(
        SessionVersion(
            session_id=session.id, held_on=make.LONG_AGO, minutes=50, strengths="Calm",
            working_points=["Wait"], next_steps="Go on", signed_at=now - timedelta(days=1),
            reason="The minutes were wrong",
        )
    )  # fmt: skip
    with transaction() as open_one:
        statement = open_one.query(SupervisorStatement).order_by(SupervisorStatement.id).first()
        if statement is None:
            open_one.add(
                SupervisorStatement(
                    portfolio_id=story.portfolio.id, supervisor_id=story.supervisor.id,
                    text="She grew.", given_at=now,
                )
            )  # fmt: skip
        elif statement.given_at is None:
            statement.text, statement.given_at = "She grew.", now
    make.keep(
        StatementVersion(
            portfolio_id=story.portfolio.id, text="First", begun_at=now, written_at=now
        )
    )
    make.journal_entry(story.trainee, JOURNAL)


def _decided(story: Story, bound: Submission) -> None:
    seated(story, bound)
    finish(bound, story.accreditor)
    decision = release(story, decide(story, bound, DecisionOutcome.ACCREDITED))
    with transaction() as session:
        certificate = issue_certificate(session.merge(decision))
    certificate = certificate or db.session.query(Certificate).one()
    print_certificate(certificate.id)
    make.keep(
        Renewal(
            certificate_id=certificate.id, renewed_by_id=story.registrar.id,
            valid_until=certificate.valid_until,
        )
    )  # fmt: skip
    make.keep(
        PracticeEntry(
            certificate_id=certificate.id,
            kind=PracticeKind.CASE,
            done_on=make.LONG_AGO,
            words="One",
        )
    )


def built(story: Story, with_journal: bool = False) -> Archive:
    """The archive of the story's trainee, asked for and built."""
    with transaction():
        archive = operations.ask_for_record(story.actor, with_journal)
    operations.build_archive(archive.id)
    return fresh(archive)


def fresh(archive: Archive) -> Archive:
    db.session.rollback()
    return db.session.get_one(Archive, archive.id, populate_existing=True)


def unpacked(archive: Archive, folder: Path) -> Path:
    assert archive.key is not None
    with files.storage().fetch(archive.key) as path, zipfile.ZipFile(path) as inside:
        assert inside.testzip() is None
        inside.extractall(folder)
    return folder


def record_in(folder: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((folder / "data" / "record.json").read_text())
    return read


def kept() -> list[str]:
    """What is in storage of archives."""
    db.session.rollback()
    return list(files.storage().keys_under("archives"))


def left_over() -> list[str]:
    folder = current_app.config["SCRATCH_FOLDER"]
    return [str(path) for path in folder.rglob("*") if path.is_file()]
