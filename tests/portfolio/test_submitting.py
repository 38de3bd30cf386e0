"""Submitting: frozen by value, sealed, once at a time."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from accreditation.consent import Purpose
from accreditation.portfolio_document import MomentEntry
from accreditation.seal import verify
from app.casework.operations import withdraw_consent
from app.extensions import db, transaction
from app.models.portfolio import Submission, SubmissionState
from app.portfolio import operations, queries
from app.web.errors import Refusal
from tests.portfolio.story import STATEMENT, submitted


def test_what_is_submitted_is_frozen_by_value(story):
    submission = submitted(story)
    with transaction():
        operations.write_statement(story.actor, story.portfolio, "Something else.")
        operations.choose_moment(story.actor, story.portfolio, story.moments[0], "Another reason.")
        story.moments[0].words = "Other words."
    document = queries.document_of(queries.entries_of(submission), frozenset())
    assert document.section("statement").entries[0].text == STATEMENT
    moments = document.section("moments").entries
    assert {one.words for one in moments} == {"Waits, and the child looks up."}
    assert "Another reason." not in {one.reason for one in moments}


def test_the_document_holds_every_part_of_the_training(story):
    document = queries.document_of(queries.entries_of(submitted(story)), frozenset())
    counts = {section.key: len(section.entries) for section in document.sections}
    assert counts["cycles"] == 27
    assert counts["supervision"] == 23
    assert counts["moments"] == 3
    assert counts["films"] == counts["meetings"] == counts["consent"] == 2
    assert counts["ratings"] > 10
    assert counts["cover"] == counts["statement"] == 1


def test_the_consent_summary_counts_people_and_names_nobody(story):
    document = queries.document_of(queries.entries_of(submitted(story)), frozenset())
    film, review = document.section("consent").entries
    assert (film.people, review.people) == (2, 1)
    assert Purpose.OTHER_SUPERVISORS.heading in film.agreed_to
    assert "mother" not in json.dumps(
        [entry.body for entry in queries.entries_of(submission(story))]
    )


def submission(story) -> Submission:
    return db.session.query(Submission).one()


def test_entries_name_the_footage_they_rest_on(story):
    entries = queries.entries_of(submitted(story))
    moments = [one for one in entries if one.kind == MomentEntry.kind]
    assert {one.recording_id for one in moments} == {story.film.id, story.review.id}
    assert all(one.recording_id is None for one in entries if one.kind == "cycle")


def test_the_seal_holds_and_one_altered_letter_is_noticed(story):
    made = submitted(story)
    assert queries.verified(made).intact
    entries = queries.sealed(queries.entries_of(made), frozenset())
    place = next(n for n, one in enumerate(entries) if one.body and "Waits" in one.body)
    altered = [
        type(one)(one.digest, one.body.replace("Waits", "waits"), one.salt) if n == place else one
        for n, one in enumerate(entries)
    ]
    found = verify(altered, made.root)
    assert found.altered == (place,)
    assert not found.intact


@pytest.mark.parametrize(
    "change", ["UPDATE submission_entries SET body = '{}'", "DELETE FROM submission_entries"]
)
def test_the_database_refuses_to_change_a_frozen_entry(story, change):
    submitted(story)
    with pytest.raises(IntegrityError, match="frozen entry"), transaction() as session:
        session.execute(text(change))


def test_two_entries_with_the_same_words_have_different_digests(story):
    entries = queries.entries_of(submitted(story))
    assert (
        len({one.digest for one in entries}) == len({one.salt for one in entries}) == len(entries)
    )


def test_there_is_one_open_submission_at_a_time(story):
    first = submitted(story)
    with pytest.raises(Refusal, match="with the panel already"):
        submitted(story)
    with transaction():
        first.state = SubmissionState.DECIDED
    assert submitted(story).number == 2


def test_the_act_checks_again_and_undoes_everything(story):
    with transaction():
        withdraw_consent(story.actor, story.mother, Purpose.FILMING)
    with pytest.raises(Refusal, match="Nothing was submitted"):
        submitted(story)
    assert db.session.query(Submission).count() == 0
