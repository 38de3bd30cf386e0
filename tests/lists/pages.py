"""Every page that lists rows by pages, and how to fill it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from app import clock
from app.models.casework import CasePerson, Client, PersonKind
from app.models.people import Person, Role
from app.models.portfolio import Portfolio
from app.models.programme import Enrolment
from app.models.services import MemberKind, ServiceMember
from tests import crowds
from tests import factories as make


@dataclass(frozen=True)
class List:
    """A list at `url` as `reader` sees it; `fill(number)` adds as many rows to it."""

    reader: Person
    role: Role
    url: str
    fill: Callable[[int], object]
    already: int = 0
    """Rows that are there before any is added."""
    in_development: bool = False
    """The page is there in development only."""


LISTS: dict[str, Callable[[], List]] = {}


def listed(by: str) -> Callable[[Callable[[], List]], Callable[[], List]]:
    """`by` is the function that asks for the page of rows: module in app, colon, name."""

    def register(make_list: Callable[[], List]) -> Callable[[], List]:
        LISTS[by] = make_list
        return make_list

    return register


@listed("casework.queries.clients:clients_page")
def clients() -> List:
    trainee = make.person(Role.TRAINEE)
    of = make.enrolment(trainee)
    return List(trainee, Role.TRAINEE, "/clients", lambda n: crowds.clients([of.id] * n))


@listed("casework.queries.record:journal_page")
def journal() -> List:
    trainee = make.person(Role.TRAINEE)
    return List(trainee, Role.TRAINEE, "/journal", lambda n: crowds.journal(trainee.id, n))


@listed("casework.queries.clients:listed_as")
def cases_one_is_in_shot_in() -> List:
    trainee, of = make.person(Role.TRAINEE), make.enrolment()

    def fill(number: int) -> None:
        crowds.case_people(number, trainee.id, of.id)

    return List(trainee, Role.TRAINEE, "/my-consent", fill)


@listed("casework.queries.film_refusals:films_with_me")
def films_one_is_in() -> List:
    trainee, case = make.person(Role.TRAINEE), make.client(make.enrolment())
    me = make.case_person(case, "teacher", PersonKind.PRACTITIONER, trainee)

    def fill(number: int) -> None:
        crowds.films(number, case, trainee.id, me)

    return List(trainee, Role.TRAINEE, f"/my-consent/{me.id}/films", fill)


@listed("pathway.queries.caseload:caseload")
def caseload() -> List:
    supervisor = make.person(Role.SUPERVISOR)

    def fill(number: int) -> None:
        crowds.worked(crowds.trainings(number, supervisor.id), supervisor.id)

    return List(supervisor, Role.SUPERVISOR, "/caseload", fill)


@listed("supervision.queries:log_page")
def sessions() -> List:
    trainee, supervisor = make.person(Role.TRAINEE), make.person(Role.SUPERVISOR)
    of = make.enrolment(trainee, supervisor)

    def fill(number: int) -> None:
        crowds.sessions(number, of, supervisor.id)

    return List(trainee, Role.TRAINEE, "/supervision", fill)


@listed("supervision.logs:page_for")
def sessions_held() -> List:
    trainee, supervisor = make.person(Role.TRAINEE), make.person(Role.SUPERVISOR)
    of = make.enrolment(trainee, supervisor)

    def fill(number: int) -> None:
        crowds.sessions(number, of, supervisor.id)

    return List(supervisor, Role.SUPERVISOR, "/supervision/held", fill)


def _after_a_change(ending: str, fill: Callable[[int, Enrolment, Person], object]) -> List:
    trainee, earlier = make.person(Role.TRAINEE), make.person(Role.SUPERVISOR)
    of = make.enrolment(trainee, make.person(Role.SUPERVISOR))
    url = f"/trainings/{of.id}/earlier{ending}"
    return List(trainee, Role.TRAINEE, url, lambda n: fill(n, of, earlier))


@listed("supervision.earlier:cycles_page")
def earlier_cycles() -> List:
    return _after_a_change("", lambda n, of, earlier: crowds.asked(n, of))


@listed("supervision.earlier:sessions_page")
def earlier_sessions() -> List:
    return _after_a_change("/sessions", lambda n, of, earlier: crowds.sessions(n, of, earlier.id))


def _times(path: str, role: Role) -> List:
    supervisor, trainee = make.person(Role.SUPERVISOR), make.person(Role.TRAINEE)
    make.enrolment(trainee, supervisor)

    def fill(number: int) -> None:
        crowds.times(number, supervisor.id)

    return List(supervisor if role is Role.SUPERVISOR else trainee, role, path, fill)


@listed("supervision.booked:offered_page")
def times_offered() -> List:
    return _times("/supervision/times", Role.SUPERVISOR)


@listed("supervision.booked:bookable_page")
def times_to_book() -> List:
    return _times("/supervision/book", Role.TRAINEE)


@listed("presentations.queries:received")
def shown_to_me() -> List:
    viewer, of = make.person(Role.SUPERVISOR), make.enrolment()
    client = make.client(of)
    film = make.recording(make.cycle(client), [make.agrees(make.case_person(client))])

    def fill(number: int) -> None:
        crowds.presentations(number, viewer.id, [film.id], crowds.trainings(10))

    return List(viewer, Role.SUPERVISOR, "/shown-to-me", fill)


@listed("programmes.queries.registry:enrolments_page")
def enrolments() -> List:
    def fill(number: int) -> None:
        crowds.trainings(number, make.person(Role.SUPERVISOR).id)

    return _for_the_registrar("/registrar/trainees", fill)


@listed("programmes.queries.courses:courses_page")
def courses() -> List:
    registrar = make.person(Role.REGISTRAR)

    def fill(number: int) -> None:
        crowds.courses(number, registrar.id)

    return List(registrar, Role.REGISTRAR, "/registrar/courses", fill)


@listed("programmes.queries.courses:roll_of")
def roll_of_a_course() -> List:
    (course,) = crowds.courses(1, make.person(Role.REGISTRAR).id)

    def fill(number: int) -> None:
        crowds.trainings(number, stages=())

    return _for_the_registrar(f"/registrar/courses/{course}", fill)


@listed("panel.queries:submissions_page")
def submissions() -> List:
    return _for_the_registrar("/panel/submissions", crowds.submissions)


@listed("panel.queries:reviews_page")
def reviews() -> List:
    accreditor = make.person(Role.ACCREDITOR)

    def fill(number: int) -> None:
        crowds.reviews(number, accreditor.id)

    return List(accreditor, Role.ACCREDITOR, "/reviews", fill)


@listed("register.queries:certificates_page")
def certificates() -> List:
    return _for_the_registrar("/certificates", crowds.certificates)


@listed("portfolio.queries.draft:recordings_to_choose")
def films_to_choose() -> List:
    trainee, portfolio, client, mother = _portfolio()

    def fill(number: int) -> None:
        crowds.films(number, client, trainee.id, mother)

    return List(trainee, Role.TRAINEE, f"/portfolios/{portfolio}/recordings", fill)


@listed("portfolio.queries.draft:moments_to_choose")
def moments_to_choose() -> List:
    trainee, portfolio, client, mother = _portfolio()

    def fill(number: int) -> None:
        crowds.moments(crowds.films(number, client, trainee.id, mother), trainee.id)

    return List(trainee, Role.TRAINEE, f"/portfolios/{portfolio}/moments", fill)


@listed("notices.routes:notices")
def notices() -> List:
    reader = make.person(Role.TRAINEE)
    return List(reader, Role.TRAINEE, "/notices", lambda n: crowds.notices(n, reader.id))


@listed("mail.routes:mailbox")
def mailbox() -> List:
    reader = make.person(Role.TRAINEE)
    fill = partial(crowds.letters, address="tess@example.org")
    return List(reader, Role.TRAINEE, "/mailbox", fill, in_development=True)


@listed("accounts.queries.people:people")
def people() -> List:
    fill = partial(crowds.people, roles=(Role.TRAINEE, Role.SUPERVISOR))
    return _for_the_registrar("/registrar/people", fill, already=1)


@listed("accounts.routes.account:sessions")
def browsers() -> List:
    reader = make.person(Role.TRAINEE)
    fill = partial(crowds.browsers, person_id=reader.id)
    return List(reader, Role.TRAINEE, "/account/browsers", fill, already=1)


@listed("accounts.routes.account:attempts")
def own_attempts() -> List:
    reader = make.person(Role.TRAINEE)
    fill = partial(crowds.attempts, email=reader.email)
    return List(reader, Role.TRAINEE, "/account/sign-ins", fill)


@listed("accounts.routes.person:attempts_of")
def attempts_of_somebody() -> List:
    somebody = make.person(Role.TRAINEE)
    fill = partial(crowds.attempts, email=somebody.email)
    return _for_the_registrar(f"/registrar/people/{somebody.id}/sign-ins", fill)


@listed("services.queries.overview:services_page")
def services() -> List:
    return _for_the_registrar("/registrar/services", crowds.services)


@listed("services.queries.members:members_page")
def practitioners() -> List:
    lead, service = make.person(Role.SERVICE_LEAD), make.service()
    leads = {"service_id": service.id, "person_id": lead.id, "kind": MemberKind.LEAD}
    crowds.add(ServiceMember, [leads])
    fill = partial(crowds.members, service_id=service.id, line_manager_id=lead.id)
    return List(lead, Role.SERVICE_LEAD, f"/services/{service.id}/practitioners", fill)


def _portfolio() -> tuple[Person, int, Client, CasePerson]:
    """A trainee, their portfolio, a client of theirs and somebody who agreed to everything."""
    trainee = make.person(Role.TRAINEE)
    of = make.enrolment(trainee)
    begun = make.keep(Portfolio(enrolment_id=of.id, changed_at=clock.now()))
    client = make.client(of)
    return trainee, begun.id, client, make.agrees(make.case_person(client))


def _for_the_registrar(url: str, fill: Callable[[int], object], already: int = 0) -> List:
    return List(make.person(Role.REGISTRAR), Role.REGISTRAR, url, fill, already)
