"""One trainee's way in the demo: cases, cycles, sessions, stage meetings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import NAMESPACE_URL, uuid5

from accreditation.consent import Purpose
from app import clock
from app.casework import operations as casework
from app.demo.films import Footage
from app.demo.people import acting
from app.demo.scenes import days_ago, scene
from app.demo.words import Case, Insight
from app.extensions import db
from app.footage import operations as footage
from app.models.casework import CasePerson, Client, Cycle, PersonKind
from app.models.consent import GivenBy, GivenHow
from app.models.footage import Recording, RecordingKind
from app.models.meetings import MeetingOutcome, StageMeeting
from app.models.people import Person, Role
from app.models.programme import Enrolment
from app.pathway import operations as pathway
from app.policies import Actor
from app.studio import operations as studio
from app.supervision import operations as supervision


@dataclass(frozen=True)
class Filmed:
    """A cycle and its two recordings, by id: each scene reads its rows anew."""

    cycle_id: int
    film_id: int
    review_id: int | None = None


@dataclass(frozen=True)
class Training:
    """The people of one training, acting in their roles."""

    enrolment_id: int
    trainee: Actor
    supervisor: Actor

    def open_case(self, days: int, case: Case) -> int:
        """A coded client with the people who may be in shot, and everyone's consent; its id."""
        with scene(days, 9) as session:
            enrolment = session.get_one(Enrolment, self.enrolment_id)
            client = casework.add_client(
                self.trainee,
                enrolment,
                case.code,
                case.case_type,
                case.question,
                days_ago(days).date(),
            )
            adult = casework.add_case_person(self.trainee, client, case.adult, PersonKind.ADULT)
            child = casework.add_case_person(self.trainee, client, case.child, PersonKind.CHILD)
            me = casework.add_case_person(
                self.trainee,
                client,
                "practitioner",
                PersonKind.PRACTITIONER,
                session.get_one(Person, self.trainee.person_id),
            )
            session.flush()
            self._agree(adult, GivenBy.THEMSELVES, GivenHow.PAPER)
            self._agree(child, GivenBy.PARENTAL_RESPONSIBILITY, GivenHow.PAPER)
            self._agree(me, GivenBy.THEMSELVES, GivenHow.ACCOUNT)
            return client.id

    def _agree(self, person: CasePerson, by: GivenBy, how: GivenHow) -> None:
        answers = {purpose: purpose is not Purpose.RESEARCH for purpose in Purpose}
        casework.answer_consent(self.trainee, person, answers, clock.today(), by, how)

    def film(self, days: int, client_id: int, footage_of: Footage) -> Filmed:
        """A cycle begins: the client film is made and arrives."""
        with scene(days, 11) as session:
            cycle = casework.start_cycle(self.trainee, session.get_one(Client, client_id))
            session.flush()
            cycle_id = cycle.id
        return Filmed(cycle_id, self._record(days, cycle_id, RecordingKind.CLIENT_FILM, footage_of))

    def review(self, days: int, filmed: Filmed, footage_of: Footage) -> Filmed:
        """The shared review is held, filmed and dated."""
        review_id = self._record(days, filmed.cycle_id, RecordingKind.SHARED_REVIEW, footage_of)
        with scene(days, 16) as session:
            cycle = session.get_one(Cycle, filmed.cycle_id)
            casework.date_shared_review(self.trainee, cycle, days_ago(days).date())
        return Filmed(filmed.cycle_id, filmed.film_id, review_id)

    def _record(self, days: int, cycle_id: int, kind: RecordingKind, shown: Footage) -> int:
        with scene(days, 14) as session:
            cycle = session.get_one(Cycle, cycle_id)
            adult, child, me = session.get_one(Client, cycle.client_id).people
            in_shot = (adult, me) if kind is RecordingKind.SHARED_REVIEW else (adult, child)
            filmed_on = days_ago(days).date()
            recording = footage.declare_recording(self.trainee, cycle, kind, filmed_on, in_shot)
            session.flush()
            recording_id = recording.id
        with clock.set_to(days_ago(days, 15)):
            footage.receive(self.trainee, db.session.get_one(Recording, recording_id), shown.path)
            footage.make_ready(recording_id)
            footage.drop_original(recording_id)
        return recording_id

    def look_closely(
        self,
        days: int,
        recording_id: int,
        shown: Footage,
        insights: Sequence[Insight],
        criteria: Sequence[str] = (),
        by: Actor | None = None,
    ) -> None:
        """Moments at the receptions of the film; without `by` they are the trainee's own."""
        who = by or self.trainee
        with scene(days, 19) as session:
            recording = session.get_one(Recording, recording_id)
            for number, (turn, insight) in enumerate(zip(shown.receptions, insights, strict=False)):
                as_range = number % 2 == 0
                studio.add_moment(
                    who,
                    recording,
                    _token(recording_id, who.role, number),
                    turn.at_frame,
                    turn.at_frame + turn.frames if as_range else None,
                    insight.words,
                    [insight.principle],
                    criteria[number : number + 1],
                )
                if who.role is Role.TRAINEE and number < 3:
                    studio.add_clip(
                        who,
                        recording,
                        _token(recording_id, "clip", number),
                        insight.words.split(".")[0],
                        max(0, turn.at_frame - 30),
                        turn.at_frame + turn.frames,
                    )

    def ask(self, days: int, filmed: Filmed, question: str) -> None:
        with scene(days, 18) as session:
            cycle = session.get_one(Cycle, filmed.cycle_id)
            supervision.ask_for_supervision(self.trainee, cycle, question)

    def meet_supervisor(
        self, days: int, filmed: Sequence[Filmed], strengths: str, points: Sequence[str], then: str
    ) -> None:
        """A session of an hour is held, recorded and signed; its cycles are confirmed."""
        with scene(days, 15) as session:
            enrolment = session.get_one(Enrolment, self.enrolment_id)
            cycles = [session.get_one(Cycle, one.cycle_id) for one in filmed]
            held_on = days_ago(days).date()
            held = supervision.record_session(
                self.supervisor, enrolment, held_on, 60, strengths, points, then, cycles
            )
            session.flush()
            supervision.sign_session(self.supervisor, held)

    def rate(self, days: int, filmed: Filmed, levels: dict[str, str]) -> None:
        with scene(days, 14) as session:
            cycle = session.get_one(Cycle, filmed.cycle_id)
            supervision.rate_cycle(self.supervisor, cycle, levels)

    def close_stage(self, days: int, external: Person, shown: Sequence[Filmed]) -> None:
        """A transition meeting is proposed, held by somebody else, and the next stage opens."""
        with scene(days + 7) as session:
            meeting = pathway.propose_meeting(
                self.trainee,
                session.get_one(Enrolment, self.enrolment_id),
                session.get_one(Person, external.id),
                [session.get_one(Recording, one.review_id) for one in shown],
                14,
            )
            session.flush()
            meeting_id = meeting.id
        with scene(days, 12) as session:
            pathway.record_meeting(
                acting(external, Role.SUPERVISOR),
                session.get_one(StageMeeting, meeting_id),
                days_ago(days).date(),
                60,
                MeetingOutcome.GO_ON,
                "Attuned in film and review alike; the clients did the finding.",
                "Stay with the small moments, and let the reviews become shorter.",
            )

    def erase_films(self, days: int, filmed: Sequence[Filmed]) -> None:
        """What was agreed: the films go after the end of the involvement, and the count stays."""
        for one in filmed:
            for recording_id in (one.film_id, one.review_id):
                with scene(days) as session:
                    footage.erase_recording(self.trainee, session.get_one(Recording, recording_id))
                with clock.set_to(days_ago(days)):
                    footage.erase_files(recording_id or 0)


def _token(*parts: object) -> str:
    return str(uuid5(NAMESPACE_URL, f"attune demo {parts}"))
