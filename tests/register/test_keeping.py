"""Kept valid: a log, a renewal, reminders; suspension and a change of name."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app import clock, jobs
from app.extensions import db, transaction
from app.models.audit import AuditEntry
from app.models.notices import Notice
from app.models.panel import DecisionOutcome
from app.models.register import Certificate, PracticeEntry, PracticeKind
from app.portfolio import files
from app.register import operations
from app.web.errors import Refusal
from tests.browser_like import Visitor
from tests.notices.telling import told
from tests.panel.scene import decide, release, reviewed
from tests.pdf.words import words_of

DAY = timedelta(days=1)


@pytest.fixture
def certificate(story, bound) -> Certificate:
    reviewed(story, bound)
    decision = release(story, decide(story, bound, DecisionOutcome.ACCREDITED))
    with transaction():
        return operations.issue_certificate(decision)


def now() -> Certificate:
    db.session.rollback()
    return db.session.query(Certificate).populate_existing().one()


def near_the_end() -> timedelta:
    return now().valid_until - clock.today() - 20 * DAY


def write(story, kind=PracticeKind.CASE, on=None, words="Family B-7, three cycles."):
    with transaction():
        return operations.add_practice(story.actor, now(), kind, on or clock.today(), words)


def test_the_log_is_written_on_a_page_and_an_entry_taken_out(app, story, certificate):
    maya, at = Visitor(app).sign_in(story.trainee), f"/certificates/{certificate.id}"
    form = {"kind": "peers", "done_on": str(clock.today()), "words": "Four of us, my film first."}
    assert maya.send(at, {**form, "kind": ""}).status_code == 422
    assert maya.send(at, form).status_code == 302
    assert "Four of us, my film first." in maya.open(at)
    entry = db.session.query(PracticeEntry).one()
    assert maya.send(f"/practice/{entry.id}/remove").status_code == 302
    assert "Four of us" not in maya.open(at)
    assert maya.send(f"/practice/{entry.id}/remove").status_code == 404


def test_a_day_to_come_or_before_the_certificate_is_refused(story, certificate):
    with pytest.raises(Refusal, match="still to come"):
        write(story, on=clock.today() + DAY)
    with pytest.raises(Refusal, match="belongs to your training"):
        write(story, on=clock.today() - DAY)
    assert db.session.query(PracticeEntry).count() == 0


def test_a_renewal_is_asked_for_near_the_end_and_with_a_log(app, story, certificate):
    with pytest.raises(Refusal, match="You can ask from"), transaction():
        operations.ask_for_renewal(story.actor, now())
    with clock.moved_by(near_the_end()):
        with pytest.raises(Refusal, match="into your log first"), transaction():
            operations.ask_for_renewal(story.actor, now())
        write(story)
        with transaction():
            operations.ask_for_renewal(story.actor, now())
        assert told(story.registrar)[-1].endswith("asks for the renewal of a certificate.")
        desk = Visitor(app).sign_in(story.registrar)
        assert "asks for renewal" in desk.open("/certificates")
        at = f"/certificates/{certificate.id}"
        assert "Family B-7" in desk.open(f"{at}/look-after")
        until = certificate.valid_until + timedelta(days=1096)
        assert desk.send(f"{at}/renewals", {"valid_until": str(until)}).status_code == 302
        assert now().valid_until == until
        assert now().renewal_asked_at is None
        assert told(story.trainee)[-1].startswith("Your certificate is renewed until")


@pytest.mark.parametrize("days", [0, -1, 366 * 9])
def test_a_renewal_ends_later_and_not_too_late(story, certificate, days):
    until = certificate.valid_until + timedelta(days=days)
    with pytest.raises(Refusal, match="ends later"), transaction():
        operations.renew(story.desk, now(), until)
    assert now().valid_until == certificate.valid_until


def test_the_holder_is_reminded_twice_and_each_time_once(story, certificate):
    def reminders() -> int:
        jobs.sweep()
        ends = Notice.words.contains("You can ask for its renewal now")
        return db.session.query(Notice).filter(ends).count()

    left = certificate.valid_until - clock.today()
    assert reminders() == 0
    for days, count in ((91, 0), (90, 1), (89, 1), (31, 1), (30, 2), (1, 2)):
        with clock.moved_by(left - days * DAY):
            assert (days, reminders()) == (days, count)
            assert reminders() == count


def test_somebody_who_was_not_reminded_in_time_hears_once(certificate, story):
    with clock.moved_by(certificate.valid_until - clock.today() - 10 * DAY):
        jobs.sweep()
        jobs.sweep()
        ends = Notice.words.contains("You can ask for its renewal now")
        assert db.session.query(Notice).filter(ends).count() == 1


def test_a_suspension_says_why_to_the_holder_and_is_lifted(app, story, certificate):
    at = f"/certificates/{certificate.id}"
    desk, maya = Visitor(app).sign_in(story.registrar), Visitor(app).sign_in(story.trainee)
    assert desk.send(f"{at}/suspension", {"because": ""}).status_code == 422
    assert desk.send(f"{at}/suspension", {"because": "A concern."}).status_code == 302
    assert "A concern." in maya.open(at)
    assert any("is suspended" in one for one in told(story.trainee))
    assert desk.send(f"{at}/suspension/lift").status_code == 302
    assert "A concern." not in maya.open(at)
    with pytest.raises(Refusal, match="not suspended"), transaction():
        operations.lift_suspension(story.desk, now())


def test_a_new_name_is_printed_under_the_same_number_and_code(app, story, certificate):
    number, code = certificate.number, certificate.code
    jobs.sweep()
    desk = Visitor(app).sign_in(story.registrar)
    at = f"/certificates/{certificate.id}"
    assert desk.send(f"{at}/name", {"name": "Maya Holt-Ŵyn"}).status_code == 302
    assert now().document_key is None
    jobs.sweep()
    with files.storage().fetch(now().document_key) as path:
        assert "Maya Holt-Ŵyn" in words_of(path)
    assert (now().number, now().code) == (number, code)
    renamed = db.session.query(AuditEntry).filter_by(act="certificate.renamed").one()
    assert "Maya Holt" in str(renamed.detail)


def test_only_the_holder_and_the_registrar_open_their_pages(app, story, certificate):
    at = f"/certificates/{certificate.id}"
    for person in (story.supervisor, story.accreditor):
        visitor = Visitor(app).sign_in(person)
        assert visitor.get(at).status_code == 404
        assert visitor.get(f"{at}/look-after").status_code == 404
    assert Visitor(app).sign_in(story.registrar).get(at).status_code == 404
    assert Visitor(app).sign_in(story.trainee).get(f"{at}/look-after").status_code == 404
