"""A film in which a practitioner is in shot: brought to a supervisor, and shown to another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from flask import Flask

from app.models.casework import CasePerson, PersonKind
from app.models.people import Person, Role
from tests import factories as make
from tests.mail.server import MailServer, listening


@dataclass(frozen=True)
class Case:
    """Three people hear of it when `practitioner` takes an agreement back."""

    practitioner: Person
    in_shot: CasePerson
    trainee_id: int
    supervisor_id: int
    viewer_id: int

    @property
    def who_hear_of_it(self) -> set[int]:
        return {self.trainee_id, self.supervisor_id, self.viewer_id}


@pytest.fixture
def case(app: Flask) -> Case:
    practitioner, supervisor = make.person(Role.TRAINEE), make.person(Role.SUPERVISOR)
    viewer, trainee = make.person(Role.SUPERVISOR), make.person(Role.TRAINEE)
    of = make.enrolment(trainee, supervisor)
    client = make.client(of)
    in_shot = make.case_person(client, "practitioner", PersonKind.PRACTITIONER, practitioner)
    cycle = make.cycle(client)
    film = make.recording(cycle, [make.agrees(in_shot)])
    make.brought(cycle)
    make.presentation(of, [viewer], [film])
    return Case(practitioner, in_shot, trainee.id, supervisor.id, viewer.id)


@pytest.fixture
def post_office() -> Iterator[MailServer]:
    """A real mail server, which counts what it takes."""
    with listening() as server:
        yield server


def by_way_of(server: MailServer) -> dict[str, str]:
    """The environment of a process that sends its letters there."""
    return {
        "ATTUNE_SMTP_HOST": "127.0.0.1",
        "ATTUNE_SMTP_PORT": str(server.port),
        "ATTUNE_SMTP_SECURITY": "none",
        "ATTUNE_MAIL_FROM": "attune@example.org",
        "ATTUNE_PUBLIC_URL": "https://attune.example.org",
    }
