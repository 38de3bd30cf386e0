"""Certificates: issued once, numbered, printed, shown to whom they belong."""

from __future__ import annotations

import subprocess
from datetime import timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from app import clock, jobs
from app.extensions import db, transaction
from app.models.audit import AuditEntry
from app.models.panel import Decision, DecisionOutcome
from app.models.people import Role
from app.models.register import Certificate
from app.pdf import PressStopped
from app.register import operations, queries
from app.register.operations import issuing
from tests import factories as make
from tests.browser_like import Visitor
from tests.panel.scene import decide, release, reviewed


@pytest.fixture
def accredited(story, bound) -> Decision:
    reviewed(story, bound)
    return release(story, decide(story, bound, DecisionOutcome.ACCREDITED))


def issued(decision: Decision) -> Certificate | None:
    with transaction() as session:
        return operations.issue_certificate(session.get_one(Decision, decision.id))


def test_an_accredited_decision_is_certified_and_printed_by_the_sweep(accredited):
    assert queries.decisions_to_certify() == [accredited.id]
    jobs.sweep()
    jobs.sweep()
    certificate = db.session.query(Certificate).one()
    assert certificate.number == f"AT-{clock.today().year}-000001"
    assert certificate.holder_name == "Maya Holt"
    assert certificate.issued_on == clock.today()
    assert certificate.document_key is not None
    assert jobs.sweep() == 0
    acts = [one.act for one in db.session.query(AuditEntry)]
    assert acts.count("certificate.issued") == acts.count("certificate.printed") == 1


def test_issuing_again_returns_the_certificate_there_is(accredited):
    first, second = issued(accredited), issued(accredited)
    assert first is not None
    assert second is not None
    assert first.number == second.number
    assert db.session.query(Certificate).count() == 1


def test_not_yet_is_never_certified(story, bound):
    reviewed(story, bound)
    decision = release(story, decide(story, bound, DecisionOutcome.NOT_YET))
    assert queries.decisions_to_certify() == []
    assert issued(decision) is None


def test_numbers_go_on_within_the_year_and_begin_anew_in_the_next(accredited):
    issued(accredited)
    year = clock.today().year
    assert issuing._next_number() == f"AT-{year}-000002"
    with clock.moved_by(timedelta(days=366)):
        assert issuing._next_number() == f"AT-{year + 1}-000001"


def test_the_certificate_says_who_what_when_and_what_attune_is_not(app, story, accredited):
    maya = Visitor(app).sign_in(story.trainee)
    jobs.sweep()
    jobs.sweep()
    certificate_id = db.session.query(Certificate).one().id
    assert "Open the certificate" in maya.open("/portfolio")
    answer = maya.get(f"/certificates/{certificate_id}/certificate.pdf")
    assert answer.status_code == 200
    reader = PdfReader(BytesIO(answer.data))
    words = reader.pages[0].extract_text()
    assert len(reader.pages) == 1
    for said in (
        "Maya Holt",
        "Set A: three stages",
        "older published page, not confirmed current",
        "Ada Quist",
        f"AT-{clock.today().year}-000001",
        "Attune is not an AVIGuk service",
    ):
        assert said in words, said
    assert reader.trailer["/Root"]["/Lang"] == "en-GB"
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_a_print_that_is_stopped_is_tried_again(accredited, monkeypatch):
    def stop(*_, **__):
        raise PressStopped("it took too long")

    jobs.sweep()
    monkeypatch.setattr(issuing, "press", stop)
    jobs.sweep()
    assert db.session.query(Certificate).one().document_key is None
    monkeypatch.undo()
    assert jobs.sweep() == 1
    assert db.session.query(Certificate).populate_existing().one().document_key is not None


def test_the_registrar_lists_certificates_and_nobody_else_does(app, story, accredited):
    desk = Visitor(app).sign_in(story.registrar)
    others = [
        Visitor(app).sign_in(person)
        for person in (story.supervisor, story.accreditor, make.person(Role.TRAINEE))
    ]
    issued(accredited)
    listed = desk.open("/certificates")
    assert "Maya Holt" in listed
    assert "Being printed" in listed
    jobs.sweep()
    certificate_id = db.session.query(Certificate).one().id
    assert "Being printed" not in desk.open("/certificates")
    for visitor in others:
        assert visitor.get("/certificates").status_code == 404
        assert visitor.get(f"/certificates/{certificate_id}/certificate.pdf").status_code == 404


def test_a_certificate_is_a_sound_file(accredited, tmp_path):
    from app.portfolio import files

    jobs.sweep()
    jobs.sweep()
    with files.storage().fetch(db.session.query(Certificate).one().document_key) as path:
        subprocess.run(["qpdf", "--check", str(path)], check=True, capture_output=True, timeout=60)
