"""A small world in which everything that could leak is there.

Tess trains with Sam; Fred was her supervisor before. Olu trains with Una. Eve is an external
supervisor and Ada an accreditor to whom Tess presents. Everybody is tried in every role.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import select

from accreditation.consent import Purpose
from app.extensions import db, transaction
from app.models.casework import CasePerson, PersonKind
from app.models.consent import Consent
from app.models.erasures import ErasedWhy, Erasure
from app.models.footage import Recording, RecordingKind, RecordingState
from app.models.meetings import MeetingOutcome, StageMeeting, StageMeetingKind
from app.models.moments import Moment, Track
from app.models.notices import Notice
from app.models.panel import Decision, DecisionOutcome, DecisionRelease, PanelMember
from app.models.people import Person, Role
from app.models.portfolio import (
    Portfolio,
    StatementVersion,
    Submission,
    SubmissionEntry,
    SubmissionState,
    SubmissionStill,
)
from app.models.programme import Course, Enrolment, EnrolmentState
from app.models.register import Certificate, PracticeEntry, PracticeKind
from app.models.services import MemberKind, Service
from app.models.sign_in import BrowserSession
from app.models.wording import ConsentWording
from tests import factories as make
from tests.policies import (
    world_of_archives,
    world_of_blurs,
    world_of_client_copies,
    world_of_courses,
    world_of_panel_tracks,
    world_of_panels,
    world_of_presentations,
    world_of_requests,
    world_of_rights,
    world_of_rooms,
    world_of_statements,
    world_of_studio,
    world_of_times,
    world_of_training,
)

EVERYBODY = ("tess", "olu", "sam", "una", "fred", "eve", "ada", "abe", "rea", "lee")
FILMED = make.LONG_AGO + timedelta(days=7)

FROZEN = json.dumps(
    {
        "moment_id": 1,
        "client": "A1",
        "cycle_number": 1,
        "film": "client film",
        "timecode": "0:00.01",
    }
)


@dataclass
class World:
    """People by name, and every row by a name of its own."""

    people: dict[str, Person] = field(default_factory=dict)
    rows: dict[str, Any] = field(default_factory=dict)

    def name(self, row: Any, name: str) -> Any:
        assert name not in self.rows, name
        self.rows[name] = row
        return row

    def names_of(self, found: list[Any]) -> set[str]:
        known = {(type(row), row.id): name for name, row in self.rows.items()}
        return {known.get((type(row), row.id), f"unnamed {row}") for row in found}


def build() -> World:
    world = World()
    _people(world)
    _browsers(world)
    _enrolments(world)
    world_of_courses.add_to(world)
    world_of_training.add_to(world)
    _services(world)
    _cases(world)
    world_of_requests.add_to(world)
    world_of_rights.add_to(world)
    _footage(world)
    _moments(world)
    world_of_studio.add_to(world)
    _presented(world)
    _supervision(world)
    world_of_times.add_to(world)
    world_of_presentations.add_to(world)
    world_of_blurs.add_to(world)
    world_of_rooms.add_to(world)
    _submissions(world)
    world_of_panels.build(world)
    world_of_statements.add_to(world)
    world_of_panel_tracks.add_to(world)
    _notices(world)
    world_of_archives.add_to(world)
    world_of_client_copies.add_to(world)
    _registrars(world)
    return world


def _people(world: World) -> None:
    roles = {
        "tess": Role.TRAINEE,
        "olu": Role.TRAINEE,
        "sam": Role.SUPERVISOR,
        "una": Role.SUPERVISOR,
        "fred": Role.SUPERVISOR,
        "eve": Role.SUPERVISOR,
        "ada": Role.ACCREDITOR,
        "abe": Role.ACCREDITOR,
        "rea": Role.REGISTRAR,
        "lee": Role.SERVICE_LEAD,
    }
    for name, role in roles.items():
        world.people[name] = world.name(make.person(role, name=name.title()), name)
    for name, role in (("gone trainee", Role.TRAINEE), ("gone supervisor", Role.SUPERVISOR)):
        gone = world.name(make.person(role), name)
        with transaction():
            gone.closed_at = datetime.now(UTC)
    gone = world.name(make.person(Role.ACCREDITOR), "gone accreditor")
    with transaction():
        gone.closed_at = datetime.now(UTC)
    ended = world.name(make.person(Role.SUPERVISOR), "ended supervisor")
    with transaction():
        ended.roles[0].until = datetime.now(UTC)


def _registrars(world: World) -> None:
    """Those the factories made beside our own: they enrolled Tess and Olu."""
    known = {row.id for row in world.rows.values() if isinstance(row, Person)}
    others = db.session.scalars(select(Person).where(Person.id.not_in(known)).order_by(Person.id))
    for number, person in enumerate(others, 1):
        world.name(person, f"registrar {number}")


def _browsers(world: World) -> None:
    """Browsers of Tess and Olu: signed in with, awaiting a code, and signed out."""
    for whose, more, values in (
        ("tess", "", {}),
        ("tess", " awaiting a code", {"waits_for_code": True}),
        ("tess", " signed out", {"ended_at": datetime.now(UTC)}),
        ("olu", "", {}),
    ):
        row = BrowserSession(
            person_id=world.people[whose].id,
            token_hash=f"the hash of {whose}'s token{more}",
            address="127.0.0.1",
            browser="Firefox on Linux",
            **values,
        )
        world.name(make.keep(row), f"{whose}'s browser{more}")


def _enrolments(world: World) -> None:
    who = world.people
    world.name(make.edition(), "edition")
    tess = world.name(make.enrolment(who["tess"]), "tess's training")
    former = make.allocation(tess, who["fred"], who["rea"])
    with transaction():
        former.until = datetime.now(UTC)
    make.allocation(tess, who["sam"], who["rea"])
    world.name(make.enrolment(who["olu"], who["una"]), "olu's training")
    past = world.name(_past(world), "past training")
    make.allocation(past, who["sam"], who["rea"])
    world.name(
        make.keep(Course(title="Intro", place="Hall", created_by_id=who["rea"].id)), "course"
    )


def _past(world: World) -> Enrolment:
    """A training of Tess's that ended: still hers to follow, no longer to work on."""
    row = make.keep(
        Enrolment(
            trainee_id=world.people["tess"].id,
            edition_id=make.edition().id,
            service_id=make.service().id,
            started_on=date(2020, 1, 1),
            state=EnrolmentState.WITHDRAWN,
            enrolled_by_id=world.people["rea"].id,
        )
    )
    return row


def _services(world: World) -> None:
    """Lee leads Tess's service and led Olu's before; Abe leads Olu's. Una manages Tess."""
    who, rows = world.people, world.rows
    lead, works, ended = MemberKind.LEAD, MemberKind.PRACTITIONER, datetime.now(UTC)
    with transaction() as session:
        tess, olu, past = (
            world.name(
                session.get_one(Service, rows[f"{name} training"].service_id), f"{name} service"
            )
            for name in ("tess's", "olu's", "past")
        )
        published = session.scalars(select(ConsentWording).order_by(ConsentWording.id)).all()
    for name, service in (("tess's", tess), ("olu's", olu), ("past", past)):
        words = next(one for one in published if one.service_id == service.id)
        world.name(words, f"{name} words")
        if service is not past:
            world.name(make.draft(service), f"{name} draft")
    for name, service, person, kind, more in (
        ("lee leads", tess, "lee", lead, {}),
        ("lee led", olu, "lee", lead, {"until": ended, "since": ended}),
        ("abe leads", olu, "abe", lead, {}),
        ("tess works", tess, "tess", works, {"line_manager_id": who["una"].id}),
        (
            "tess worked",
            tess,
            "tess",
            works,
            {"line_manager_id": who["eve"].id, "until": ended, "since": ended},
        ),
        ("olu works", olu, "olu", works, {}),
    ):
        world.name(make.member(service, who[person], kind, **more), name)


def _cases(world: World) -> None:
    who, rows = world.people, world.rows
    tess = world.name(make.client(rows["tess's training"], "T1"), "tess's client")
    world.name(make.client(rows["tess's training"], "T2"), "tess's new client")
    olu = world.name(make.client(rows["olu's training"], "O1"), "olu's client")
    mother = world.name(make.agrees(make.case_person(tess, "mother")), "mother")
    given = select(Consent).filter_by(case_person_id=mother.id, purpose=Purpose.FILMING)
    world.name(db.session.scalars(given).one(), "mother's consent")
    world.name(
        make.case_person(tess, "practitioner", PersonKind.PRACTITIONER, who["tess"]), "tess in shot"
    )
    world.name(make.agrees(make.case_person(olu, "father")), "father")
    world.name(make.case_person(olu, "teacher", PersonKind.PRACTITIONER, who["eve"]), "eve in shot")


def _someone(world: World, name: str) -> CasePerson:
    return world.name(make.case_person(world.rows["tess's client"], name), name)


def _others() -> tuple[Purpose, ...]:
    return tuple(one for one in Purpose if one is not Purpose.FILMING)


def _people_with_reservations(world: World) -> dict[str, CasePerson]:
    """Somebody for each way in which consent can be missing."""
    yesterday = datetime.now(UTC).date() - timedelta(days=1)
    now = datetime.now(UTC)
    people = {}
    for name, purpose in (
        ("filming", Purpose.FILMING),
        ("supervision", Purpose.SUPERVISION),
        ("other supervisors", Purpose.OTHER_SUPERVISORS),
        ("peers", Purpose.PEERS),
    ):
        rest = tuple(one for one in Purpose if one is not purpose)
        make.consent(made := _someone(world, f"refuses {name}"), purpose, agreed=False)
        people[f"refuses {name}"] = make.agrees(made, *rest)
        make.consent(made := _someone(world, f"withdrew {name}"), purpose, withdrawn_at=now)
        people[f"withdrew {name}"] = make.agrees(made, *rest)
        make.consent(made := _someone(world, f"lapsed {name}"), purpose, until=yesterday)
        people[f"lapsed {name}"] = make.agrees(made, *rest)
        make.consent(made := _someone(world, f"replaced {name}"), purpose, replaced_at=now)
        people[f"replaced {name}"] = make.agrees(made, *rest)
        people[f"silent on {name}"] = make.agrees(_someone(world, f"silent on {name}"), *rest)
    make.consent(made := _someone(world, "agreed late"), Purpose.FILMING, given_on=FILMED + ONE)
    people["agreed late"] = make.agrees(made, *_others())
    return people


ONE = timedelta(days=1)


def _film(world: World, name: str, *in_shot: CasePerson, bring: bool = True, **more: Any) -> None:
    cycle = world.name(make.cycle(world.rows["tess's client"]), f"cycle of {name}")
    if bring:
        make.brought(cycle)
    world.name(make.recording(cycle, in_shot, filmed_on=FILMED, **more), name)


def _erased_for_good(film: Recording) -> None:
    now = datetime.now(UTC)
    with transaction() as session:
        session.get_one(Recording, film.id).files_erased_at = now
    make.keep(
        Erasure(
            recording_id=film.id,
            why=ErasedWhy.OWNER,
            files=5,
            bytes=1000,
            removed_at=now,
            backups_gone_on=now.date() + timedelta(days=35),
        )
    )


def _footage(world: World) -> None:
    mother, tess, rows = world.rows["mother"], world.rows["tess in shot"], world.rows
    _film(world, "film", mother)
    _film(world, "private film", mother, bring=False)
    _film(world, "unconfirmed", mother, confirmed=False)
    _film(world, "nobody in shot")
    for state in RecordingState:
        if state is not RecordingState.READY:
            too = (tess,) if state in (RecordingState.ERASED, RecordingState.REFUSED) else ()
            _film(world, f"{state.value} film", mother, *too, state=state)
    _erased_for_good(rows["erased film"])
    for name, somebody in _people_with_reservations(world).items():
        _film(world, f"film: {name}", mother, somebody)
    sam = world.people["sam"].id
    with transaction():
        confirmed = rows["cycle of uploading film"]
        confirmed.confirmed_by_id, confirmed.confirmed_at = sam, datetime.now(UTC)
    cycle = world.name(make.cycle(rows["olu's client"]), "olu's cycle")
    make.brought(cycle)
    world.name(make.recording(cycle, (rows["father"],)), "olu's film")
    world.name(
        make.recording(cycle, (rows["father"],), kind=RecordingKind.SHARED_REVIEW), "olu's review"
    )
    world.name(make.clip(rows["film"]), "clip")
    deleted = world.name(make.clip(rows["film"]), "deleted clip")
    with transaction():
        deleted.deleted_at = datetime.now(UTC)
    world.name(make.clip(rows["olu's film"]), "olu's clip")


def _moment(world: World, name: str, film: str, by: str, role: Role, shared: bool) -> Moment:
    row = make.moment(world.rows[film], world.people[by], role, shared=shared)
    track_name = f"track of {name}"
    with transaction() as session:
        track = session.get_one(Track, row.track_id)
    world.name(track, track_name)
    return world.name(row, name)


def _moments(world: World) -> None:
    _moment(
        world,
        "tess's private moment",
        "film: silent on filming",
        "tess",
        Role.TRAINEE,
        shared=False,
    )
    _moment(world, "tess's shared moment", "film", "tess", Role.TRAINEE, shared=True)
    _moment(world, "sam's private moment", "film: silent on filming", "sam", Role.SUPERVISOR, False)
    _moment(world, "sam's shared moment", "film", "sam", Role.SUPERVISOR, shared=True)
    _moment(world, "fred's shared moment", "film", "fred", Role.SUPERVISOR, shared=True)
    _moment(world, "olu's shared moment", "olu's film", "olu", Role.TRAINEE, shared=True)
    _moment(world, "una's shared moment", "olu's film", "una", Role.SUPERVISOR, shared=True)
    removed = make.moment(world.rows["film"], world.people["tess"], Role.TRAINEE)
    world.name(removed, "deleted moment")
    with transaction():
        removed.deleted_at = datetime.now(UTC)


def _presented(world: World) -> None:
    who, rows = world.people, world.rows
    tess, viewers = rows["tess's training"], [who["eve"], who["ada"]]
    shown = [
        row
        for name, row in rows.items()
        if isinstance(row, Recording) and name not in ("private film", "olu's film", "olu's review")
    ]
    world.name(make.presentation(tess, viewers, shown), "open show")
    for name, opens, closes, more in (
        ("past show", -48, -24, {}),
        ("future show", 24, 48, {}),
        ("ended show", -1, 24, {"ended_at": datetime.now(UTC)}),
    ):
        show = make.presentation(
            tess,
            viewers,
            [rows["private film"]],
            opens_in=timedelta(hours=opens),
            closes_in=timedelta(hours=closes),
            **more,
        )
        world.name(show, name)
    olu = make.presentation(rows["olu's training"], [who["fred"]], [rows["olu's review"]])
    world.name(olu, "olu's show")


def _supervision(world: World) -> None:
    who, rows = world.people, world.rows
    tess, olu = rows["tess's training"], rows["olu's training"]
    world.name(make.session_held(tess, who["sam"]), "session to sign")
    world.name(make.session_held(tess, who["sam"], signed=True), "signed session")
    signed_by_both = world.name(
        make.session_held(tess, who["sam"], signed=True), "session signed by both"
    )
    make.countersigned(signed_by_both)
    world.name(make.session_held(tess, who["fred"], signed=True), "fred's signed session")
    world.name(make.session_held(tess, who["fred"]), "fred's unsigned session")
    handed_over = make.session_held(tess, who["fred"], signed=True)
    make.handed_over(handed_over, who["sam"])
    world.name(handed_over, "fred's session, handed over")
    world.name(make.session_held(olu, who["una"], signed=True), "olu's session")
    world.name(make.session_held(olu, who["sam"]), "sam's session with olu")
    signed = make.session_held(olu, who["sam"], signed=True)
    world.name(signed, "sam's signed session with olu")
    for of in ("signed session", "session to sign", "fred's signed session", "olu's session"):
        world.name(make.working_point(world.rows[of]), f"point of {of}")
    world.name(_meeting(tess, who["eve"], "1", True), "held meeting")
    world.name(_meeting(tess, who["eve"], "1", False), "waiting meeting")
    world.name(_meeting(olu, who["fred"], "1", False), "olu's meeting")


def _meeting(of: Enrolment, held_by: Person, stage: str, recorded: bool) -> StageMeeting:
    held: dict[str, Any] = {
        "held_on": date(2025, 6, 1),
        "minutes": 60,
        "outcome": MeetingOutcome.NOT_YET,
    }
    return make.keep(
        StageMeeting(
            enrolment_id=of.id,
            stage=stage,
            kind=StageMeetingKind.TRANSITION,
            held_by_id=held_by.id,
            **(held if recorded else {}),
        )
    )


def _notices(world: World) -> None:
    for name, who, role in (
        ("notice", "tess", None),
        ("notice as trainee", "tess", Role.TRAINEE),
        ("notice in a role of the past", "tess", Role.SUPERVISOR),
        ("sam's notice", "sam", Role.SUPERVISOR),
    ):
        person_id = world.people[who].id
        row = Notice(person_id=person_id, role=role, words="It is here.", url="/", once=name)
        world.name(make.keep(row), name)


def _submissions(world: World) -> None:
    rows = world.rows
    for owner in ("tess", "olu"):
        training = rows[f"{owner}'s training"]
        draft = Portfolio(enrolment_id=training.id, changed_at=datetime.now(UTC))
        world.name(make.keep(draft), f"{owner}'s portfolio")
        now = draft.changed_at
        version = StatementVersion(
            portfolio_id=draft.id, text="As it read.", begun_at=now, written_at=now
        )
        world.name(make.keep(version), f"{owner}'s version")
    _submission(world, "decided submission", 1, "film", "open show", decided=True)
    _submission(world, "submission", 2, "film", "open show")
    _olus_submission(world)
    for name, number in (("still: refuses other supervisors", 3), ("still: refuses filming", 4)):
        film = name.replace("still:", "film:")
        _submission(world, f"submission with {name}", number, film, "open show", decided=True)
    _submission(world, "unbuilt submission", 5, "film", "open show", decided=True, built=False)
    _submission(world, "submission of the past", 6, "film", "past show", decided=True)


def _submission(
    world: World,
    name: str,
    number: int,
    film: str,
    show: str,
    decided: bool = False,
    built: bool = True,
) -> None:
    row = _frozen(world, name, "tess", number, film, decided, built)
    _put_on_panel(world, name, "ada", show)
    if name == "decided submission":
        _decide(world, row, "ada", "tess")
    elif name == "submission of the past":
        world.name(_decision(world, row, "ada"), "unreleased decision")
    elif decided:
        not_yet = name == "submission with still: refuses other supervisors"
        outcome = DecisionOutcome.NOT_YET if not_yet else DecisionOutcome.ACCREDITED
        row_of = _decision(world, row, "ada", outcome)
        _release(world, world.name(row_of, f"decision on {name}"))


def _olus_submission(world: World) -> None:
    row = _frozen(world, "olu's submission", "olu", 1, "olu's film", decided=True, built=True)
    _put_on_panel(world, "olu's submission", "abe", "past show")
    _decide(world, row, "abe", "olu")


def _put_on_panel(world: World, name: str, accreditor: str, show: str) -> PanelMember:
    decided = name != "submission"
    of = world.rows[name]
    row = PanelMember(
        submission_id=of.id,
        enrolment_id=of.enrolment_id,
        accreditor_id=world.people[accreditor].id,
        presentation_id=world.rows[show].id,
        allocated_by_id=world.people["rea"].id,
        accepted_at=datetime.now(UTC),
        finished_at=datetime.now(UTC) if decided else None,
        is_chair=True,
    )
    return world.name(make.keep(row), f"{accreditor} on {name}")


def _frozen(
    world: World, name: str, owner: str, number: int, film: str, decided: bool, built: bool
) -> Submission:
    draft = world.rows[f"{owner}'s portfolio"]
    row = make.keep(
        Submission(
            portfolio_id=draft.id,
            enrolment_id=draft.enrolment_id,
            number=number,
            state=SubmissionState.DECIDED if decided else SubmissionState.SUBMITTED,
            root="0" * 64,
            document_key="a document" if built else None,
            reading_key="a document" if built else None,
        )
    )
    entry = make.keep(
        SubmissionEntry(
            submission_id=row.id, position=0, kind="moment", body=FROZEN, salt="", digest=""
        )
    )
    still = SubmissionStill(
        submission_id=row.id,
        entry_id=entry.id,
        recording_id=world.rows[film].id,
        frame=1,
        key=f"still {row.id}",
        sha256="",
    )
    world.name(make.keep(still), f"still in {name}")
    return world.name(row, name)


def _decision(
    world: World,
    of: Submission,
    by: str,
    outcome: DecisionOutcome = DecisionOutcome.ACCREDITED,
) -> Decision:
    return make.keep(
        Decision(
            submission_id=of.id,
            decided_by_id=world.people[by].id,
            outcome=outcome,
            strengths="Attuned throughout.",
            next_steps="Go on with peers.",
            meeting_held_on=date(2026, 1, 5),
            meeting_minutes=60,
            decided_at=datetime.now(UTC),
        )
    )


def _release(world: World, decision: Decision) -> None:
    make.keep(DecisionRelease(decision_id=decision.id, released_by_id=world.people["rea"].id))


def _decide(world: World, of: Submission, by: str, owner: str) -> None:
    decision = world.name(_decision(world, of, by), f"{owner}'s decision")
    _release(world, decision)
    certificate = Certificate(
        number=f"A-{of.id}",
        enrolment_id=of.enrolment_id,
        decision_id=decision.id,
        holder_name=owner.title(),
        edition_title="Set A",
        issued_on=date(2026, 1, 6),
        code=f"CODE{of.id:08}",
        valid_until=date(2029, 1, 5),
    )
    world.name(make.keep(certificate), f"{owner}'s certificate")
    for more, removed_at in (("", None), ("removed ", datetime.now(UTC))):
        entry = PracticeEntry(
            certificate_id=certificate.id,
            kind=PracticeKind.CASE,
            done_on=date(2026, 5, 1),
            removed_at=removed_at,
        )
        world.name(make.keep(entry), f"{owner}'s {more}practice")
