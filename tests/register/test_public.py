"""Anybody checks a certificate by its code; nobody is found by name who did not choose it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from accreditation.certificate import grouped
from app import clock, jobs
from app.extensions import db, transaction
from app.models.panel import DecisionOutcome
from app.models.register import Certificate
from app.register import operations
from tests.browser_like import Visitor
from tests.panel.scene import decide, release, reviewed


@pytest.fixture
def certificate(story, bound) -> Certificate:
    reviewed(story, bound)
    decision = release(story, decide(story, bound, DecisionOutcome.ACCREDITED))
    with transaction():
        return operations.issue_certificate(decision)


def now() -> Certificate:
    db.session.rollback()
    return db.session.query(Certificate).populate_existing().one()


def test_a_stranger_with_the_code_reads_whose_it_is_and_nothing_else(visitor, certificate):
    code = grouped(certificate.code)
    form = {"code": code.lower().replace("-", " ")}
    assert visitor.send("/check", form).location == f"/check/{code}"
    page = visitor.open(f"/check/{code}")
    assert "Maya Holt" in page
    assert certificate.number in page
    assert "Valid" in page
    for hidden in ("Sam Reid", "Ada Quist", "strengths", "maya", "tower"):
        assert hidden not in page


def test_a_wrong_code_belongs_to_no_certificate(visitor, certificate):
    assert visitor.get("/check/2222-2222-2222").status_code == 404
    answer = visitor.send("/check", {"code": "too short"})
    assert answer.status_code == 422
    assert "has 12 letters and figures" in answer.text
    wrong = ("2" if certificate.code[0] != "2" else "3") + certificate.code[1:]
    assert visitor.get(f"/check/{wrong}").status_code == 404


def test_a_holder_is_on_the_register_from_their_own_act_until_they_take_it_back(
    app, visitor, story, certificate
):
    at = f"/certificates/{certificate.id}"
    maya = Visitor(app).sign_in(story.trainee)
    assert "Maya Holt" not in visitor.open("/register")
    assert maya.send(f"{at}/listed").status_code == 302
    assert "Maya Holt" in visitor.open("/register")
    assert "Maya Holt" in visitor.open("/register?q=holt")
    assert "Nobody of that name" in visitor.open("/register?q=%25")
    assert maya.send(f"{at}/unlisted").status_code == 302
    assert "Maya Holt" not in visitor.open("/register")


def test_nobody_is_listed_who_is_suspended_or_expired(visitor, story, certificate):
    with transaction():
        operations.put_on_the_register(story.actor, now())
    with clock.moved_by(timedelta(days=1096)):
        assert "Maya Holt" not in visitor.open("/register")
        assert "Expired" in visitor.open(f"/check/{certificate.code}")
    with transaction():
        operations.suspend(story.desk, now(), "A concern is being looked at.")
    assert "Maya Holt" not in visitor.open("/register")
    page = visitor.open(f"/check/{certificate.code}")
    assert "Suspended" in page
    assert "A concern" not in page


def test_the_printed_certificate_names_code_address_and_last_day_and_is_signed(
    certificate, tmp_path
):
    from app.portfolio import files, signature
    from tests.pdf.words import words_of

    jobs.sweep()
    with files.storage().fetch(now().document_key) as path:
        words = words_of(path)
        assert signature.examined(path, "").signature == "holds"
    assert grouped(certificate.code) in words
    assert f"/check/{grouped(certificate.code)}" in words
    assert "Valid until" in words
