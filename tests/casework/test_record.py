"""What a case is about and how it goes: written by the trainee, read by whom it was brought to."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from app import clock
from app.casework import operations, queries
from app.extensions import db, transaction
from app.models.audit import AuditEntry
from app.models.case_record import Goal, GoalRating, JournalEntry, Occasion
from app.models.casework import CaseType
from app.models.people import Role
from app.models.services import MemberKind, Service
from app.policies import Actor
from app.web.errors import Refusal
from tests import factories


class Case:
    def __init__(self):
        self.trainee, self.supervisor = (
            factories.person(Role.TRAINEE),
            factories.person(Role.SUPERVISOR),
        )
        self.actor = Actor(self.trainee.id, Role.TRAINEE)
        self.enrolment = factories.enrolment(self.trainee, supervisor=self.supervisor)
        self.client = factories.client(self.enrolment, "C-04")
        self.mother = factories.case_person(self.client, "mother")
        self.page = f"/clients/{self.client.id}"


@pytest.fixture
def case(app):
    return Case()


def text_of(pdf):
    pages = PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


def write_it_down(visitor, case):
    visitor.sign_in(case.trainee)
    talk = {
        "held_on": "2025-02-03",
        "helping_question": "How can we enjoy meals?",
        "hopes": "Calm evenings",
        "concerns": "He never looks at me",
        "words_for_child": "lively",
        "words_for_relationship": "tired",
    }
    assert visitor.send(f"{case.page}/talks/initial", talk).status_code == 302
    goal = {"words": "We laugh together", "whose": str(case.mother.id)}
    assert visitor.send(f"{case.page}/goals/add", goal).status_code == 302
    return db.session.scalars(select(Goal)).one()


def rate(visitor, case, goal, occasion, rating, on="2025-02-03"):
    answers = {"rated_on": on, f"goal_{goal.id}": str(rating)}
    return visitor.send(f"{case.page}/goals/{occasion}", answers)


def test_the_work_is_written_down_from_the_first_meeting_to_the_letter(visitor, case):
    goal = write_it_down(visitor, case)
    rate(visitor, case, goal, "before", 3)
    rate(visitor, case, goal, "after", 7, "2025-06-03")
    closing = {
        "held_on": "2025-06-03",
        "words_for_child": "curious",
        "words_for_relationship": "close",
        "celebration": "You wait for him now",
        "next_goals": "Bedtime",
    }
    assert visitor.send(f"{case.page}/talks/closing", closing).status_code == 302
    page = visitor.open(f"{case.page}/record")
    for said in ("How can we enjoy meals?", "Calm evenings", "You wait for him now", "Bedtime"):
        assert said in page
    assert 'aria-label="Before 3 of 10, At the end 7 of 10"' in page
    assert "+4" in page
    draft = visitor.open(f"{case.page}/letter")
    assert "We laugh together: from 3 to 7" in draft
    assert "Words for the two of you at the beginning: tired" in draft
    assert visitor.get(f"{case.page}/letter.pdf").status_code == 404
    words = "You and he found a rhythm of your own."
    assert visitor.send(f"{case.page}/letter", {"words": words}).status_code == 302
    pdf = visitor.get(f"{case.page}/letter.pdf")
    assert pdf.mimetype == "application/pdf"
    assert words in text_of(pdf.data)
    assert "We laugh together" in text_of(pdf.data)


def test_an_answer_is_replaced_and_the_earlier_one_kept(visitor, case):
    goal = write_it_down(visitor, case)
    for rating in (3, 4, 4):
        assert rate(visitor, case, goal, "before", rating).status_code == 302
    kept = db.session.scalars(select(GoalRating).order_by(GoalRating.id)).all()
    assert [(one.rating, one.replaced_at is None) for one in kept] == [(3, False), (4, True)]
    assert rate(visitor, case, goal, "before", 11).status_code == 422


def test_each_kind_of_work_asks_its_own_questions(visitor, case):
    visitor.sign_in(case.trainee)
    assert "Whose initiatives are received" in visitor.open(f"{case.page}/context")
    with transaction():
        case.client.case_type = CaseType.VERP
    page = visitor.open(f"{case.page}/context")
    assert "Practice that is filmed" in page
    assert "Whose initiatives are received" not in page
    said = {
        "setting": "school",
        "relationship_words": "teacher and class",
        "practice": "circle time",
        "person": "nobody asked this",
    }
    assert visitor.send(f"{case.page}/context", said).status_code == 302
    read = visitor.open(f"{case.page}/record")
    assert "circle time" in read
    assert "nobody asked this" not in read


def test_a_referral_says_who_why_and_what_was_considered(visitor, case):
    visitor.sign_in(case.trainee)
    assert "lived experience" in visitor.open(f"{case.page}/referral")
    said = {"referred_by": "", "referred_on": "2025-01-20", "why": "Bedtimes are a struggle"}
    assert visitor.send(f"{case.page}/referral", said).status_code == 422
    said["referred_by"] = "health visitor"
    assert visitor.send(f"{case.page}/referral", said).status_code == 302
    said["hoped_change"] = "More calm, agreed with her"
    assert visitor.send(f"{case.page}/referral", said).status_code == 302
    page = visitor.open(f"{case.page}/record")
    for words in ("Suggested by health visitor", "Bedtimes are a struggle", "agreed with her"):
        assert words in page


def test_a_supervisor_reads_it_once_a_cycle_was_brought_and_changes_nothing(visitor, case):
    goal = write_it_down(visitor, case)
    cycle = factories.cycle(case.client)
    notes = {"reflections": "I waited", "working_points": "Wait", "client_words": "He smiled at me"}
    assert visitor.send(f"/cycles/{cycle.id}/notes", notes).status_code == 302
    assert "He smiled at me" in visitor.open(f"/cycles/{cycle.id}")
    supervisor = type(visitor)(visitor.app).sign_in(case.supervisor)
    assert supervisor.get(f"{case.page}/record").status_code == 404
    factories.brought(cycle)
    assert "Calm evenings" in supervisor.open(f"{case.page}/record")
    assert "He smiled at me" in supervisor.open(f"/cycles/{cycle.id}")
    assert rate(supervisor, case, goal, "before", 3).status_code == 404
    assert supervisor.get(f"{case.page}/letter").status_code == 404


def test_only_its_writer_ever_reads_the_journal(visitor, case):
    visitor.sign_in(case.trainee)
    words = "I was jealous of her patience."
    assert visitor.send("/journal", {"written_on": "2025-02-03", "words": words}).status_code == 302
    assert words in visitor.open("/journal")
    entry = db.session.scalars(select(JournalEntry)).one()
    for role in Role:
        other = type(visitor)(visitor.app).sign_in(factories.person(role), role)
        assert other.get(f"/journal/{entry.id}").status_code == 404
        assert words not in other.get("/journal", follow_redirects=True).text
    told = [str(one.detail) for one in db.session.scalars(select(AuditEntry))]
    assert not any("jealous" in one for one in told)
    assert visitor.send(f"/journal/{entry.id}", {"written_on": "2025-02-03", "words": "Less."})
    assert visitor.send(f"/journal/{entry.id}/tear-out").status_code == 302
    assert db.session.scalars(select(JournalEntry)).all() == []


def test_the_change_in_goals_tells_means_and_nobody(case):
    assert queries.change_in_goals(case.enrolment.id) is None
    factories.goal(case.client, before=2, after=6)
    factories.goal(factories.client(case.enrolment), before=4, after=5)
    factories.goal(case.client, "Only begun", before=9)
    other = factories.client(factories.enrolment(factories.person(Role.TRAINEE)))
    factories.goal(other, before=0, after=10)
    found = queries.change_in_goals(case.enrolment.id)
    assert (found.cases, found.goals, found.before, found.after) == (2, 2, 3, 5.5)


def test_a_goal_belongs_to_somebody_of_the_case(case):
    other = factories.case_person(factories.client(case.enrolment), "father")
    with pytest.raises(Refusal, match="somebody of this case"):
        operations.set_goal(case.actor, case.client, "Calm", other)
    goal = factories.goal(factories.client(case.enrolment))
    with pytest.raises(Refusal, match="goals of this case"):
        operations.rate_goals(case.actor, case.client, Occasion.BEFORE, clock.today(), {goal.id: 3})


def test_a_service_says_what_the_letter_is_called_and_where_concerns_go(visitor, case):
    lead = factories.person(Role.SERVICE_LEAD)
    service = case.enrolment.service_id
    page = visitor.sign_in(case.trainee).open(f"{case.page}/record")
    assert "It does not belong here." in page
    assert "Your service has not written down" in page
    assert visitor.get(f"/services/{service}/casework").status_code == 404
    factories.member(db.session.get_one(Service, service), lead, MemberKind.LEAD)
    visitor.sign_in(lead)
    said = {"letter_label": "Traject Letter", "concerns_go_to": "Duty desk, 24 hours"}
    assert visitor.send(f"/services/{service}/casework", said).status_code == 302
    page = visitor.sign_in(case.trainee).open(f"{case.page}/record")
    assert "Traject Letter" in page
    assert "Duty desk, 24 hours" in page
    assert "Traject Letter to C-04" in visitor.open(f"{case.page}/letter")
