"""The demo stays out of production and out of a database that is in use."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import func, select

from accreditation.casework import code_problem
from app.demo.people import CAST
from app.demo.stages import GROWN, LEVELS
from app.demo.words import cases
from app.demo.words.noticed import IN_FILM, IN_REVIEW, SEEN_AHEAD
from app.extensions import db
from app.models.people import Person, Role
from app.programmes.queries import criteria_of, principles_of
from tests import factories as make

NOTICED = (*IN_FILM, *IN_REVIEW, *SEEN_AHEAD)


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


def test_the_list_of_accounts_fits_a_screen_and_is_grouped_by_role(app: Flask) -> None:
    printed = app.test_cli_runner().invoke(args=["demo", "accounts"]).output
    lines = printed.splitlines()
    assert max(map(len, lines)) <= 80
    headings = [line for line in lines if line.endswith("s") and not line.startswith(" ")]
    assert headings[:2] == ["Trainees", "Supervisors"]
    assert "flask demo code registrar@attune.example" in printed


def test_what_the_demo_notices_is_in_the_edition(app: Flask) -> None:
    training = make.enrolment()
    principles, criteria = principles_of(training), criteria_of(training)
    assert all(principles.principle(one.principle) for one in NOTICED)
    assert all(criteria.criterion(one.criterion) for one in NOTICED if one.criterion)
    assert all(criteria.criterion(key) for key in GROWN)
    assert {level.key for level in criteria.scale.levels} == set(LEVELS)


def test_no_case_is_told_twice_and_no_code_is_like_a_name() -> None:
    told = [one for name, group in vars(cases).items() if name.isupper()
            for one in group if isinstance(one, cases.Case)]  # fmt: skip
    assert len(told) == len({one.code for one in told}) == len({one.question for one in told})
    assert [code_problem(one.code) for one in told if code_problem(one.code)] == []
