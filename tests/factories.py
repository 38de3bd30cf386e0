"""Rows for tests, made directly: what an operation does is tested where it lives.

Each function adds its rows inside a transaction of its own and returns them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any, TypeVar
from uuid import uuid4

from sqlalchemy import Select, func, select

from accreditation import shipped
from accreditation.consent import Purpose
from accreditation.tables import digest
from app import clock
from app.accounts.sealing import token_hash
from app.extensions import Base, db, transaction
from app.models.case_record import Goal, GoalRating, JournalEntry, Occasion
from app.models.case_requests import WORDS, CaseRequest, RequestState
from app.models.casework import CasePerson, CaseType, Client, Cycle, PersonKind
from app.models.consent import Consent, GivenBy, GivenHow
from app.models.consent_scans import ConsentScan, ProvedAnswer, ScanFile
from app.models.contracts import Contract, SignedHow
from app.models.film_refusals import FilmRefusal
from app.models.footage import Clip, InShot, Recording, RecordingKind, RecordingState
from app.models.handing_over import CycleBrought, SessionHandedOver
from app.models.measures import Measure
from app.models.moments import Moment, MomentTag, Track
from app.models.people import Person, Role, RoleHeld
from app.models.presentations import (
    Presentation,
    PresentationPurpose,
    PresentationViewer,
    PresentedRecording,
)
from app.models.programme import Allocation, EditionInUse, Enrolment, StageOpening
from app.models.reels import Reel, ReelPiece, ReelState
from app.models.rights import ClientLink, LinkAnswersFor
from app.models.services import (
    CheckItem,
    FilmingCheck,
    MemberKind,
    Service,
    ServiceKind,
    ServiceMember,
)
from app.models.supervision import (
    Countersignature,
    SessionCycle,
    SupervisionRequest,
    SupervisionSession,
    WorkingPoint,
)
from app.models.times import SupervisionBooking, SupervisionTime
from app.models.wording import ConsentWording, RetentionPolicy
from app.services.operations.registering import first_policy, first_wording

_numbers = count(1)
LONG_AGO = date(2025, 1, 6)
Row = TypeVar("Row", bound=Base)


def keep(row: Row) -> Row:
    """Add one row and commit."""
    with transaction() as session:
        session.add(row)
    return row


def person(*roles: Role, name: str | None = None) -> Person:
    number = next(_numbers)
    held = [RoleHeld(role=role) for role in roles]
    return keep(
        Person(
            name=name or f"Person {number}",
            email=f"person{number}@example.org",
            password_hash="not a password",
            roles=held,
        )
    )


def service(may_film: bool = True) -> Service:
    """A council with its first wording and policy, whose checklist is confirmed."""
    row = keep(Service(name=f"Service {next(_numbers)}", kind=ServiceKind.COUNCIL))
    keep(first_wording(row))
    keep(first_policy(row))
    for item in CheckItem if may_film else ():
        check(row, item)
    return row


def policy(of: Service, **terms: Any) -> RetentionPolicy:
    """The next version of how long the service keeps films: two months, unless `terms` differ."""
    last = select(func.max(RetentionPolicy.number)).filter_by(service_id=of.id)
    usual = {"months_after_end": 2, "reminder_days": [30, 7], "source": "Ours", "reason": "Tests"}
    number = (db.session.scalar(last) or 0) + 1
    return keep(RetentionPolicy(service_id=of.id, number=number, **{**usual, **terms}))


def check(of: Service, item: CheckItem) -> FilmingCheck:
    """Somebody confirmed one item of the service's checklist."""
    somebody = db.session.scalars(select(Person.id)).first() or person().id
    return keep(
        FilmingCheck(
            service_id=of.id,
            item=item,
            settled_on=LONG_AGO,
            reference="IG-7",
            confirmed_by_id=somebody,
        )
    )


def member(
    of: Service, who: Person, kind: MemberKind = MemberKind.PRACTITIONER, **more: Any
) -> ServiceMember:
    return keep(ServiceMember(service_id=of.id, person_id=who.id, kind=kind, **more))


def draft(of: Service) -> ConsentWording:
    """The next version of the service's words, not published, with a complaints line."""
    last = select(ConsentWording).filter_by(service_id=of.id).order_by(ConsentWording.number)
    before = db.session.scalars(last).all()[-1]
    return keep(
        ConsentWording(
            service_id=of.id,
            number=before.number + 1,
            name=f"version {before.number + 1}",
            language=before.language,
            introduction=before.introduction,
            purposes=before.purposes,
            withdrawing=before.withdrawing,
            complaints="Tell the service manager. Then you can ask the regulator.",
        )
    )


def wording_of(of: CasePerson) -> ConsentWording:
    """The version of their service's words that was published last."""
    case = db.session.get_one(Client, of.client_id)
    enrolled = db.session.get_one(Enrolment, case.enrolment_id)
    published = select(ConsentWording).where(ConsentWording.published_at.is_not(None))
    own = published.filter_by(service_id=enrolled.service_id)
    return db.session.scalars(own.order_by(ConsentWording.number.desc())).first()  # type: ignore[return-value]


def edition(slug: str = "set-a") -> EditionInUse:
    """The shipped edition, taken into use once."""
    found = db.session.scalar(select(EditionInUse).filter_by(slug=slug))
    if found is not None:
        return found
    text, title = shipped.programme_text(slug), shipped.programme(slug).title
    return keep(EditionInUse(slug=slug, title=title, digest=digest(text), source=text))


def enrolment(
    trainee: Person | None = None,
    supervisor: Person | None = None,
    slug: str = "set-a",
    stages: Sequence[str] = ("1",),
    started_on: date = LONG_AGO,
) -> Enrolment:
    """A trainee on an edition, with the given stages open, allocated to `supervisor` if given."""
    trainee = trainee or person(Role.TRAINEE)
    registrar = person(Role.REGISTRAR)
    row = keep(
        Enrolment(
            trainee_id=trainee.id,
            edition_id=edition(slug).id,
            service_id=service().id,
            started_on=started_on,
            enrolled_by_id=registrar.id,
            stages=[StageOpening(stage=stage, opened_on=started_on) for stage in stages],
        )
    )
    if supervisor is not None:
        allocation(row, supervisor, registrar)
    return row


def allocation(of: Enrolment, supervisor: Person, by: Person | None = None) -> Allocation:
    return keep(
        Allocation(
            enrolment_id=of.id,
            trainee_id=of.trainee_id,
            supervisor_id=supervisor.id,
            allocated_by_id=(by or supervisor).id,
        )
    )


def client(of: Enrolment, code: str | None = None, case_type: CaseType = CaseType.VIG) -> Client:
    return keep(
        Client(
            enrolment_id=of.id,
            code=code or f"C{next(_numbers)}",
            case_type=case_type,
            helping_question="How can we enjoy mealtimes together?",
            opened_on=LONG_AGO,
        )
    )


def case_request(
    of: Service,
    state: RequestState = RequestState.WAITING,
    allocated_to: Person | None = None,
    **more: Any,
) -> CaseRequest:
    """A request for VIG work as it stands in `state`; without words where they moved or went."""
    by = more.pop("written_by_id", None) or person(Role.SERVICE_LEAD).id
    words = dict.fromkeys(WORDS, "")
    if state is not RequestState.TAKEN_ON and "erased_at" not in more:
        words |= {"referred_by": "health visitor", "why": "Mealtimes are hard for them both."}
    if state is RequestState.GIVEN_BACK:
        words["given_back_because"] = "I have no room before May."
    said = {
        "code": "" if "erased_at" in more else f"R-{next(_numbers)}",
        "case_type": CaseType.VIG,
        "referred_on": LONG_AGO,
        "written_by_id": by,
        "allocated_by_id": by if allocated_to else None,
        "practitioner_id": allocated_to.id if allocated_to else None,
    }
    return keep(CaseRequest(service_id=of.id, state=state, **{**said, **words, **more}))


def case_person(
    of: Client,
    label: str = "mother",
    kind: PersonKind = PersonKind.ADULT,
    who: Person | None = None,
) -> CasePerson:
    return keep(
        CasePerson(client_id=of.id, label=label, kind=kind, person_id=who.id if who else None)
    )


def consent(
    of: CasePerson,
    purpose: Purpose,
    agreed: bool = True,
    given_on: date = LONG_AGO,
    **more: Any,
) -> Consent:
    recorder = db.session.scalars(select(Person.id)).first()
    words = wording_of(of)
    return keep(
        Consent(
            case_person_id=of.id,
            purpose=purpose,
            agreed=agreed,
            given_on=given_on,
            given_by=GivenBy.THEMSELVES,
            given_how=GivenHow.PAPER,
            wording=words.name,
            wording_id=words.id,
            recorded_by_id=recorder,
            **more,
        )
    )


def film_refusal(of: Recording, by: CasePerson, purpose: Purpose, **more: Any) -> FilmRefusal:
    """A no to one film, written down by its owner."""
    return keep(
        FilmRefusal(
            recording_id=of.id,
            case_person_id=by.id,
            client_id=of.client_id,
            purpose=purpose,
            said_on=LONG_AGO,
            given_by=GivenBy.THEMSELVES,
            given_how=GivenHow.PAPER,
            recorded_by_id=of.owner_id,
            **more,
        )
    )


def consent_scan(
    of: CasePerson, given_on: date = LONG_AGO, pages: int = 1, **more: Any
) -> ConsentScan:
    """The paper of that day, which proves every answer of it; its files are not in storage."""
    answered = select(Consent).filter_by(case_person_id=of.id, given_on=given_on)
    values = {"begun_at": clock.now(), "kept_at": clock.now(), **more}
    return keep(
        ConsentScan(
            case_person_id=of.id,
            given_on=given_on,
            kept_by_id=db.session.get_one(Client, of.client_id).enrolment.trainee_id,
            files=[
                ScanFile(number=number, is_picture=True, pages=1, bytes=1000, sha256="0" * 64)
                for number in range(1, pages + 1)
            ],
            answers=[
                ProvedAnswer(consent_id=one.id, case_person_id=of.id, given_on=given_on)
                for one in db.session.scalars(answered)
            ],
            **values,
        )
    )


def client_link(
    of: CasePerson, *children: CasePerson, secret: str | None = None, **more: Any
) -> ClientLink:
    """A personal link of somebody, who answers for `children` too; open for a year."""
    answers = [(of, GivenBy.THEMSELVES)]
    answers += [(child, GivenBy.PARENTAL_RESPONSIBILITY) for child in children]
    values = {"ends_on": datetime.now(UTC).date() + timedelta(days=365), **more}
    return keep(
        ClientLink(
            client_id=of.client_id,
            label=of.label,
            digest=token_hash(secret or uuid4().hex),
            made_by_id=db.session.get_one(Client, of.client_id).enrolment.trainee_id,
            answers=[
                LinkAnswersFor(case_person_id=one.id, client_id=of.client_id, given_by=by)
                for one, by in answers
            ],
            **values,
        )
    )


def agrees(of: CasePerson, *purposes: Purpose) -> CasePerson:
    """The person agreed to `purposes`, or to all of them when none is named."""
    for purpose in purposes or tuple(Purpose):
        consent(of, purpose)
    return of


def measure(of: Service, name: str = "Sheet of ten", **more: Any) -> Measure:
    values = {"lowest": 0, "highest": 40, "higher_is_better": True, **more}
    return keep(
        Measure(
            service_id=of.id,
            name=name,
            question="What number stands at the foot of your sheet?",
            licence_note="Our own.",
            made_by_id=person().id,
            **values,
        )
    )


def contract(of: CasePerson) -> Contract:
    """Attune's words, signed on paper."""
    client = db.session.get_one(Client, of.client_id)
    return keep(
        Contract(
            client_id=client.id,
            case_person_id=of.id,
            version=0,
            words="The films belong to the people in them.",
            signed_how=SignedHow.PAPER,
            signed_on=LONG_AGO,
            recorded_by_id=client.enrolment.trainee_id,
        )
    )


def journal_entry(of: Person, words: str = "I want to wait longer.") -> JournalEntry:
    return keep(JournalEntry(person_id=of.id, written_on=LONG_AGO, words=words))


def goal(
    of: Client, words: str = "Calm mealtimes", whose: CasePerson | None = None, **ratings: int
) -> Goal:
    """A goal, of nobody in particular or `whose`; `ratings` by occasion, by the trainee."""
    taken = db.session.scalars(select(Goal.number).filter_by(client_id=of.id)).all()
    row = keep(
        Goal(
            client_id=of.id,
            number=max(taken, default=0) + 1,
            words=words,
            case_person_id=whose.id if whose else None,
        )
    )
    by = db.session.get_one(Enrolment, of.enrolment_id).trainee_id
    for occasion, rating in ratings.items():
        keep(
            GoalRating(
                goal_id=row.id,
                occasion=Occasion(occasion),
                rating=rating,
                rated_on=LONG_AGO,
                recorded_by_id=by,
            )
        )
    return row


def cycle(of: Client, stage: str = "1", number: int | None = None, **more: Any) -> Cycle:
    taken = db.session.scalars(select(Cycle.number).filter_by(client_id=of.id)).all()
    return keep(
        Cycle(
            client_id=of.id,
            enrolment_id=of.enrolment_id,
            stage=stage,
            number=number or max(taken, default=0) + 1,
            **more,
        )
    )


PLAYED = (RecordingState.WATCHABLE, RecordingState.READY)


def recording(
    of: Cycle,
    in_shot: Iterable[CasePerson] = (),
    kind: RecordingKind = RecordingKind.CLIENT_FILM,
    state: RecordingState = RecordingState.READY,
    confirmed: bool = True,
    filmed_on: date = LONG_AGO + timedelta(days=7),
    **more: Any,
) -> Recording:
    """A recording without a file: 250 frames at 25 a second when it can be played."""
    enrolled = db.session.get_one(Enrolment, of.enrolment_id)
    timeline = {"rate_num": 25, "rate_den": 1, "frame_count": 250, "width": 640, "height": 360}
    values = {**(timeline if state in PLAYED else {}), **more}
    return keep(
        Recording(
            cycle_id=of.id,
            client_id=of.client_id,
            owner_id=enrolled.trainee_id,
            kind=kind,
            state=state,
            filmed_on=filmed_on,
            in_shot_confirmed_at=datetime.now(UTC) if confirmed else None,
            declared_bytes=1000,
            in_shot=[InShot(case_person_id=one.id, client_id=of.client_id) for one in in_shot],
            **values,
        )
    )


def clip(of: Recording, start: int = 10, end: int = 60, title: str = "A shared smile") -> Clip:
    return keep(
        Clip(
            token=str(uuid4()),
            recording_id=of.id,
            author_id=of.owner_id,
            title=title,
            start_frame=start,
            end_frame=end,
        )
    )


def reel(of: Recording, *clips: Clip, made: bool = True) -> Reel:
    """The clips joined in that order, as rows; its file is not there."""
    pieces = [ReelPiece(clip_id=clip.id, place=place) for place, clip in enumerate(clips, 1)]
    facts: dict[str, Any] = {"state": ReelState.WAITING}
    if made:
        facts = {"state": ReelState.READY, "made_at": clock.now(), "frame_count": 51}
    return keep(Reel(recording_id=of.id, owner_id=of.owner_id, pieces=pieces, **facts))


def moment(
    of: Recording,
    by: Person,
    role: Role,
    start: int = 40,
    end: int | None = None,
    shared: bool = False,
    tags: Sequence[MomentTag] = (),
) -> Moment:
    """A moment in the person's track on the recording; the track is made when it is missing."""
    own = {"recording_id": of.id, "owner_id": by.id, "role": role}
    track = db.session.scalar(select(Track).filter_by(**own)) or keep(Track(**own))
    if shared:
        with transaction() as session:
            session.get_one(Track, track.id).shared_at = datetime.now(UTC)
    return keep(
        Moment(
            token=str(uuid4()),
            track_id=track.id,
            start_frame=start,
            end_frame=end,
            rate_num=25,
            rate_den=1,
            words="Waits, and the child looks up.",
            tags=list(tags),
        )
    )


def brought(of: Cycle) -> SupervisionRequest:
    """The cycle was brought to whoever supervises its trainee now."""
    shown_to(of, *db.session.scalars(_supervisors_of(of)))
    return keep(
        SupervisionRequest(
            cycle_id=of.id, question="Where am I waiting well?", asked_at=datetime.now(UTC)
        )
    )


def shown_to(cycle: Cycle, *supervisors: int) -> None:
    """These supervisors, by id, see the cycle while they supervise its trainee."""
    for one in supervisors:
        keep(
            CycleBrought(
                cycle_id=cycle.id,
                enrolment_id=cycle.enrolment_id,
                supervisor_id=one,
                brought_at=datetime.now(UTC),
            )
        )


def handed_over(session: SupervisionSession, to: Person) -> SessionHandedOver:
    return keep(
        SessionHandedOver(
            session_id=session.id,
            enrolment_id=session.enrolment_id,
            supervisor_id=to.id,
            handed_over_at=datetime.now(UTC),
        )
    )


def _supervisors_of(cycle: Cycle) -> Select[Any]:
    return select(Allocation.supervisor_id).where(
        Allocation.enrolment_id == cycle.enrolment_id, Allocation.until.is_(None)
    )


def session_held(
    of: Enrolment,
    supervisor: Person,
    *cycles: Cycle,
    stage: str = "1",
    signed: bool = False,
    minutes: int = 60,
) -> SupervisionSession:
    return keep(
        SupervisionSession(
            enrolment_id=of.id,
            supervisor_id=supervisor.id,
            stage=stage,
            held_on=LONG_AGO + timedelta(days=14),
            minutes=minutes,
            signed_at=datetime.now(UTC) if signed else None,
            cycles=[SessionCycle(cycle_id=one.id, enrolment_id=of.id) for one in cycles],
        )
    )


def countersigned(session: SupervisionSession) -> Countersignature:
    """The trainee's signature under the supervisor's."""
    now = datetime.now(UTC)
    return keep(Countersignature(session_id=session.id, under=session.signed_at, signed_at=now))


def working_point(of: SupervisionSession, words: str = "Wait a little longer") -> WorkingPoint:
    return keep(WorkingPoint(session_id=of.id, words=words))


def offered(by: Person, distance: timedelta, **more: Any) -> SupervisionTime:
    """A time that a supervisor offers, so far from now."""
    said = {"minutes": 60, "place": "Room 2", "offered_at": datetime.now(UTC), **more}
    return keep(
        SupervisionTime(supervisor_id=by.id, starts_at=datetime.now(UTC) + distance, **said)
    )


def booked(
    time: SupervisionTime, of: Enrolment, cancelled_by: Person | None = None
) -> SupervisionBooking:
    booking = SupervisionBooking(
        time_id=time.id, enrolment_id=of.id, uid=str(uuid4()), booked_at=datetime.now(UTC)
    )
    if cancelled_by is not None:
        booking.cancelled_at, booking.cancelled_by_id = datetime.now(UTC), cancelled_by.id
        booking.reason = "The car"
    return keep(booking)


def presentation(
    of: Enrolment,
    viewers: Iterable[Person],
    recordings: Iterable[Recording],
    purpose: PresentationPurpose = PresentationPurpose.TRANSITION,
    opens_in: timedelta = timedelta(hours=-1),
    closes_in: timedelta = timedelta(days=7),
    **more: Any,
) -> Presentation:
    now = datetime.now(UTC)
    return keep(
        Presentation(
            enrolment_id=of.id,
            purpose=purpose,
            opens_at=now + opens_in,
            closes_at=now + closes_in,
            created_by_id=of.trainee_id,
            viewers=[PresentationViewer(person_id=one.id) for one in viewers],
            recordings=[PresentedRecording(recording_id=one.id) for one in recordings],
            **more,
        )
    )
