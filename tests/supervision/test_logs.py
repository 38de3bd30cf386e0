"""The supervision log leaves as a table and as a PDF, for trainee and supervisor each their own."""

from __future__ import annotations

import csv
import io

import pytest
from flask import Flask
from pypdf import PdfReader

from app import clock
from app.extensions import transaction
from app.models.people import Person, Role
from app.models.programme import Allocation, Enrolment
from app.models.supervision import SupervisionSession
from tests import factories as make
from tests.browser_like import Visitor
from tests.queries_counted import queries_counted


@pytest.fixture
def sam(app: Flask) -> Person:
    return make.person(Role.SUPERVISOR, name="Sam Supervisor")


@pytest.fixture
def tess(app: Flask) -> Person:
    return make.person(Role.TRAINEE, name="=Tess Trainee")


@pytest.fixture
def training(tess: Person, sam: Person) -> Enrolment:
    training = make.enrolment(tess, sam, stages=("1", "2"))
    for stage, minutes, signed in (("1", 60, True), ("2", 90, True), ("2", 60, False)):
        held = make.session_held(training, sam, stage=stage, minutes=minutes)
        with transaction() as session:
            row = session.get_one(SupervisionSession, held.id)
            row.strengths, row.signed_at = "A secret strength.", clock.now() if signed else None
    return training


def lines(visitor: Visitor, address: str) -> list[dict[str, str]]:
    answer = visitor.get(address)
    assert answer.mimetype == "text/csv"
    assert "attachment" in answer.headers["Content-Disposition"]
    return list(csv.DictReader(io.StringIO(answer.text, newline="")))


@pytest.mark.parametrize("role", [Role.TRAINEE, Role.SUPERVISOR])
def test_each_has_the_signed_sessions_and_nothing_that_was_said(
    app: Flask, training: Enrolment, tess: Person, sam: Person, role: Role
) -> None:
    own = role is Role.TRAINEE
    visitor = Visitor(app).sign_in(tess if own else sam)
    address = "/supervision/log" if own else "/supervision/held"
    found = lines(visitor, f"{address}.csv")
    assert [(one["Minutes"], one["Stage"]) for one in found] == [
        ("60", "Stage 1"),
        ("90", "Stage 2"),
    ]
    assert {one["Trainee"] for one in found} == {"'=Tess Trainee"}
    pdf = PdfReader(io.BytesIO(visitor.get(f"{address}.pdf").data))
    text = " ".join(page.extract_text() for page in pdf.pages)
    assert "150 minutes in all" in text
    assert "Sam Supervisor" in text
    for said in (text, str(found)):
        assert "secret" not in said


def test_a_supervisor_keeps_the_log_of_somebody_who_went_on_to_another(
    app: Flask, training: Enrolment, sam: Person
) -> None:
    with transaction() as session:
        session.query(Allocation).filter_by(enrolment_id=training.id).one().until = clock.now()
    visitor = Visitor(app).sign_in(sam)
    assert len(lines(visitor, "/supervision/held.csv")) == 2
    page = visitor.open("/supervision/held")
    assert "=Tess Trainee" in page
    assert "/supervision/held.pdf" in page


def test_nobody_has_the_log_of_others(app: Flask, training: Enrolment) -> None:
    other = Visitor(app).sign_in(make.person(Role.SUPERVISOR))
    assert lines(other, "/supervision/held.csv") == []
    assert "No sessions yet" in other.open("/supervision/held")
    other.open("/supervision/log.csv", status=404)


def test_a_long_log_costs_as_many_questions_as_a_short_one(
    app: Flask, training: Enrolment, sam: Person
) -> None:
    visitor = Visitor(app).sign_in(sam)
    costs = []
    for many in (1, 20):
        for _ in range(many):
            make.session_held(training, sam, signed=True)
        visitor.get("/supervision/held.csv")
        with queries_counted() as seen:
            visitor.get("/supervision/held.csv")
        costs.append(len(seen))
    assert costs[0] == costs[1]
