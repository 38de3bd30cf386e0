"""A child's own view: while they say no nothing is shown, and it is looked at again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from accreditation.consent import Purpose
from app import clock, events, policies
from app.casework import operations, queries
from app.extensions import db, transaction
from app.footage.queries import filming_verdict
from app.models.assents import AskedHow, Assent, AssentView
from app.models.casework import PersonKind
from app.models.notices import Notice
from app.models.people import Role
from app.policies import Actor
from app.web.errors import Refusal
from tests import factories as make
from tests.footage.uploads import sweep

SOON = timedelta(days=30)


class Case:
    def __init__(self):
        self.trainee, self.supervisor = make.person(Role.TRAINEE), make.person(Role.SUPERVISOR)
        self.actor = Actor(self.trainee.id, Role.TRAINEE)
        self.client = make.client(make.enrolment(self.trainee, self.supervisor), "C-04")
        self.mother = make.agrees(make.case_person(self.client, "mother"))
        self.child = make.agrees(make.case_person(self.client, "child", PersonKind.CHILD))
        self.film = make.recording(make.cycle(self.client), [self.mother, self.child])

    def asked(self, view, child=None, after=SOON):
        today = clock.today()
        with transaction():
            return operations.keep_assent(
                self.actor, child or self.child, view, AskedHow.PICTURES, today, today + after
            )

    def may_watch(self):
        return policies.find("recording.watch", self.film.id, self.actor) is not None

    def told(self):
        return {one.person_id: one.words for one in db.session.scalars(select(Notice))}


@pytest.fixture
def case(app):
    return Case()


def test_while_a_child_says_no_no_film_with_them_is_made_or_shown(case):
    case.asked(AssentView.SAYS_NO)
    assert not case.may_watch()
    why = "Child says no to being filmed."
    for purpose in (Purpose.FILMING, Purpose.SUPERVISION):
        assert queries.verdict(case.film, purpose).reasons == (why,)
    assert filming_verdict([case.mother, case.child], clock.today()).reasons == (why,)
    assert filming_verdict([case.mother], clock.today()).permitted


@pytest.mark.parametrize("view", [AssentView.AGREES, AssentView.CANNOT_SAY])
def test_another_view_opens_what_their_parents_agreed_to_and_nothing_more(case, view):
    silent = make.case_person(case.client, "younger child", PersonKind.CHILD)
    case.asked(AssentView.SAYS_NO)
    case.asked(view)
    assert case.may_watch()
    case.asked(view, silent)
    assert not filming_verdict([silent], clock.today()).permitted


def test_those_who_relied_on_the_film_are_told_without_who_or_why(case):
    make.brought(case.film.cycle)
    case.asked(AssentView.SAYS_NO)
    events.deliver_waiting()
    told = case.told()
    assert set(told) == {case.supervisor.id}
    assert "child" not in told[case.supervisor.id]


def test_it_is_looked_at_again_within_a_year_and_only_of_a_child(case):
    with pytest.raises(Refusal, match="within a year"):
        case.asked(AssentView.AGREES, after=timedelta(days=400))
    with pytest.raises(Refusal, match="within a year"):
        case.asked(AssentView.AGREES, after=timedelta(0))
    with pytest.raises(Refusal, match="An adult gives consent"):
        case.asked(AssentView.AGREES, case.mother)


def test_the_trainee_is_reminded_once_on_its_day_unless_the_work_has_ended(case):
    case.asked(AssentView.AGREES)
    sweep()
    assert case.told() == {}
    with clock.moved_by(SOON):
        sweep()
        sweep()
        (words,) = case.told().values()
        assert words == "Ask a child in one of your cases again how they feel about being filmed."
        assert len(db.session.scalars(select(Notice)).all()) == 1
        case.asked(AssentView.AGREES)
    with transaction() as session:
        session.merge(case.client).ended_on = clock.today()
    with clock.moved_by(SOON * 3):
        assert queries.whose_view_is_due() == []


def test_the_page_writes_it_down_and_the_case_shows_it(visitor, case):
    visitor.sign_in(case.trainee)
    page, home = f"/people/{case.child.id}/own-view", f"/clients/{case.client.id}"
    assert "not asked yet" in visitor.open(home)
    visitor.open(page)
    today = clock.today()
    sent = {
        "view": "cannot_say",
        "asked_how": "watching",
        "asked_on": str(today),
        "look_again_on": str(today + SOON),
    }
    assert visitor.send(page, {**sent, "look_again_on": str(today)}).status_code == 422
    assert visitor.send(page, sent).status_code == 302
    assert "Too young to say or show it" in visitor.open(home)
    assert "Too young to say or show it" in visitor.open(page)
    assert visitor.get(f"/people/{case.mother.id}/own-view").status_code == 404
    assert db.session.scalars(select(Assent)).one().view is AssentView.CANNOT_SAY
