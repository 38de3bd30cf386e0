"""A trainee whose supervisor changed, with work and a question from before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from app.extensions import transaction
from app.models.casework import Cycle
from app.models.footage import Recording, RecordingKind
from app.models.moments import Moment
from app.models.people import Person, Role
from app.models.programme import Enrolment
from app.models.supervision import SupervisionSession
from app.policies import Actor
from app.programmes.operations import allocate_supervisor
from tests import factories as make


@dataclass(frozen=True)
class Changed:
    """Fred supervised; Gwen does now. `cycle` waits for an answer, `seen` was confirmed."""

    trainee: Person
    fred: Person
    gwen: Person
    registrar: Person
    enrolment: Enrolment
    cycle: Cycle
    seen: Cycle
    film: Recording
    shared: tuple[Moment, ...]
    session: SupervisionSession


def changed_supervisor() -> Changed:
    registrar = make.person(Role.REGISTRAR)
    trainee, fred = make.person(Role.TRAINEE), make.person(Role.SUPERVISOR, name="Fred Oakes")
    gwen = make.person(Role.SUPERVISOR, name="Gwen Hughes")
    enrolment = make.enrolment(trainee, fred)
    client = make.client(enrolment)
    mother = make.case_person(client, "mother")
    make.agrees(mother)
    cycle = make.cycle(client)
    seen = make.cycle(client, reviewed_on=make.LONG_AGO + timedelta(days=9))
    film = make.recording(cycle, (mother,))
    make.recording(seen, (mother,))
    make.recording(seen, (mother,), kind=RecordingKind.SHARED_REVIEW)
    for one in (cycle, seen):
        make.brought(one)
    shared = (
        make.moment(film, trainee, Role.TRAINEE, shared=True),
        make.moment(film, fred, Role.SUPERVISOR, shared=True),
    )
    session = make.session_held(enrolment, fred, seen, signed=True)
    make.working_point(session, "Wait longer")
    with transaction():
        seen.confirmed_by_id, seen.confirmed_at = fred.id, datetime.now(UTC)
        allocate_supervisor(Actor(registrar.id, Role.REGISTRAR), enrolment, gwen)
    return Changed(trainee, fred, gwen, registrar, enrolment, cycle, seen, film, shared, session)
