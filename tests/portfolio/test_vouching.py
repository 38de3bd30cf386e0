"""The supervisor's statement: asked for, written, given, taken back, and frozen with the rest."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from accreditation import shipped
from app import events
from app.extensions import db, transaction
from app.models.moments import Track
from app.models.notices import Notice
from app.models.people import Role
from app.models.portfolio import (
    Submission,
    SubmissionEntry,
    SubmissionState,
    SupervisorStatement,
    SupervisorStatementVersion,
)
from app.models.programme import Allocation, EnrolmentState
from app.policies import Actor
from app.portfolio import operations, queries
from app.programmes.operations import take_up_edition
from app.web.errors import Refusal
from tests import factories as make
from tests.browser_like import Visitor
from tests.portfolio.story import STATEMENT, submitted

WORDS = "I saw Maya learn to wait.\n\nFamilies begin now, and she follows."


@pytest.fixture
def asked(story) -> SupervisorStatement:
    return db.session.scalars(select(SupervisorStatement)).one()


@pytest.fixture
def sam(app, story) -> Visitor:
    return Visitor(app).sign_in(story.supervisor)


@pytest.fixture
def maya(app, story) -> Visitor:
    return Visitor(app).sign_in(story.trainee)


def as_sam(story) -> Actor:
    return Actor(story.supervisor.id, Role.SUPERVISOR)


def given(story, statement, words=WORDS) -> None:
    with transaction():
        operations.write_statement(as_sam(story), statement, words)
        operations.give_statement(as_sam(story), statement)


def handed_over(story, name="Nia Wells"):
    nia = make.person(Role.SUPERVISOR, name=name)
    with transaction() as session:
        now = session.scalars(select(Allocation).filter_by(enrolment_id=story.enrolment.id)).one()
        now.until = datetime.now(UTC)
    make.allocation(story.enrolment, nia, story.registrar)
    return nia


def line(story):
    return next(one for one in checks(story) if one.title == "Supervisor’s statement")


def checks(story):
    return queries.preflight(story.portfolio).checks


def notices_of(person) -> list[str]:
    events.deliver_waiting()
    mine = select(Notice).where(Notice.person_id == person.id).order_by(Notice.id)
    return [one.words for one in db.session.scalars(mine)]


def test_asking_twice_makes_one_statement_and_one_notice(maya, story, asked):
    assert maya.send(f"/portfolios/{story.portfolio.id}/supervisor-statement").status_code == 302
    assert db.session.query(SupervisorStatement).count() == 1
    told = [one for one in notices_of(story.supervisor) if "your statement" in one]
    assert told == ["Maya Holt asks you for your statement in their portfolio."]


def test_a_statement_that_waits_stands_in_the_caseload_until_it_is_given(sam, asked):
    write = f"/supervisor-statements/{asked.id}/write"
    page = sam.open("/caseload")
    assert write in page
    assert "Nothing waits" not in page
    with transaction() as session:
        session.get_one(SupervisorStatement, asked.id).text = "I saw Maya learn to wait."
        session.get_one(SupervisorStatement, asked.id).given_at = datetime.now(UTC)
    assert write not in sam.open("/caseload")


def test_two_statements_of_one_supervisor_for_one_draft_are_refused_by_the_database(story, asked):
    row = SupervisorStatement(portfolio_id=story.portfolio.id, supervisor_id=story.supervisor.id)
    with pytest.raises(IntegrityError), transaction() as session:
        session.add(row)


def test_a_statement_of_somebody_who_never_supervised_is_refused_by_the_database(story):
    row = SupervisorStatement(portfolio_id=story.portfolio.id, supervisor_id=story.accreditor.id)
    with (
        pytest.raises(IntegrityError, match="asked of a supervisor"),
        transaction() as session,
    ):
        session.add(row)


def test_it_is_written_in_versions_as_the_trainees_statement_is(sam, asked):
    here = f"/supervisor-statements/{asked.id}"
    assert f'data-keeps="{here}/kept"' in sam.open(f"{here}/write")
    whole = "I saw Maya learn to wait. " * 9
    for text in ("I saw", whole):
        assert sam.send(f"{here}/kept", {"text": text}).status_code == 200
    kept = list(db.session.scalars(select(SupervisorStatementVersion.text)))
    assert kept == [whole.strip()]
    assert sam.send(f"{here}/write", {"text": ""}).status_code == 422
    assert sam.send(f"{here}/kept", {"text": ""}).status_code == 200
    first = db.session.scalars(select(SupervisorStatementVersion.id)).first()
    assert "Let it read like this again" in sam.open(f"{here}/versions/{first}")
    assert sam.send(f"{here}/versions/{first}").status_code == 302
    assert "learn to wait" in sam.open(here)


def test_a_version_of_another_statement_is_not_found(sam, story, asked):
    other = make.enrolment(make.person(Role.TRAINEE), make.person(Role.SUPERVISOR))
    with transaction() as session:
        session.add(type(story.portfolio)(enrolment_id=other.id, changed_at=datetime.now(UTC)))
    draft = db.session.scalars(select(type(story.portfolio)).filter_by(enrolment_id=other.id)).one()
    whose = db.session.scalars(select(Allocation).filter_by(enrolment_id=other.id)).one()
    theirs = make.keep(
        SupervisorStatement(portfolio_id=draft.id, supervisor_id=whose.supervisor_id)
    )
    now = datetime.now(UTC)
    version = make.keep(
        SupervisorStatementVersion(
            statement_id=theirs.id, text="Theirs.", begun_at=now, written_at=now
        )
    )
    address = f"/supervisor-statements/{asked.id}/versions/{version.id}"
    assert sam.get(address).status_code == 404
    assert sam.send(address).status_code == 404


def test_the_trainee_reads_it_only_once_it_is_given(maya, sam, story, asked):
    here = f"/supervisor-statements/{asked.id}"
    sam.send(f"{here}/write", {"text": WORDS})
    assert maya.get(here).status_code == 404
    assert "learn to wait" not in maya.open("/portfolio")
    assert "learn to wait" not in maya.open(f"/portfolios/{story.portfolio.id}/preview")
    assert sam.send(f"{here}/give").status_code == 302
    assert "Families begin now, and she follows." in maya.open(here)
    assert "Sam Reid gave a statement on" in maya.open("/portfolio")
    assert "learn to wait" in maya.open(f"/portfolios/{story.portfolio.id}/preview")
    assert "Sam Reid gave the statement you asked for." in notices_of(story.trainee)


def test_what_is_given_keeps_its_words_until_it_is_taken_back(sam, maya, story, asked):
    given(story, asked)
    here = f"/supervisor-statements/{asked.id}"
    assert sam.get(f"{here}/write").status_code == 404
    with pytest.raises(Refusal, match="Take it back first"), transaction():
        operations.write_statement(as_sam(story), asked, "Other words.")
    with pytest.raises(IntegrityError, match="keeps its words"), transaction() as session:
        session.execute(update(SupervisorStatement).values(text="Other words."))
    assert sam.send(f"{here}/take-back").status_code == 302
    assert maya.get(here).status_code == 404
    assert sam.send(f"{here}/write", {"text": "Other words."}).status_code == 302
    told = notices_of(story.trainee)
    assert "Sam Reid took their statement back, to write on." in told


def test_nothing_written_and_words_that_tell_surely_who_somebody_is_are_not_given(story, asked):
    with pytest.raises(Refusal, match="nothing written yet"), transaction():
        operations.give_statement(as_sam(story), asked)
    with transaction():
        operations.write_statement(as_sam(story), asked, "Ring her on 07700 900123.")
    with pytest.raises(Refusal, match="nothing was given"), transaction():
        operations.give_statement(as_sam(story), asked)
    assert asked.given_at is None


def test_it_is_frozen_by_value_with_name_and_day_and_never_changes_after(sam, story, asked):
    given(story, asked)
    submission = submitted(story)
    kind = "supervisor-statement"
    entry = db.session.scalars(
        select(SubmissionEntry).filter_by(submission_id=submission.id, kind=kind)
    ).one()
    assert json.loads(entry.body) == {
        "section": kind,
        "kind": kind,
        "supervisor": "Sam Reid",
        "text": WORDS,
        "given_on": datetime.now(UTC).date().isoformat(),
    }
    assert sam.send(f"/supervisor-statements/{asked.id}/take-back").status_code == 404
    with pytest.raises(Refusal, match="was submitted"), transaction():
        operations.take_back_statement(as_sam(story), asked)
    for change in ({"given_at": None, "submission_id": None}, {"supervisor_id": story.trainee.id}):
        with pytest.raises(IntegrityError, match="submitted cannot"), transaction() as session:
            session.execute(update(SupervisorStatement).values(**change))
    assert "it stays as it is" in sam.open(f"/supervisor-statements/{asked.id}")


def test_for_another_submission_another_statement_is_asked_for(story, asked):
    given(story, asked)
    submission = submitted(story)
    with pytest.raises(Refusal, match="with the panel"), transaction():
        operations.ask_for_statement(story.actor, story.portfolio)
    with transaction() as session:
        session.get_one(Submission, submission.id).state = SubmissionState.DECIDED
    assert line(story).holds_back
    with transaction():
        anew = operations.ask_for_statement(story.actor, story.portfolio)
    assert anew.id != asked.id
    assert not line(story).holds_back


def test_while_a_panel_has_the_portfolio_nothing_is_given_and_what_is_written_stays(story, asked):
    submitted(story)
    with transaction():
        operations.write_statement(as_sam(story), asked, WORDS)
    with pytest.raises(Refusal, match="with the panel"), transaction():
        operations.give_statement(as_sam(story), asked)
    assert asked.text == WORDS


def test_the_check_waits_for_the_trainee_to_ask_and_for_nobody_else(story, asked):
    waiting = line(story)
    assert not waiting.met
    assert not waiting.holds_back
    assert "You can wait for it, or submit without." in waiting.sentence
    with transaction() as session:
        session.delete(asked)
    not_asked = line(story)
    assert not_asked.holds_back
    assert (not_asked.endpoint, not_asked.values) == ("portfolio.build", {"_anchor": "vouched"})
    with pytest.raises(Refusal, match="not asked for a statement"):
        submitted(story)
    with transaction() as session:
        session.scalars(select(Allocation)).one().until = datetime.now(UTC)
    assert not line(story).holds_back
    assert "nobody can be asked" in refusal_of(story)
    submitted(story)


def refusal_of(story) -> str:
    with pytest.raises(Refusal) as refused, transaction():
        operations.ask_for_statement(story.actor, story.portfolio)
    return str(refused.value)


def test_an_edition_that_holds_none_asks_for_none(maya, story, asked):
    text = shipped.programme_text("set-a").replace("supervisor_statement = true\n", "")
    with transaction() as session:
        session.delete(asked)
        edition = take_up_edition(None, text.replace('id = "set-a"', 'id = "plain"'), "plain.toml")
        session.flush()
        story.enrolment.edition_id = edition.id
    assert queries.vouching_for(story.portfolio) is None
    assert all("statement" not in one.title or one.met for one in checks(story))
    assert "asks for no statement" in refusal_of(story)
    assert "supervisor’s statement" not in maya.open("/portfolio")


def test_a_change_of_supervisor_leaves_it_with_who_wrote_it(app, sam, story, asked):
    with transaction():
        operations.write_statement(as_sam(story), asked, WORDS)
    nia = Visitor(app).sign_in(handed_over(story))
    here = f"/supervisor-statements/{asked.id}"
    assert nia.get(here).status_code == 404
    page = sam.open(here)
    assert "You no longer supervise Maya Holt" in page
    assert "learn to wait" in page
    for gone in ("write", "versions", "portfolio"):
        assert sam.get(f"{here}/{gone}").status_code == 404
    assert sam.send(f"{here}/give").status_code == 404
    assert "Nia Wells was not asked" in line(story).sentence


def test_what_was_given_stands_after_the_supervisor_changed_and_beside_the_new_one(story, asked):
    given(story, asked)
    nia = handed_over(story)
    assert line(story).met
    with transaction():
        hers = operations.ask_for_statement(story.actor, story.portfolio)
        operations.write_statement(Actor(nia.id, Role.SUPERVISOR), hers, "She goes on well.")
        operations.give_statement(Actor(nia.id, Role.SUPERVISOR), hers)
    section = queries.draft_document(story.portfolio).section("supervisor-statement")
    assert [one.supervisor for one in section.entries] == ["Nia Wells", "Sam Reid"]


def test_they_read_the_draft_without_what_is_not_theirs_to_see(sam, story, asked):
    """Maya's own track is private; only what she shares, and what Sam marked, is read."""
    page = sam.open(f"/supervisor-statements/{asked.id}/portfolio")
    assert STATEMENT.split("\n")[0] not in page
    assert "Reflective statement</h2>" not in page
    assert "Consent</h2>" not in page
    assert "moments are left out" in page
    with transaction() as session:
        for track in session.scalars(select(Track)):
            track.shared_at = datetime.now(UTC)
    make.brought(story.film.cycle)
    after = sam.open(f"/supervisor-statements/{asked.id}/portfolio")
    assert "waiting gave the child room" in after


def test_nothing_is_written_or_given_once_the_training_has_ended(story, asked):
    with transaction():
        operations.write_statement(as_sam(story), asked, WORDS)
        story.enrolment.state = EnrolmentState.WITHDRAWN
    for act in (
        lambda: operations.write_statement(as_sam(story), asked, "More."),
        lambda: operations.give_statement(as_sam(story), asked),
        lambda: operations.ask_for_statement(story.actor, story.portfolio),
    ):
        with pytest.raises(Refusal, match="ended"), transaction():
            act()


def test_the_supervisor_finds_it_on_the_page_of_their_trainee(sam, story, asked):
    page = sam.open(f"/trainings/{story.enrolment.id}")
    assert f'href="/supervisor-statements/{asked.id}"' in page
