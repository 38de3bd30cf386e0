"""One trainee's casework in the demo: cases, films, what is marked on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeVar
from uuid import NAMESPACE_URL, uuid5

from sqlalchemy.orm import Session

from accreditation.consent import Purpose
from app import clock
from app.casework import operations as casework
from app.demo.films import FilmStock, Footage, Scenery
from app.demo.people import Company, Part
from app.demo.scenes import Story, day
from app.demo.words.cases import Case
from app.demo.words.noticed import Insight
from app.extensions import db
from app.footage import operations as footage
from app.models.casework import CasePerson, CaseType, Client, Cycle, PersonKind
from app.models.consent import GivenBy, GivenHow
from app.models.footage import Recording, RecordingKind
from app.models.people import Role
from app.models.programme import Enrolment
from app.policies import Actor
from app.studio import operations as studio

Row = TypeVar("Row")


@dataclass
class Opened:
    """A case that was opened, by id: each scene reads its rows anew."""

    case: Case
    home: Scenery
    talks: Scenery
    client_id: int = 0
    cycles: int = 0


@dataclass
class Filmed:
    """A cycle with its recordings, by id, and what was drawn for them."""

    opened: Opened
    film: Footage
    review: Footage
    cycle_id: int = 0
    film_id: int = 0
    review_id: int = 0


@dataclass
class Training:
    """One training: who is in it, and what was brought to supervision so far."""

    story: Story
    company: Company
    reel: FilmStock
    trainee: Part
    supervisor: Part
    enrolment_id: int = 0
    done: list[Filmed] = field(default_factory=list)

    @property
    def me(self) -> Actor:
        return self.company.actor(self.trainee, Role.TRAINEE)

    @property
    def my_supervisor(self) -> Actor:
        return self.company.actor(self.supervisor, Role.SUPERVISOR)

    @property
    def enrolment(self) -> Enrolment:
        return db.session.get_one(Enrolment, self.enrolment_id)

    def open_case(self, days: int, case: Case, home: Scenery, talks: Scenery) -> Opened:
        """A coded client, the people who may be in shot, and what each of them agreed to."""
        opened = Opened(case, home, talks)

        @self.story.at(days, 9)
        def begins(session: Session) -> None:
            client = casework.add_client(
                self.me, self.enrolment, case.code, CaseType.VIG, case.question, day(days)
            )
            adult = casework.add_case_person(self.me, client, case.adult, PersonKind.ADULT)
            child = casework.add_case_person(self.me, client, case.child, PersonKind.CHILD)
            practitioner = casework.add_case_person(
                self.me,
                client,
                "practitioner",
                PersonKind.PRACTITIONER,
                self.company.person(self.trainee),
            )
            session.flush()
            opened.client_id = client.id
            self._agree(adult, case.refused, GivenBy.THEMSELVES, GivenHow.PAPER)
            self._agree(child, case.refused, GivenBy.PARENTAL_RESPONSIBILITY, GivenHow.PAPER)
            self._agree(practitioner, (), GivenBy.THEMSELVES, GivenHow.ACCOUNT)

        return opened

    def _agree(
        self, person: CasePerson, refused: Sequence[Purpose], by: GivenBy, how: GivenHow
    ) -> None:
        answers = {purpose: purpose not in refused for purpose in Purpose}
        casework.answer_consent(self.me, person, answers, clock.today(), by, how)

    def take_back(self, days: int, opened: Opened, purposes: Sequence[Purpose]) -> None:
        """The adult of the case takes back what they agreed to."""

        @self.story.at(days, 13, f"a family of {self.trainee.name}'s takes back a yes")
        def takes_back(session: Session) -> None:
            adult = session.get_one(Client, opened.client_id).people[0]
            for purpose in purposes:
                casework.withdraw_consent(self.me, adult, purpose)

    def film(self, days: int, opened: Opened, short: bool = False) -> Filmed:
        """The next cycle of a case begins: the client film is made and arrives."""
        number, opened.cycles = opened.cycles, opened.cycles + 1
        filmed = Filmed(opened, opened.home.film(number), opened.talks.film(number))
        if short:
            filmed.film, filmed.review = self.reel.short_film, self.reel.short_review

        @self.story.at(days, 11)
        def begins(session: Session) -> None:
            cycle = casework.start_cycle(self.me, session.get_one(Client, opened.client_id))
            session.flush()
            filmed.cycle_id = cycle.id

        self._record(days, filmed, RecordingKind.CLIENT_FILM, filmed.film)
        return filmed

    def review(self, days: int, filmed: Filmed) -> None:
        """The shared review is held, filmed and dated."""
        self._record(days, filmed, RecordingKind.SHARED_REVIEW, filmed.review)

        @self.story.at(days, 16)
        def dated(session: Session) -> None:
            cycle = session.get_one(Cycle, filmed.cycle_id)
            casework.date_shared_review(self.me, cycle, day(days))

    def _record(self, days: int, filmed: Filmed, kind: RecordingKind, shown: Footage) -> None:
        @self.story.at(days, 14)
        def declared(session: Session) -> None:
            cycle = session.get_one(Cycle, filmed.cycle_id)
            adult, child, practitioner = session.get_one(Client, cycle.client_id).people
            is_review = kind is RecordingKind.SHARED_REVIEW
            in_shot = (adult, practitioner) if is_review else (adult, child)
            row = footage.declare_recording(self.me, cycle, kind, day(days), in_shot)
            session.flush()
            if is_review:
                filmed.review_id = row.id
            else:
                filmed.film_id = row.id

        @self.story.work_at(days, 15)
        def arrives() -> None:
            row_id = filmed.review_id if kind is RecordingKind.SHARED_REVIEW else filmed.film_id
            footage.receive(self.me, db.session.get_one(Recording, row_id), shown.path)
            footage.make_ready(row_id, shown.prepare)

    def look_at_film(self, days: int, filmed: Filmed, noticed: Sequence[Insight]) -> None:
        """The trainee's own moments on the client film, each with a clip of it."""

        @self.story.at(days, 17)
        def marks(session: Session) -> None:
            recording = session.get_one(Recording, filmed.film_id)
            self._mark(self.me, recording, filmed.film, noticed)
            self._cut(recording, filmed.film, noticed[:2])

    def look_at_review(self, days: int, filmed: Filmed, noticed: Sequence[Insight]) -> None:
        """The trainee's own moments on the film of the shared review."""

        @self.story.at(days, 17)
        def marks(session: Session) -> None:
            recording = session.get_one(Recording, filmed.review_id)
            self._mark(self.me, recording, filmed.review, noticed)

    def watch_ahead(self, days: int, filmed: Filmed, seen: Sequence[Insight]) -> None:
        """The supervisor's moments on the film of the shared review."""

        @self.story.at(days, 19)
        def marks(session: Session) -> None:
            recording = session.get_one(Recording, filmed.review_id)
            self._mark(self.my_supervisor, recording, filmed.review, seen)

    def _mark(
        self, who: Actor, recording: Recording, shown: Footage, noticed: Sequence[Insight]
    ) -> None:
        for number, (insight, turn) in enumerate(shown.turns_for(noticed)):
            studio.add_moment(
                who,
                recording,
                _token(recording.id, who.role, number),
                turn.at_frame,
                turn.last_frame if number % 2 == 0 else None,
                insight.words,
                [insight.principle],
                [insight.criterion] if insight.criterion else [],
            )

    def _cut(self, recording: Recording, shown: Footage, noticed: Sequence[Insight]) -> None:
        for number, (insight, turn) in enumerate(shown.turns_for(noticed)):
            studio.add_clip(
                self.me,
                recording,
                _token(recording.id, "clip", number),
                insight.words.split(".")[0],
                max(0, turn.at_frame - 30),
                turn.last_frame,
            )

    def erase_films(self, days: int, filmed: Sequence[Filmed]) -> None:
        """What was agreed: the films go after the end of the involvement, and the count stays."""
        for one in filmed:
            self._erase(days, one)

    def _erase(self, days: int, one: Filmed) -> None:
        @self.story.at(days, 12)
        def erased(session: Session) -> None:
            for row_id in (one.film_id, one.review_id):
                footage.erase_recording(self.me, session.get_one(Recording, row_id))

        @self.story.work_at(days, 12)
        def files_go() -> None:
            for row_id in (one.film_id, one.review_id):
                footage.erase_files(row_id)


def _token(*parts: object) -> str:
    return str(uuid5(NAMESPACE_URL, f"attune demo {parts}"))
