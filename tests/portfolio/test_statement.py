"""The reflective statement: kept while it is written, and readable as it was."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from app import clock
from app.extensions import db, transaction
from app.models.audit import AuditEntry
from app.models.portfolio import StatementVersion
from app.models.programme import EnrolmentState
from app.portfolio import operations
from tests import factories as make
from tests.browser_like import Visitor
from tests.portfolio.story import STATEMENT

MORE = f"{STATEMENT}\n\nAnd I learned to wait."


@pytest.fixture
def maya(app, story) -> Visitor:
    return Visitor(app).sign_in(story.trainee)


def texts() -> list[str]:
    return list(db.session.scalars(select(StatementVersion.text).order_by(StatementVersion.id)))


def write(story, text, act=operations.keep_while_writing):
    with transaction():
        act(story.actor, story.portfolio, text)


def begun(ago: timedelta) -> None:
    """The story was told once for all tests, so how long ago depends on when this one runs."""
    with transaction() as session:
        for one in session.scalars(select(StatementVersion)):
            one.begun_at = clock.now() - ago


def an_hour_passes():
    begun(timedelta(hours=1))


def test_a_sitting_is_one_version_however_often_it_is_kept(story):
    begun(timedelta(minutes=1))
    for text in (f"{STATEMENT} A", f"{STATEMENT} An", MORE):
        write(story, text)
    assert texts() == [MORE]
    assert story.portfolio.reflective_statement == MORE


def test_a_later_sitting_begins_another_version(story):
    an_hour_passes()
    write(story, MORE)
    assert texts() == [STATEMENT, MORE]


def test_what_takes_a_good_part_away_begins_another_version_at_once(story):
    write(story, "")
    assert texts() == [STATEMENT, ""]


def test_what_was_written_before_there_were_versions_is_the_first_of_them(story):
    with transaction() as session:
        session.query(StatementVersion).delete()
    write(story, MORE)
    assert texts() == [STATEMENT, MORE]


def test_keeping_it_notes_each_sitting_once_and_a_save_each_time(story):
    def noted():
        return db.session.query(AuditEntry).filter_by(act="portfolio.statement_written").count()

    before = noted()
    an_hour_passes()
    for text in (f"{STATEMENT} A", f"{STATEMENT} An", MORE):
        write(story, text)
    assert noted() == before + 1
    write(story, f"{MORE}.", operations.write_statement)
    assert noted() == before + 2


def test_the_page_keeps_what_is_written_and_says_when(maya, story):
    here = f"/portfolios/{story.portfolio.id}/statement"
    assert f'data-keeps="{here}/kept"' in maya.open(here)
    answer = maya.send(f"{here}/kept", {"text": MORE})
    assert answer.status_code == 200
    assert len(answer.json["kept"]) == 5
    assert "I learned to wait." in maya.open(here)


def test_more_than_a_statement_may_hold_is_not_kept_and_says_so(maya, story):
    answer = maya.send(f"/portfolios/{story.portfolio.id}/statement/kept", {"text": "x" * 60_001})
    assert answer.status_code == 422
    assert "not kept" in answer.json["error"]
    db.session.expire_all()
    assert story.portfolio.reflective_statement == STATEMENT


def test_an_earlier_version_is_read_and_restored_and_the_present_one_stays(maya, story):
    an_hour_passes()
    write(story, MORE)
    here = f"/portfolios/{story.portfolio.id}/statement/versions"
    listed = maya.open(here)
    assert "As it reads now" in listed
    first = db.session.scalars(select(StatementVersion.id).order_by(StatementVersion.id)).first()
    assert "Let it read like this again" in maya.open(f"{here}/{first}")
    assert maya.send(f"{here}/{first}").status_code == 302
    db.session.expire_all()
    assert story.portfolio.reflective_statement == STATEMENT
    assert texts() == [STATEMENT, MORE, STATEMENT]


def test_a_version_of_somebody_else_is_not_found(maya, story):
    other = make.keep(
        type(story.portfolio)(
            enrolment_id=make.enrolment().id,
            reflective_statement="",
            changed_at=story.portfolio.changed_at,
        )
    )
    now = story.portfolio.changed_at
    theirs = make.keep(
        StatementVersion(portfolio_id=other.id, text="Theirs.", begun_at=now, written_at=now)
    )
    address = f"/portfolios/{story.portfolio.id}/statement/versions/{theirs.id}"
    assert maya.get(address).status_code == 404
    assert maya.send(address).status_code == 404


def test_nothing_is_kept_once_the_training_has_ended(maya, story):
    with transaction():
        story.enrolment.state = EnrolmentState.WITHDRAWN
    answer = maya.send(f"/portfolios/{story.portfolio.id}/statement/kept", {"text": MORE})
    assert answer.status_code == 422
    db.session.expire_all()
    assert story.portfolio.reflective_statement == STATEMENT
