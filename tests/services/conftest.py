"""A service with somebody who leads it, and a trainee in it."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from flask import Flask

from app.extensions import db
from app.models.people import Person, Role
from app.models.programme import Enrolment
from app.models.services import MemberKind, Service, ServiceMember
from app.policies import Actor
from tests import factories as make
from tests.browser_like import Visitor


@dataclass
class Setting:
    service: Service
    lead: Person
    trainee: Person
    training: Enrolment
    member: ServiceMember

    @property
    def actor(self) -> Actor:
        return Actor(self.lead.id, Role.SERVICE_LEAD)


@pytest.fixture
def setting(app: Flask) -> Setting:
    """Morgan leads the council that Tess works for."""
    tess = make.person(Role.TRAINEE, name="Tess Moore")
    training = make.enrolment(tess, make.person(Role.SUPERVISOR))
    service = db.session.get_one(Service, training.service_id)
    morgan = make.person(Role.SERVICE_LEAD, name="Morgan Hale")
    make.member(service, morgan, MemberKind.LEAD)
    return Setting(service, morgan, tess, training, make.member(service, tess))


@pytest.fixture
def morgan(visitor: Visitor, setting: Setting) -> Visitor:
    """The lead with a browser."""
    return visitor.sign_in(setting.lead, Role.SERVICE_LEAD)
