"""Questionnaires that a service names: one score in a range, by the trainee or by link."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.extensions import db, transaction
from app.models.case_record import Occasion
from app.models.measures import Measure, MeasureAnswer
from app.models.people import Role
from app.models.services import MemberKind, Service
from tests import factories

NAMED = {
    "name": "Warmth at home",
    "question": "What number is on your sheet?",
    "lowest": "5",
    "highest": "25",
    "direction": "higher",
    "licence_note": "Our own words.",
}


class Case:
    def __init__(self):
        self.trainee = factories.person(Role.TRAINEE)
        enrolment = factories.enrolment(self.trainee)
        self.client = factories.client(enrolment, "C-04")
        self.mother = factories.case_person(self.client, "mother")
        self.service = db.session.get_one(Service, enrolment.service_id)
        self.lead = factories.person(Role.SERVICE_LEAD)
        factories.member(self.service, self.lead, MemberKind.LEAD)
        self.page = f"/services/{self.service.id}/measures"


@pytest.fixture
def case(app):
    return Case()


def test_a_lead_names_a_questionnaire_and_retires_it(visitor, case):
    visitor.sign_in(case.lead)
    assert visitor.send(case.page, {**NAMED, "highest": "5"}).status_code == 422
    assert visitor.send(case.page, {**NAMED, "licence_note": ""}).status_code == 422
    assert visitor.send(case.page, NAMED).status_code == 302
    assert "of this name already" in visitor.send(case.page, NAMED).text
    row = db.session.scalars(select(Measure)).one()
    other = factories.measure(factories.service())
    assert visitor.send(f"{case.page}/{other.id}/retire").status_code == 404
    assert visitor.send(f"{case.page}/{row.id}/retire").status_code == 302
    assert "Retired" in visitor.open(case.page)
    assert visitor.send(case.page, NAMED).status_code == 302


def test_scores_are_written_down_and_stay_within_the_range(visitor, case):
    measure = factories.measure(case.service, "Warmth", lowest=5, highest=25)
    visitor.sign_in(case.trainee)
    said = {"who": str(case.mother.id), "answered_on": "2025-02-03"}
    address = f"/clients/{case.client.id}/measures"
    over = visitor.send(f"{address}/before", {**said, f"measure_{measure.id}": "26"})
    assert "from 5 to 25" in over.text
    for occasion, score in (("before", "11"), ("before", "12"), ("after", "20")):
        sent = visitor.send(f"{address}/{occasion}", {**said, f"measure_{measure.id}": score})
        assert sent.status_code == 302
    page = visitor.open(f"/clients/{case.client.id}/record")
    assert "Warmth" in page
    assert '<td data-label="Before the work" class="figures">12</td>' in page
    kept = db.session.scalars(select(MeasureAnswer).order_by(MeasureAnswer.id)).all()
    assert [(one.score, one.replaced_at is None) for one in kept] == [
        (11, False),
        (12, True),
        (20, True),
    ]


def test_a_client_answers_it_on_their_own_phone(visitor, case):
    measure = factories.measure(case.service, "Warmth")
    factories.measure(factories.service(), "Of somebody else’s")
    link = factories.client_link(case.mother, secret="her-secret")
    page = visitor.open("/your-page/her-secret/questions")
    assert "What number stands at the foot of your sheet?" in page
    assert "somebody else" not in page
    assert "Questions for you" in visitor.open("/your-page/her-secret")
    sent = visitor.send("/your-page/her-secret/questions", {f"measure_{measure.id}": "31"})
    assert sent.status_code == 302
    kept = db.session.scalars(select(MeasureAnswer)).one()
    assert (kept.score, kept.link_id, kept.recorded_by_id) == (31, link.id, None)
    assert (kept.case_person_id, kept.occasion) == (case.mother.id, Occasion.BEFORE)


def test_the_database_refuses_a_score_outside_the_range(case):
    measure = factories.measure(case.service)
    with pytest.raises(IntegrityError), transaction() as session:
        session.add(
            MeasureAnswer(
                measure_id=measure.id,
                lowest=0,
                highest=40,
                client_id=case.client.id,
                case_person_id=case.mother.id,
                occasion=Occasion.BEFORE,
                score=41,
                answered_on=factories.LONG_AGO,
                recorded_by_id=case.trainee.id,
            )
        )
