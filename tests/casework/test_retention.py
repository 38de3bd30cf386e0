"""The countdown on a case: when its films go."""

from __future__ import annotations

from datetime import timedelta

import pytest

from accreditation.retention import months_after
from accreditation.wording import day
from app import clock
from app.casework import queries
from app.extensions import transaction
from app.models.people import Role
from app.services.operations import PolicyTerms, publish_policy
from tests import factories


@pytest.fixture
def trainee(app):
    return factories.person(Role.TRAINEE)


@pytest.fixture
def case(trainee):
    return factories.client(factories.enrolment(trainee))


def end(case, days_ago):
    with transaction():
        case.ended_on = clock.today() - timedelta(days=days_ago)


def test_the_page_of_a_case_under_way_says_when_its_films_will_go(visitor, trainee, case):
    page = visitor.sign_in(trainee).open(f"/clients/{case.id}")
    assert "The films of this case go within 2 months of its end." in page


def test_the_page_of_a_case_that_ended_counts_the_days(visitor, trainee, case):
    end(case, days_ago=3)
    last = months_after(case.ended_on, 2)
    page = visitor.sign_in(trainee).open(f"/clients/{case.id}")
    left = (last - clock.today()).days
    assert f"The films of this case go by {day(last)}: {left} days left." in page


def test_the_page_says_when_the_day_has_passed(visitor, trainee, case):
    end(case, days_ago=90)
    page = visitor.sign_in(trainee).open(f"/clients/{case.id}")
    assert "Erase any that are left." in page


def test_the_countdown_follows_the_policy_that_holds_today_of_the_own_service(case):
    own, other = case.enrolment.service, factories.service()
    with transaction():
        publish_policy(None, own, PolicyTerms(3, (30, 7), None, "A council's own form."))
        publish_policy(None, other, PolicyTerms(5, (30, 7), None, "Another's form."))
    assert queries.countdown_of(case).months == 3
