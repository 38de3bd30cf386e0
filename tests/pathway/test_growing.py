"""Self-assessments and the first client."""

from __future__ import annotations

from flask import Flask

from app import clock
from app.extensions import db
from app.models.people import Person, Role
from app.pathway.queries.growth import growth_of
from app.programmes.queries import criteria_of
from tests import factories as make
from tests.browser_like import Visitor


def test_answers_over_time_become_a_picture_with_its_table(app: Flask, visitor: Visitor) -> None:
    supervisor = make.person(Role.SUPERVISOR)
    training = make.enrolment(supervisor=supervisor)
    trainee = db.session.get_one(Person, training.trainee_id)
    criteria = criteria_of(training)
    _, criterion = next(criteria.criteria())
    low, high = criteria.scale.levels[0], criteria.scale.levels[-1]
    url = f"/trainings/{training.id}/self-assessment"
    visitor.sign_in(trainee)
    assert "How it grew" not in visitor.open(url)
    assert visitor.send(url, {}).status_code == 422
    assert visitor.send(url, {f"level-{criterion.key}": "no such level"}).status_code == 422
    for level in (low, high):
        sent = visitor.send(url, {f"level-{criterion.key}": level.key, "words": "Calmer."})
        assert sent.status_code == 302
    page = visitor.open(url)
    today = f"{clock.today().day} {clock.today():%B %Y}"
    assert f"{today}: {low.title}, then {today}: {high.title}" in page
    (growth,) = growth_of(training, criteria)
    first, second = growth.answers
    assert (first.x, first.y, second.x, second.y) == (6, 36, 94, 4)
    assert Visitor(app).sign_in(supervisor).get(url).status_code == 404


def test_the_checklist_ticks_what_is_there_and_has_a_sheet_to_print(
    app: Flask, visitor: Visitor
) -> None:
    training = make.enrolment()
    trainee = db.session.get_one(Person, training.trainee_id)
    page = visitor.sign_in(trainee).open("/first-client")
    assert "Add a client" in page
    make.recording(make.cycle(make.client(training)))
    assert visitor.open("/first-client").count(">Done<") == 3
    assert "What if I say no?" in visitor.open("/first-client/information-sheet")
    visitor.sign_in(make.person(Role.TRAINEE)).open("/first-client")
