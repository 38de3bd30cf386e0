"""The pages of the draft and of submissions: by whom they open, and in how many queries."""

from __future__ import annotations

from contextlib import contextmanager

import pytest
from sqlalchemy import event

from app.extensions import db, transaction
from app.models.audit import Watch
from app.models.people import Role
from app.models.portfolio import Portfolio, Submission
from app.portfolio import operations
from tests import factories as make
from tests.browser_like import Visitor


@pytest.fixture
def maya(app, story) -> Visitor:
    return Visitor(app).sign_in(story.trainee)


@contextmanager
def counted():
    asked: list[str] = []

    def note(_connection, _cursor, statement, *_rest):
        asked.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


def queries_for(visitor: Visitor, url: str) -> int:
    visitor.open(url)
    with counted() as asked:
        visitor.get(url)
    return len(asked)


def test_the_portfolio_begins_with_one_act_and_only_once(app, story):
    other = make.enrolment(make.person(Role.TRAINEE, name="Olu Frey"))
    visitor = Visitor(app).sign_in(other.trainee)
    enrolment_id = other.id
    assert "Begin your portfolio" in visitor.open("/portfolio")
    assert db.session.query(Portfolio).filter_by(enrolment_id=enrolment_id).count() == 0
    for _ in range(2):
        assert visitor.send(f"/trainings/{enrolment_id}/portfolio").status_code == 302
    assert db.session.query(Portfolio).filter_by(enrolment_id=enrolment_id).count() == 1
    assert "No moments yet" in visitor.open("/portfolio")


def test_somebody_without_a_training_reads_what_comes_first(app, story):
    visitor = Visitor(app).sign_in(make.person(Role.TRAINEE))
    assert "once your registrar has enrolled you" in visitor.open("/portfolio")


def test_the_builder_shows_what_was_chosen_and_that_everything_is_in_place(maya, story):
    page = maya.open("/portfolio")
    assert page.count("Why you chose it") == 3
    assert "from its first frame to its last" in page
    assert "Submit your portfolio" in page
    assert "illustrative, not AVIGuk" in page


def test_the_act_is_offered_only_when_every_line_is_in_place(maya, story):
    with transaction():
        operations.write_statement(story.actor, story.portfolio, "")
    page = maya.open("/portfolio")
    assert "Submit your portfolio" not in page
    assert "Your reflective statement is still to be written." in page
    assert f"/portfolios/{story.portfolio.id}/statement" in page
    answer = maya.send(f"/portfolios/{story.portfolio.id}/submit")
    assert answer.status_code == 422
    assert "still to be written" in answer.text


def test_moments_are_listed_by_cycle_and_by_group_and_chosen_with_a_reason(maya, story):
    here = f"/portfolios/{story.portfolio.id}/moments"
    everything = maya.open(here)
    assert everything.count('class="panel evidence"') == 3
    assert maya.open(f"{here}?group=2").count('class="panel evidence"') == 1
    assert "No moments here" in maya.open(f"{here}?cycle=1")
    moment = story.moments[0].id
    assert maya.send(f"{here}/{moment}", {"reason": ""}).status_code == 422
    assert maya.send(f"{here}/{moment}", {"reason": "She waits."}).status_code == 302
    assert "She waits." in maya.open("/portfolio")
    assert maya.send(f"{here}/{moment}/leave").status_code == 302
    assert "She waits." not in maya.open("/portfolio")


def test_a_film_is_chosen_and_taken_out(maya, story):
    here = f"/portfolios/{story.portfolio.id}/recordings"
    page = maya.open(here)
    assert page.count("Take it out") == 2
    assert maya.send(f"{here}/{story.film.id}/leave").status_code == 302
    assert maya.open(here).count("Take it out") == 1
    assert maya.send(f"{here}/{story.film.id}").status_code == 302
    assert maya.open(here).count("Take it out") == 2


def test_a_form_sent_twice_submits_once(maya, story):
    url, form = f"/portfolios/{story.portfolio.id}/submit", {"once": "the same form"}
    first, second = maya.send(url, form), maya.send(url, form)
    assert first.location == second.location
    assert db.session.query(Submission).count() == 1


def test_nobody_else_opens_a_draft(app, story):
    address = f"/portfolios/{story.portfolio.id}"
    for person in (story.supervisor, story.accreditor, story.registrar, make.person(Role.TRAINEE)):
        visitor = Visitor(app).sign_in(person)
        for page in ("statement", "moments", "recordings", f"moments/{story.moments[0].id}"):
            assert visitor.get(f"{address}/{page}").status_code == 404


def test_reading_the_document_is_noted_for_each_film_it_shows(app, story, bound):
    visitor, films = Visitor(app).sign_in(story.trainee), {story.film.id, story.review.id}
    trainee = story.trainee.id
    assert visitor.get(f"/submissions/{bound.id}/portfolio.pdf").status_code == 200
    noted = db.session.query(Watch).filter_by(person_id=trainee)
    assert {one.recording_id for one in noted} == films


def test_a_document_is_never_kept_by_a_cache(app, story, bound):
    visitor = Visitor(app).sign_in(story.trainee)
    answer = visitor.get(f"/submissions/{bound.id}/portfolio.pdf")
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["Content-Disposition"].startswith("inline")
    assert answer.data[:5] == b"%PDF-"
    assert len(answer.data) == int(answer.headers["Content-Length"])


def test_neither_supervisor_nor_registrar_nor_stranger_reads_a_submission(app, story, bound):
    for person in (story.supervisor, story.registrar, story.accreditor, make.person(Role.TRAINEE)):
        visitor = Visitor(app).sign_in(person)
        for page in ("", "/state", "/portfolio.pdf"):
            assert visitor.get(f"/submissions/{bound.id}{page}").status_code == 404
        assert visitor.get("/submission-stills/1").status_code == 404


def test_a_page_shows_the_frozen_words_with_root_and_stills(app, story, bound):
    page = Visitor(app).sign_in(story.trainee).open(f"/submissions/{bound.id}")
    assert bound.root[:32] in page
    assert page.count("/submission-stills/") == 3
    assert "Open the PDF" in page
    assert "named the tower" in page


def test_the_lists_ask_as_much_for_one_as_for_many(maya, story):
    here = f"/portfolios/{story.portfolio.id}"
    pages = ("/portfolio", f"{here}/moments", f"{here}/recordings")
    before = [queries_for(maya, page) for page in pages]
    for frame in range(3):
        more = make.moment(story.film, story.trainee, Role.TRAINEE, 10 + frame)
        with transaction():
            operations.choose_moment(story.actor, story.portfolio, more, "One more.")
    assert [queries_for(maya, page) for page in pages] == before
