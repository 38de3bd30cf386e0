"""A panel of several: asked, each alone, then together; what one rates is not seen by the other."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pypdf import PdfReader

from accreditation.seal import SealedEntry, canonical, verify
from app.extensions import db, transaction
from app.models.audit import AuditEntry
from app.models.panel import LeftBecause, PanelMember
from app.models.people import Person, Role
from app.panel import operations, queries
from app.policies import Actor
from app.portfolio import book
from app.portfolio.queries import entries_of
from app.portfolio.verifying import Answer, verdict_on
from app.programmes.queries import criteria_of
from app.web.errors import Refusal
from tests import factories as make
from tests.browser_like import Visitor
from tests.notices.telling import told
from tests.panel.scene import allocate, finish, seated


@pytest.fixture
def bo(story) -> Person:
    return make.person(Role.ACCREDITOR, name="Bo Lind")


@pytest.fixture
def ada(app, story) -> Visitor:
    return Visitor(app).sign_in(story.accreditor)


def seat_of(person: Person) -> PanelMember:
    db.session.rollback()
    return db.session.query(PanelMember).filter_by(accreditor_id=person.id).one()


def sealed_rating(bound) -> str:
    """What the submission carries of a level the supervisor gave."""
    return next(one.body for one in entries_of(bound) if one.kind == "rating")


def test_nothing_is_open_before_they_accept_and_what_they_declare_is_the_registrars(
    app, ada, story, bound
):
    seat_id = allocate(story, bound).id
    assert ada.get(f"/reviews/{bound.id}").status_code == 404
    assert "You are asked" in ada.open("/reviews")
    page = ada.open(f"/panel/seats/{seat_id}")
    assert "Sam Reid" in page
    assert "tower" not in page
    assert ada.send(f"/panel/seats/{seat_id}", {}).status_code == 422
    form = {"answer": "accept", "interests": "We trained together in 2019."}
    assert ada.send(f"/panel/seats/{seat_id}", form).location == "/reviews"
    assert ada.get(f"/reviews/{bound.id}").status_code == 200
    assert ada.get(f"/panel/seats/{seat_id}").status_code == 404
    desk = Visitor(app).sign_in(story.registrar)
    assert "We trained together in 2019." in desk.open(f"/panel/submissions/{bound.id}")
    maya = Visitor(app).sign_in(story.trainee)
    assert "We trained" not in maya.open(f"/submissions/{bound.id}")


def test_who_declines_sees_nothing_and_may_be_asked_anew(app, ada, story, bound):
    seat_id = allocate(story, bound).id
    assert ada.send(f"/panel/seats/{seat_id}", {"answer": "decline"}).status_code == 302
    assert ada.get(f"/reviews/{bound.id}").status_code == 404
    assert seat_of(story.accreditor).left_because is LeftBecause.DECLINED
    desk = Visitor(app).sign_in(story.registrar)
    assert "Ada Quist: declined" in desk.open(f"/panel/submissions/{bound.id}")
    allocate(story, bound)
    assert seat_of(story.accreditor).left_at is None
    assert seat_of(story.accreditor).is_chair


def test_stepping_back_ends_access_at_once_and_takes_their_ratings_out(ada, story, bound, bo):
    seated(story, bound)
    seated(story, bound, bo)
    finish(bound, story.accreditor)
    assert ada.send(f"/panel/seats/{seat_of(story.accreditor).id}/step-back").status_code == 302
    assert ada.get(f"/reviews/{bound.id}").status_code == 404
    assert ada.get("/submission-stills/1").status_code == 404
    assert seat_of(bo).is_chair
    finish(bound, bo, "with-support")
    comparison = queries.comparison(bound, criteria_of(bound.enrolment))
    assert {rater for one in comparison.criteria for rater in one.given} == {bo.id}


def test_the_registrar_names_the_chair_and_takes_somebody_off(app, story, bound, bo):
    seated(story, bound)
    seated(story, bound, bo)
    desk = Visitor(app).sign_in(story.registrar)
    assert desk.send(f"/panel/seats/{seat_of(bo).id}/chair").status_code == 302
    assert (seat_of(bo).is_chair, seat_of(story.accreditor).is_chair) == (True, False)
    assert desk.send(f"/panel/seats/{seat_of(bo).id}/release").status_code == 302
    assert seat_of(story.accreditor).is_chair
    reader = Visitor(app).sign_in(bo)
    assert reader.get(f"/reviews/{bound.id}").status_code == 404


def read(visitor: Visitor, address: str, to: Path) -> tuple[str, str]:
    """A document: its words, and the record inside."""
    to.write_bytes(visitor.get(address).data)
    reader = PdfReader(to)
    (record,) = reader.attachments[book.RECORD_NAME]
    return " ".join(page.extract_text() for page in reader.pages), record.decode()


def test_ratings_are_on_no_page_and_in_no_file_before_ones_own(ada, story, bound, tmp_path):
    """The supervisor's levels stand in the submission; a reader who has not rated finds none."""
    seated(story, bound)
    rating, pdf = canonical(sealed_rating(bound)), tmp_path / "reading.pdf"
    review, at = f"/reviews/{bound.id}", f"/submissions/{bound.id}"
    for address in (review, at):
        assert 'id="ratings"' not in ada.open(address)
    for address in (f"{at}/portfolio.pdf", f"{at}/copy.pdf"):
        words, record = read(ada, address, pdf)
        assert "The supervisor’s ratings" not in words
        assert "\nRatings" not in words
        assert rating not in record
        assert verdict_on(pdf).answer is Answer.CURRENT
    finish(bound, story.accreditor, "with-support")
    assert 'id="ratings"' in ada.open(review)
    words, record = read(ada, f"{at}/portfolio.pdf", pdf)
    assert "\nRatings" in words
    assert rating in record


def test_the_root_holds_over_what_is_held_back(ada, story, bound, tmp_path):
    seated(story, bound)
    pdf = tmp_path / "reading.pdf"
    pdf.write_bytes(ada.get(f"/submissions/{bound.id}/portfolio.pdf").data)
    record = json.loads(PdfReader(pdf).attachments[book.RECORD_NAME][0])
    kept = [
        SealedEntry(one["digest"], one["body"] or None, one["salt"] or None)
        for one in record["entries"]
    ]
    found = verify(kept, bound.root)
    assert found.intact
    assert found.removed


def test_what_the_other_rated_opens_once_everybody_has_finished(app, ada, story, bound, bo):
    seated(story, bound)
    seated(story, bound, bo)
    together = f"/reviews/{bound.id}/together"
    finish(bound, story.accreditor, "with-support")
    assert ada.get(together).status_code == 404
    assert Visitor(app).sign_in(bo).get(together).status_code == 404
    assert "has finished" in ada.open(f"/reviews/{bound.id}")
    finish(bound, bo, "independently")
    page = ada.open(together)
    assert "with support" in page
    assert "independently" in page
    assert "To talk about" in page
    assert "chose the same level for 0" in page
    words = told(bo)
    assert any("The panel can meet now" in one for one in words)
    assert not any("with support" in one for one in words)


def test_only_the_chair_writes_the_decision_down(app, ada, story, bound, bo):
    seated(story, bound)
    seated(story, bound, bo)
    for person in (story.accreditor, bo):
        finish(bound, person)
    assert ada.get(f"/reviews/{bound.id}/decision").status_code == 200
    assert Visitor(app).sign_in(bo).get(f"/reviews/{bound.id}/decision").status_code == 404


def test_a_finished_review_stays_as_it_is(ada, story, bound):
    seated(story, bound)
    with pytest.raises(Refusal, match="at least one criterion"), transaction():
        operations.finish_review(story.judge, bound)
    finish(bound, story.accreditor)
    address = f"/reviews/{bound.id}/ratings"
    assert ada.get(address).status_code == 404
    assert ada.send(address, {"shares-turns": "with-support"}).status_code == 404
    acts = [one.act for one in db.session.query(AuditEntry)]
    assert acts.count("panel_seat.finished") == 1


def test_an_accreditor_of_another_panel_answers_for_nobody_else(app, story, bound, bo):
    seat = allocate(story, bound)
    other = Visitor(app).sign_in(bo)
    for address in (f"/panel/seats/{seat.id}", f"/panel/seats/{seat.id}/step-back"):
        assert other.send(address, {"answer": "accept"}).status_code == 404
    assert Actor(bo.id, Role.ACCREDITOR) != story.judge
