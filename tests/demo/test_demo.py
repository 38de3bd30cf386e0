"""The demo stays out of production and out of a database that is in use.

That it loads, and what it holds, is walked in `tests/journeys`.
"""

from __future__ import annotations

from flask import Flask
from sqlalchemy import func, select

from app.demo import films
from app.demo.people import CAST
from app.demo.words import NOTICED, REVIEWED, SEEN_IN_REVIEW
from app.extensions import db
from app.models.people import Person, Role
from app.programmes.queries import criteria_of, principles_of
from tests import factories as make


def people() -> int:
    return db.session.scalar(select(func.count(Person.id))) or 0


def test_the_demo_refuses_production(app: Flask) -> None:
    app.config["MODE"] = "production"
    for command in ("load", "accounts"):
        answer = app.test_cli_runner().invoke(args=["demo", command])
        assert answer.exit_code == 1
        assert "stays out of production" in answer.output
    assert people() == 0


def test_the_demo_leaves_a_database_with_people_alone(app: Flask) -> None:
    make.person(Role.REGISTRAR)
    answer = app.test_cli_runner().invoke(args=["demo", "load"])
    assert answer.exit_code == 0
    assert "was not loaded again" in answer.output
    assert people() == 1


def test_a_demo_that_was_interrupted_says_what_to_do(app: Flask) -> None:
    (app.config["DATA"] / "demo-begun").touch()
    answer = app.test_cli_runner().invoke(args=["demo", "load"])
    assert answer.exit_code == 1
    assert "Remove the folder" in answer.output


def test_everybody_in_the_demo_is_printed_with_their_roles(app: Flask) -> None:
    printed = app.test_cli_runner().invoke(args=["demo", "accounts"]).output
    assert all(part.email in printed and part.name in printed for part in CAST)


def test_what_the_demo_notices_is_in_the_edition(app: Flask) -> None:
    training = make.enrolment()
    principles, criteria = principles_of(training), criteria_of(training)
    assert all(principles.principle(one.principle) for one in (*NOTICED, *REVIEWED))
    assert all(criteria.criterion(key) for key in SEEN_IN_REVIEW)


def test_in_a_drawn_film_every_reception_follows_an_initiative_of_the_other() -> None:
    turns = list(films._turns(60, seed=3))
    assert len(turns) > 8
    for begins, receives in zip(turns[::2], turns[1::2], strict=True):
        assert (begins.kind, receives.kind) == ("initiative", "reception")
        assert begins.who != receives.who
        assert begins.at_frame < receives.at_frame < begins.at_frame + begins.frames
