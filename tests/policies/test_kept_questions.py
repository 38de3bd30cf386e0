"""What a rule asks is kept for an actor; what time it is, and who may, is asked anew each time."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy.sql import visitors
from sqlalchemy.sql.elements import BindParameter

from app import clock, policies
from app.models.consent import Purpose
from app.models.people import Role
from app.policies import RULES, Actor
from app.policies.links import LinkHolder
from app.policies.rules.links import LINK_RULES
from tests import factories as make


@pytest.mark.parametrize("action", sorted(RULES))
def test_no_rule_holds_a_time_by_value(action: str) -> None:
    for role in Role:
        question = RULES[action].condition(Actor(1, role))
        for part in visitors.iterate(question):
            if isinstance(part, BindParameter) and part.callable is None:
                assert not isinstance(part.value, date), f"{action} as {role} keeps {part.value}"


@pytest.mark.parametrize("action", sorted(LINK_RULES))
def test_no_rule_of_a_link_holds_a_time_by_value(action: str) -> None:
    for condition in LINK_RULES[action].way:
        for part in visitors.iterate(condition(LinkHolder(1))):
            if isinstance(part, BindParameter) and part.callable is None:
                assert not isinstance(part.value, date)


@pytest.mark.usefixtures("app")
def test_the_same_question_is_answered_by_the_clock_of_each_time() -> None:
    trainee = make.person(Role.TRAINEE)
    client = make.client(make.enrolment(trainee, make.person(Role.SUPERVISOR)))
    someone = make.agrees(make.case_person(client), Purpose.FILMING)
    film = make.recording(make.cycle(client), [someone])
    who = Actor(trainee.id, Role.TRAINEE)
    assert policies.find("recording.watch", film.id, who) is not None
    with clock.moved_by(timedelta(days=-3650)):
        assert policies.find("recording.watch", film.id, who) is None
    assert policies.find("recording.watch", film.id, who) is not None
