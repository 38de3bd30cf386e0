"""Building the draft: what can be chosen, what is refused, what the check says."""

from __future__ import annotations

import pytest

from accreditation.consent import Purpose
from app import clock
from app.casework.operations import answer_consent, withdraw_consent
from app.events import deliver_waiting
from app.extensions import db, transaction
from app.models.audit import AuditEntry
from app.models.casework import CasePerson
from app.models.consent import GivenBy, GivenHow
from app.models.footage import RecordingState
from app.models.people import Role
from app.models.programme import EnrolmentState
from app.portfolio import operations, queries
from app.web.errors import Refusal
from tests import factories as make
from tests.notices.telling import told


def lines(story, met=False):
    return [
        one
        for one in queries.preflight(story.portfolio).checks
        if one.met is met and (met or one.holds_back)
    ]


def test_a_finished_draft_passes_the_check(story):
    assert queries.preflight(story.portfolio).ready
    assert lines(story) == []


def test_a_moment_is_chosen_once_and_its_reason_changes(story):
    with transaction():
        operations.choose_moment(story.actor, story.portfolio, story.moments[0], " Because. ")
    chosen = queries.chosen_moments(story.portfolio)
    assert len(chosen) == 3
    assert chosen[0].reason == "Because."


def test_a_moment_without_a_reason_is_refused(story):
    with pytest.raises(Refusal, match="why you chose"), transaction():
        operations.choose_moment(story.actor, story.portfolio, story.moments[0], "  ")


def test_a_moment_that_the_supervisor_has_not_shared_cannot_be_chosen(story):
    private = make.moment(story.review, story.supervisor, Role.SUPERVISOR, 30)
    with pytest.raises(Refusal, match="cannot be chosen"), transaction():
        operations.choose_moment(story.actor, story.portfolio, private, "It is good.")


def test_a_moment_of_somebody_else_cannot_be_chosen(story):
    other = make.enrolment()
    film = make.recording(make.cycle(make.client(other)))
    theirs = make.moment(film, other.trainee, Role.TRAINEE, shared=True)
    with pytest.raises(Refusal, match="cannot be chosen"), transaction():
        operations.choose_moment(story.actor, story.portfolio, theirs, "It is good.")


def test_a_film_of_another_training_cannot_be_chosen(story):
    foreign = make.recording(make.cycle(make.client(make.enrolment())))
    with pytest.raises(Refusal, match="of this training"), transaction():
        operations.choose_recording(story.actor, story.portfolio, foreign)


def test_nothing_changes_after_the_training_has_ended(story):
    with transaction():
        story.enrolment.state = EnrolmentState.WITHDRAWN
    for act in (
        lambda: operations.write_statement(story.actor, story.portfolio, "More."),
        lambda: operations.leave_recording(story.actor, story.portfolio, story.film.id),
        lambda: operations.submit(story.actor, story.portfolio),
    ):
        with pytest.raises(Refusal, match="ended"), transaction():
            act()


def test_every_change_of_the_draft_is_in_the_audit(story):
    with transaction():
        operations.leave_moment(story.actor, story.portfolio, story.moments[0].id)
        operations.leave_recording(story.actor, story.portfolio, story.film.id)
        operations.write_statement(story.actor, story.portfolio, "Once more.")
    acts = [one.act for one in db.session.query(AuditEntry).order_by(AuditEntry.id)]
    assert acts[-3:] == [
        "portfolio.moment_left",
        "portfolio.recording_left",
        "portfolio.statement_written",
    ]


def test_the_check_asks_for_a_statement_moments_and_a_film(story):
    with transaction():
        operations.write_statement(story.actor, story.portfolio, "")
        for moment in story.moments:
            operations.leave_moment(story.actor, story.portfolio, moment.id)
        for film in (story.film, story.review):
            operations.leave_recording(story.actor, story.portfolio, film.id)
    assert [(one.title, one.endpoint) for one in lines(story)] == [
        ("Reflective statement", "portfolio.statement"),
        ("Moments", "portfolio.moments"),
        ("Whole films", "portfolio.recordings"),
    ]


def test_the_check_says_what_the_edition_still_asks_for(story):
    from app.models.casework import Cycle

    with transaction() as session:
        cycle = session.query(Cycle).filter_by(stage="2").first()
        cycle.confirmed_at = cycle.confirmed_by_id = None
    (line,) = lines(story)
    assert line.sentence == "Stage 2: 1 more cycle."
    assert line.endpoint == "pathway.home"


def test_the_check_names_a_moment_that_was_deleted_since(story):
    from app import clock

    with transaction():
        story.moments[0].deleted_at = clock.now()
    (line,) = lines(story)
    assert "deleted since" in line.sentence
    assert line.endpoint == "portfolio.choose"


def test_the_check_says_who_took_their_consent_back_and_where_it_is_mended(story):
    with transaction():
        withdraw_consent(story.actor, story.mother, Purpose.OTHER_SUPERVISORS)
    waiting = lines(story)
    assert {one.endpoint for one in waiting} == {"casework.client"}
    assert len(waiting) == 2  # she is in both films
    assert all("took back" in one.sentence for one in waiting)
    assert story.mother.label in waiting[0].sentence.lower()


def test_the_check_sees_a_film_that_is_gone(story):
    with transaction():
        story.film.state = RecordingState.ERASED
    (line,) = lines(story)
    assert line.sentence.endswith("it is erased. Take it, and its moments, out of the portfolio.")


def test_an_unconfirmed_list_of_people_leads_to_that_list(story):
    with transaction():
        story.film.in_shot_confirmed_at = None
    assert {one.endpoint for one in lines(story)} == {"footage.confirm_in_shot"}


def child_of(story) -> CasePerson:
    return (
        db.session.query(CasePerson).filter_by(client_id=story.film.client_id, label="child").one()
    )


def test_a_draft_loses_what_somebody_took_their_agreement_back_for(story):
    with transaction():
        withdraw_consent(story.actor, child_of(story), Purpose.OTHER_SUPERVISORS)
    deliver_waiting()
    db.session.rollback()
    assert [one.moment_id for one in queries.chosen_moments(story.portfolio)] == [
        story.moments[2].id
    ]
    assert [one.recording_id for one in queries.chosen_recordings(story.portfolio)] == [
        story.review.id
    ]
    assert queries.preflight(story.portfolio).ready
    said = [one for one in told(story.trainee) if "draft of your portfolio" in one]
    assert said == [
        "Taken out of the draft of your portfolio: 2 moments and 1 film. Somebody in it took "
        "their agreement back."
    ]
    acts = db.session.query(AuditEntry).filter_by(act="portfolio.lost_evidence").all()
    assert [one.detail for one in acts] == [{"moments": 2, "films": 1}]


def test_a_withdrawal_that_no_panel_needs_takes_nothing_out(story):
    with transaction():
        withdraw_consent(story.actor, child_of(story), Purpose.TRAINING)
    deliver_waiting()
    db.session.rollback()
    assert len(queries.chosen_moments(story.portfolio)) == 3


def test_who_agreed_again_before_it_was_noticed_takes_nothing_out(story):
    child = child_of(story)
    with transaction():
        withdraw_consent(story.actor, child, Purpose.OTHER_SUPERVISORS)
        answer_consent(
            story.actor,
            child,
            {Purpose.OTHER_SUPERVISORS: True},
            clock.today(),
            given_by=GivenBy.THEMSELVES,
            given_how=GivenHow.PAPER,
        )
    deliver_waiting()
    db.session.rollback()
    assert len(queries.chosen_moments(story.portfolio)) == 3
