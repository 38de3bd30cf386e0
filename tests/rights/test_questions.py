"""Goals answered by the client on their own phone: their own, and nobody else's."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from app import clock
from app.extensions import db, transaction
from app.models.case_record import GoalRating, Occasion
from app.models.casework import PersonKind
from app.models.people import Role
from tests import factories

SECRET = "the-mothers-secret"
PAGE = f"/your-page/{SECRET}"


class Case:
    def __init__(self):
        self.trainee = factories.person(Role.TRAINEE)
        self.client = factories.client(factories.enrolment(self.trainee), "C-04")
        self.mother = factories.case_person(self.client, "mother")
        self.father = factories.case_person(self.client, "father")
        self.child = factories.case_person(self.client, "child", PersonKind.CHILD)
        self.link = factories.client_link(self.mother, self.child, secret=SECRET)
        self.goal = factories.goal(self.client, "We laugh at lunch", whose=self.mother)
        self.others = factories.goal(self.client, "More sleep", whose=self.father, before=2)
        self.shared = factories.goal(self.client, "A garden")


@pytest.fixture
def case(app):
    return Case()


def standing():
    kept = db.session.scalars(select(GoalRating).filter_by(replaced_at=None))
    return {(one.goal_id, one.occasion): (one.rating, one.link_id) for one in kept}


def test_a_client_answers_their_own_goals_and_the_trainee_sees_it(visitor, case):
    page = visitor.open(f"{PAGE}/questions")
    assert "We laugh at lunch" in page
    for others in ("More sleep", "A garden"):
        assert others not in page
        assert others not in visitor.open(PAGE)
    assert visitor.send(f"{PAGE}/questions", {f"goal_{case.goal.id}": "4"}).status_code == 302
    assert standing()[case.goal.id, Occasion.BEFORE] == (4, case.link.id)
    read = type(visitor)(visitor.app).sign_in(case.trainee)
    assert "Before 4 of 10" in read.open(f"/clients/{case.client.id}/record")


def test_what_is_not_theirs_is_not_taken_in(visitor, case):
    before = standing()
    sent = visitor.send(f"{PAGE}/questions", {f"goal_{case.others.id}": "9"})
    assert sent.status_code == 422
    assert "Pick a number" in sent.text
    assert visitor.send(f"{PAGE}/questions", {f"goal_{case.goal.id}": "11"}).status_code == 422
    assert standing() == before


def test_the_occasion_follows_the_work(visitor, case):
    answer = {f"goal_{case.goal.id}": "4"}
    visitor.send(f"{PAGE}/questions", answer)
    with transaction():
        case.client.ended_on = clock.today()
    assert "at its end" in visitor.open(f"{PAGE}/questions")
    visitor.send(f"{PAGE}/questions", answer)
    assert "at its end" in visitor.open(f"{PAGE}/questions")
    with transaction():
        for one in db.session.scalars(select(GoalRating).filter_by(occasion=Occasion.AFTER)):
            one.rated_on = clock.today() - timedelta(days=28)
    assert "some time since we met" in visitor.open(f"{PAGE}/questions")
    visitor.send(f"{PAGE}/questions", answer)
    occasions = {occasion for goal, occasion in standing() if goal == case.goal.id}
    assert occasions == set(Occasion)


def test_without_a_goal_of_their_own_there_is_nothing_to_answer(visitor, case):
    factories.client_link(case.child, secret="the-childs-secret")
    assert visitor.get("/your-page/the-childs-secret/questions").status_code == 404
    assert "Your goals" not in visitor.open("/your-page/the-childs-secret")
    assert visitor.get("/your-page/no-such-link/questions").status_code == 404
