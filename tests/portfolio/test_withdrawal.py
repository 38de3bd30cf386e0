"""A withdrawal after submission: shut on the next request, bound again without the still."""

from __future__ import annotations

import json

import pytest
from pypdf import PdfReader

from accreditation.consent import Purpose
from accreditation.seal import SealedEntry, verify
from app import jobs
from app.casework.operations import withdraw_consent
from app.extensions import db, transaction
from app.models.casework import CasePerson
from app.models.portfolio import Submission, SubmissionState, SubmissionStill
from app.portfolio import book, files, operations, queries
from app.portfolio.operations import binding
from tests.browser_like import Visitor
from tests.portfolio.story import submitted


@pytest.fixture
def child(story) -> CasePerson:
    """In the client film only; the mother is in the shared review too."""
    return db.session.query(CasePerson).filter_by(label="child").one()


def take_back(story, person, purpose=Purpose.OTHER_SUPERVISORS):
    with transaction():
        withdraw_consent(story.actor, person, purpose)


def stills() -> dict[int, int]:
    return {one.id: one.recording_id for one in db.session.query(SubmissionStill)}


def now() -> Submission:
    """The one submission as its row says at this moment."""
    db.session.rollback()
    return db.session.query(Submission).populate_existing().one()


def reader_of(submission: Submission) -> PdfReader:
    with files.storage().fetch(submission.document_key) as path:
        return PdfReader(path)


def test_the_next_request_for_document_and_still_is_refused_then_the_rest_returns(
    app, story, bound, child
):
    visitor = Visitor(app).sign_in(story.trainee)
    film_id, document = story.film.id, f"/submissions/{bound.id}/portfolio.pdf"
    of_film = [still for still, recording in stills().items() if recording == film_id]
    of_review = [still for still, recording in stills().items() if recording != film_id]
    old = {bound.document_key, *(db.session.get_one(SubmissionStill, one).key for one in of_film)}
    assert visitor.get(document).status_code == 200
    assert all(visitor.get(f"/submission-stills/{one}").status_code == 200 for one in stills())

    take_back(story, child, Purpose.FILMING)
    assert visitor.get(document).status_code == 404
    assert [visitor.get(f"/submission-stills/{one}").status_code for one in of_film] == [404, 404]
    assert visitor.get(f"/submission-stills/{of_review[0]}").status_code == 200

    jobs.sweep()
    assert visitor.get(document).status_code == 200
    submission = now()
    pictures = {image.name for page in reader_of(submission).pages for image in page.images}
    assert len(pictures) == 1
    assert film_id not in stills().values()
    assert old & set(files.storage().keys_under("submissions")) == set()


def test_a_tombstone_stands_in_the_place_and_the_root_still_holds(story, bound, child):
    root = bound.root
    take_back(story, child)
    jobs.sweep()
    submission = now()
    text = "\n".join(page.extract_text() for page in reader_of(submission).pages)
    assert text.count("This moment was withdrawn") == 2
    (inside,) = reader_of(submission).attachments[book.RECORD_NAME]
    record = json.loads(inside)
    kept = [
        SealedEntry(one["digest"], one["body"] or None, one["salt"] or None)
        for one in record["entries"]
    ]
    found = verify(kept, record["root"])
    assert found.intact
    assert len(found.removed) == 4  # two moments, the film, and its consent
    assert record["root"] == submission.root == root


def test_the_page_shows_the_tombstone_at_once(app, story, bound, child):
    take_back(story, child)
    page = Visitor(app).sign_in(story.trainee).open(f"/submissions/{bound.id}")
    assert page.count("This moment was withdrawn") == 2
    assert "A film was withdrawn" in page


def test_what_was_withdrawn_before_the_first_build_is_never_cut(story):
    submission = submitted(story)
    take_back(story, story.mother)
    operations.build_document(submission.id)
    assert stills() == {}
    assert all(not page.images for page in reader_of(now()).pages)


def test_a_withdrawal_while_the_book_is_bound_starts_it_anew(story, monkeypatch):
    submission, bind = submitted(story), binding.bind

    def slow(*arguments):
        made = bind(*arguments)
        if arguments[-1] != queries.ratings_among(arguments[1]):
            take_back(story, story.mother)  # during the first of the two documents
        return made

    monkeypatch.setattr(binding, "bind", slow)
    operations.build_document(submission.id)
    assert now().document_key is None
    assert stills() == {}
    assert list(files.storage().keys_under("submissions")) == []
    monkeypatch.undo()
    jobs.sweep()
    assert now().document_key is not None
    assert stills() == {}


def test_after_a_decision_too(story, bound, child):
    review_id = story.review.id
    with transaction():
        bound.state = SubmissionState.DECIDED
    take_back(story, child)
    jobs.sweep()
    assert set(stills().values()) == {review_id}


def test_a_page_that_is_open_asks_until_the_pdf_is_bound_again(app, story, bound, child):
    maya = Visitor(app).sign_in(story.trainee)
    page, asks = f"/submissions/{bound.id}", f"/submissions/{bound.id}/state"
    assert asks not in maya.open(page)
    take_back(story, child, Purpose.FILMING)
    assert asks in maya.open(page)
    assert maya.get(asks).json["state"] == "closed"
    operations.build_document(bound.id)
    assert maya.get(asks).json["state"] == "ready"
    assert asks not in maya.open(page)
