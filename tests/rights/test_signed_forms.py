"""Scans of signed forms go with the films of a case, and at once when somebody asks for erasure."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from accreditation.consent import Purpose
from accreditation.retention import months_after
from app import clock
from app.casework import files, operations, queries
from app.casework.operations import end_involvement
from app.extensions import db, transaction
from app.models.audit import AuditEntry
from app.models.casework import PersonKind
from app.models.consent import Consent
from app.models.consent_scans import ConsentScan, ScanGone
from app.models.notices import Notice
from app.models.people import Role
from app.models.services import Service
from app.policies import Actor
from app.web.errors import Refusal
from tests import factories
from tests.browser_like import Visitor
from tests.footage.uploads import sweep
from tests.pdf import papers

SECRET, OTHERS_SECRET = "the-mothers-secret", "the-fathers-secret"


class Case:
    """A mother, a father who lives apart and their child; each of them has a signed form."""

    def __init__(self):
        self.trainee = factories.person(Role.TRAINEE)
        self.actor = Actor(self.trainee.id, Role.TRAINEE)
        self.client = factories.client(factories.enrolment(self.trainee), "C-04")
        self.mother = factories.agrees(factories.case_person(self.client, "mother"))
        self.father = factories.agrees(factories.case_person(self.client, "father"))
        child = factories.case_person(self.client, "child", PersonKind.CHILD)
        self.child = factories.agrees(child)
        factories.client_link(self.mother, self.child, secret=SECRET)
        factories.client_link(self.father, self.child, secret=OTHERS_SECRET)
        self.scans = [signed_by(one) for one in (self.mother, self.father, self.child)]

    def film(self, *people):
        return factories.recording(factories.cycle(self.client), people)

    def ends_today(self):
        with transaction():
            end_involvement(self.actor, self.client, clock.today())


def signed_by(person):
    """A form of the person, with a page of it in the store."""
    row = factories.consent_scan(person)
    with files.scratch() as folder:
        (page,) = papers.laid_out(folder, papers.photo())
        files.storage().publish(f"consent-scans/{row.id}/1.jpg", page)
    return row


@pytest.fixture
def case(app):
    return Case()


def gone(case):
    """Why the forms of mother, father and child went, in this order."""
    db.session.rollback()
    why = select(ConsentScan.gone_because).order_by(ConsentScan.id)
    return list(db.session.scalars(why.where(ConsentScan.id.in_([one.id for one in case.scans]))))


def kept_files():
    return list(files.storage().keys_under("consent-scans"))


def after_the_end(case, months, days=1):
    return clock.moved_by(
        months_after(case.client.ended_on, months) - clock.today() + days_of(days)
    )


def days_of(number):
    return timedelta(days=number)


def told():
    return list(db.session.scalars(select(Notice.words).order_by(Notice.id)))


def test_they_go_with_the_films_of_the_case_and_the_answers_stay(case, visitor):
    film = case.film(case.mother)
    case.ends_today()
    with after_the_end(case, 2, days=0):
        sweep()
        assert gone(case) == [None] * 3
    with after_the_end(case, 2):
        sweep()
        sweep()
        page = visitor.sign_in(case.trainee).open(f"/recordings/{film.id}/erasure")
    assert gone(case) == [ScanGone.RETENTION] * 3
    assert kept_files() == []
    entry = db.session.scalars(select(AuditEntry).filter_by(act="case.films_erased")).one()
    assert entry.detail["scans"] == [one.id for one in case.scans]
    assert "3 scans of what was signed on paper went with the last film." in page
    assert told()[-1].endswith("The scans of what was signed on paper went with them.")
    assert db.session.query(Consent).filter_by(agreed=True).count() == 3 * len(Purpose)


def test_they_go_on_the_usual_day_where_no_film_is_left(case):
    case.ends_today()
    with after_the_end(case, 2):
        sweep()
    assert gone(case) == [ScanGone.RETENTION] * 3
    assert [words for words in told() if words.startswith("The scans")] == [told()[-1]]


def test_they_stay_while_a_film_is_kept_longer(case):
    service = db.session.get_one(Service, case.client.enrolment.service_id)
    factories.policy(service, keep_at_most_months=24)
    case.film(case.mother)
    case.ends_today()
    with after_the_end(case, 12):
        sweep()
        assert gone(case) == [None] * 3
    with after_the_end(case, 24):
        sweep()
    assert gone(case) == [ScanGone.RETENTION] * 3


def test_a_case_under_way_keeps_them(case):
    with clock.moved_by(timedelta(days=900)):
        sweep()
    assert gone(case) == [None] * 3


def test_asking_for_erasure_removes_those_of_the_people_of_the_link_at_once(case, visitor, app):
    said = {"kind": "erasure", "words": ""}
    assert visitor.send(f"/your-page/{SECRET}/ask", said).status_code == 302
    assert gone(case) == [ScanGone.ASKED, None, ScanGone.ASKED]
    sweep()
    assert kept_files() == [f"consent-scans/{case.scans[1].id}/1.jpg"]
    assert db.session.query(Consent).filter_by(case_person_id=case.mother.id).count() > 0
    page = Visitor(app).sign_in(case.trainee).open(f"/people/{case.mother.id}/consent")
    assert "they asked for erasure" in page
    assert "Keep a scan" not in page


def test_nothing_they_signed_before_is_taken_in_again_after_they_asked(case, visitor, app):
    visitor.send(f"/your-page/{SECRET}/ask", {"kind": "erasure", "words": ""})
    answers = {one.case_person_id: one for one in db.session.scalars(select(Consent))}
    with files.scratch() as folder:
        sent = papers.laid_out(folder, papers.photo())
        with pytest.raises(Refusal, match="They asked for erasure since"):
            operations.keep_scan(case.actor, answers[case.mother.id], sent, folder)
    page = f"/people/{case.mother.id}/consent/{answers[case.mother.id].id}"
    told = Visitor(app).sign_in(case.trainee).open(f"{page}/scan")
    assert "They asked for erasure since, so no scan of it is kept." in told
    later = clock.today() + timedelta(days=1)
    with clock.moved_by(timedelta(days=1)):
        factories.consent(case.mother, Purpose.TRAINING, given_on=later, replaced_at=clock.now())
        assert len(queries.answers_without_scan(case.mother, later)) == 1


def test_another_kind_of_request_removes_none(case, visitor):
    for said in ({"kind": "copy", "words": ""}, {"kind": "objection", "words": "No"}):
        visitor.send(f"/your-page/{SECRET}/ask", said)
    visitor.send(f"/your-page/{SECRET}/stop")
    assert gone(case) == [None] * 3


def test_their_page_says_plainly_that_a_signed_paper_is_held(case, visitor):
    page = visitor.open(f"/your-page/{SECRET}")
    assert page.count("We hold a copy of the paper you signed on 6 January 2025.") == 1
    assert "your name, your phone" not in page
    with transaction() as session:
        mothers = session.get_one(ConsentScan, case.scans[0].id)
        operations.end_scan(case.actor, mothers, ScanGone.REMOVED)
    page = visitor.open(f"/your-page/{SECRET}")
    assert "the paper you signed" not in page
    assert "your name, your phone" in page
