"""The association of the demo: editions, services, courses; and how a training begins."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from accreditation import shipped
from app.demo.films import FilmStock, Scenery
from app.demo.people import INGRID, MARION, REGISTRAR, STEPHEN, Company, Part
from app.demo.scenes import FIRST_DAY, Story, day
from app.demo.training import Training
from app.demo.words import services as words
from app.models.case_requests import SAID
from app.models.casework import CaseType
from app.models.programme import Course, EditionInUse
from app.models.services import Service, ServiceKind
from app.policies import Actor
from app.programmes import operations as programmes
from app.services import operations as services
from app.services.words import words_of

SET_A, ORKNEY, SET_B = "set-a", "set-a-orkney", "set-b"


@dataclass(frozen=True)
class Employer:
    name: str
    kind: ServiceKind
    lead: Part


COUNCIL = Employer("Northmoor Council", ServiceKind.COUNCIL, MARION)
TRUST = Employer("Harbour NHS Trust", ServiceKind.TRUST, STEPHEN)
CHARITY = Employer("Skerry Families", ServiceKind.CHARITY, INGRID)

# The first of two days, in working days before today.
COURSES = (
    (465, "Intro course in the islands", "Skerry Hall"),
    (460, "Intro course, Northmoor", "Northmoor Library"),
    (430, "Intro course, Northmoor", "Northmoor Library"),
    (330, "Intro course for health teams", "Harbour House, seminar room 2"),
    (250, "Intro course, mixed group", "Northmoor Library"),
    (190, "Intro course for health teams", "Harbour House, seminar room 2"),
    (140, "Intro course, mixed group", "Northmoor Library"),
    (45, "Intro course, Northmoor", "Northmoor Library"),
    (-9, "Intro course for health teams", "Harbour House, seminar room 2"),
)


@dataclass
class Association:
    """What every training begins with; `courses` are ids by their first day."""

    story: Story
    company: Company
    reel: FilmStock
    courses: dict[int, int] = field(default_factory=dict)

    def home(self, number: int) -> Scenery:
        return self.reel.families[number % len(self.reel.families)]

    def talks(self, number: int) -> Scenery:
        return self.reel.reviews[number % len(self.reel.reviews)]

    def found(self) -> None:
        """Editions in use, services that may film, and courses."""
        self._take_up_editions()
        for employer in (COUNCIL, TRUST, CHARITY):
            self._add_service(employer)
        self._publish_own_wording(160, COUNCIL)
        for days, title, place in COURSES:
            self._add_course(days, title, place)

    def _take_up_editions(self) -> None:
        @self.story.at(FIRST_DAY, 9, "programmes and services are opened")
        def taken_up(session: Session) -> None:
            for slug in (SET_A, ORKNEY, SET_B):
                text = shipped.programme_text(slug)
                programmes.take_up_edition(self._registrar, text, f"{slug}.toml")

    def _add_service(self, employer: Employer) -> None:
        @self.story.at(FIRST_DAY, 10)
        def added(session: Session) -> None:
            service = services.add_service(self._registrar, employer.name, employer.kind)
            session.flush()
            services.appoint_lead(self._registrar, service, self.company.person(employer.lead))
            services.set_quota(self._registrar, service, words.ROOM_FOR_FILMS)

        @self.story.at(FIRST_DAY, 14)
        def settled(session: Session) -> None:
            service, lead = service_called(session, employer), self.company.actor(employer.lead)
            services.publish_policy(lead, service, words.POLICIES[employer.kind])
            for item, reference in words.REFERENCES[employer.kind].items():
                services.confirm_check(lead, service, item, day(FIRST_DAY), reference)

    def _publish_own_wording(self, days: int, employer: Employer) -> None:
        """A second version of the wording; who answered before keeps the first."""

        @self.story.at(days, 11, f"{employer.name} publishes its own consent wording")
        def published(session: Session) -> None:
            lead = self.company.actor(employer.lead)
            draft = services.draft_wording(lead, service_called(session, employer))
            session.flush()
            said = replace(words_of(draft), complaints=words.COMPLAINTS)
            services.publish_wording(lead, services.change_wording(lead, draft, said))

    def asks(self, days: int, code: str, whom: Part | None = None, back: bool = False) -> None:
        """The council is asked for work by a code; somebody may be asked to take it on."""

        @self.story.at(days, 13)
        def asked(session: Session) -> None:
            lead, council = self.company.actor(MARION), service_called(session, COUNCIL)
            said = dict.fromkeys(SAID, "") | words.REQUESTS[code]
            row = services.write_request(lead, council, code, CaseType.VIG, day(days), said)
            if whom is not None:
                services.allocate_request(lead, row, self.company.person(whom))
            if whom is not None and back:
                services.give_back_request(self.company.actor(whom), row, words.GIVEN_BACK)

    def _add_course(self, days: int, title: str, place: str) -> None:
        @self.story.at(min(days + 30, FIRST_DAY - 1), 9)
        def added(session: Session) -> None:
            held = [(day(days), 2), (day(days - 1), 2)]
            course = programmes.add_course(self._registrar, title, place, held)
            session.flush()
            self.courses[days] = course.id

    def joins(self, days: int, who: Part, employer: Employer, manager: Part | str) -> None:
        """Somebody works in a service from then on, under a line manager."""

        @self.story.at(days, 9)
        def joined(session: Session) -> None:
            lead, service = self.company.actor(employer.lead), service_called(session, employer)
            person = self.company.person(who)
            if isinstance(manager, Part):
                services.add_practitioner(lead, service, person, self.company.person(manager))
            else:
                services.add_practitioner(lead, service, person, line_manager_name=manager)

    def enrols(
        self, days: int, who: Part, supervisor: Part, edition: str, employer: Employer
    ) -> Training:
        """Enrolled, with a supervisor; no stage is open yet."""
        training = Training(self.story, self.company, self.reel, who, supervisor)

        @self.story.at(days, 10, f"{who.name} is enrolled")
        def enrolled(session: Session) -> None:
            enrolment = programmes.enrol(
                self._registrar,
                self.company.person(who),
                session.scalars(select(EditionInUse).filter_by(slug=edition)).one(),
                service_called(session, employer),
                day(days),
            )
            session.flush()
            training.enrolment_id = enrolment.id
            person = self.company.person(supervisor)
            programmes.allocate_supervisor(self._registrar, enrolment, person)

        return training

    def takes_the_course(self, days: int, training: Training) -> None:
        """There on both days: the first stage opens."""

        @self.story.at(days - 1, 17)
        def attended(session: Session) -> None:
            for held in session.get_one(Course, self.courses[days]).days:
                programmes.record_attendance(self._registrar, training.enrolment, held)

    @property
    def _registrar(self) -> Actor:
        return self.company.actor(REGISTRAR)


def service_called(session: Session, employer: Employer) -> Service:
    return session.scalars(select(Service).filter_by(name=employer.name)).one()
