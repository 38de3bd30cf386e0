"""A case with everything that could leak beside it, and films that really arrive."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask

from app.models.casework import CasePerson, Client, Cycle, PersonKind
from app.models.footage import Recording, RecordingKind
from app.models.people import Person, Role
from app.models.programme import Enrolment
from app.policies import Actor
from tests import factories
from tests.browser_like import Visitor
from tests.footage.uploads import fresh, send_film, sweep


@dataclass(frozen=True)
class Case:
    """A trainee with a supervisor, and a client whose people agreed to everything."""

    trainee: Person
    supervisor: Person
    enrolment: Enrolment
    client: Client
    mother: CasePerson
    child: CasePerson
    cycle: Cycle

    @property
    def actor(self) -> Actor:
        return Actor(self.trainee.id, Role.TRAINEE)


@pytest.fixture
def case(app: Flask) -> Case:
    return make_case()


def make_case() -> Case:
    trainee, supervisor = factories.person(Role.TRAINEE), factories.person(Role.SUPERVISOR)
    enrolment = factories.enrolment(trainee, supervisor)
    client = factories.client(enrolment)
    mother = factories.agrees(factories.case_person(client))
    child = factories.agrees(factories.case_person(client, "child", PersonKind.CHILD))
    return Case(trainee, supervisor, enrolment, client, mother, child, factories.cycle(client))


@pytest.fixture
def trainee(app: Flask, case: Case) -> Visitor:
    return Visitor(app).sign_in(case.trainee)


@pytest.fixture
def ready(case: Case, trainee: Visitor) -> Callable[..., Recording]:
    """Upload a film over the wire and let the worker make it ready; the recording it became."""

    def make(film: Path, kind: RecordingKind = RecordingKind.CLIENT_FILM) -> Recording:
        recording = send_film(trainee, case.cycle, [case.mother, case.child], film, kind)
        sweep()
        return fresh(recording)

    return make
