"""A service's words: drafted, published, never changed again; consents keep the ones they had."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError

from accreditation.consent import WORDING_ID, Purpose
from accreditation.promises import LEFT_TO_THE_LAW
from app import clock, policies
from app.casework import operations as casework
from app.extensions import transaction
from app.models.casework import CasePerson
from app.models.consent import Consent, GivenBy, GivenHow
from app.models.people import Role
from app.models.wording import ConsentWording
from app.policies import Actor
from app.services import operations, queries
from app.services.words import PurposeWords, Words, differences, shipped, words_of
from app.web.errors import Refusal
from tests import factories as make
from tests.browser_like import Visitor
from tests.services.conftest import Setting

OURS = replace(
    shipped(),
    complaints="Tell Dana Lowe at the council. You can also ask the Information Commissioner.",
    purposes={
        **shipped().purposes,
        Purpose.FILMING: PurposeWords("Filming at home", "We film ten minutes of play."),
    },
)


def published(setting: Setting, words: Words = OURS) -> ConsentWording:
    with transaction():
        draft = operations.draft_wording(setting.actor, setting.service)
        operations.change_wording(setting.actor, draft, words)
        return operations.publish_wording(setting.actor, draft)


@pytest.fixture
def mother(setting: Setting) -> CasePerson:
    return make.case_person(make.client(setting.training, "C-04"))


Answers = Callable[..., Consent]


@pytest.fixture
def answers(setting: Setting, mother: CasePerson) -> Answers:
    """The mother says yes to filming; days can be given."""

    def say(**more: object) -> Consent:
        values = {"given_on": clock.today(), "agreed": True, **more}
        agreed = values.pop("agreed")
        with transaction():
            (row,) = casework.answer_consent(
                Actor(setting.trainee.id, Role.TRAINEE),
                mother,
                {Purpose.FILMING: bool(agreed)},
                given_by=GivenBy.THEMSELVES,
                given_how=GivenHow.PAPER,
                **values,  # type: ignore[arg-type]
            )
        return row

    return say


def test_a_draft_begins_with_the_current_words_and_there_is_one_at_a_time(setting: Setting) -> None:
    with transaction():
        draft = operations.draft_wording(setting.actor, setting.service)
        again = operations.draft_wording(setting.actor, setting.service)
    assert again.id == draft.id
    assert (draft.number, draft.name, draft.published_at) == (2, "version 2", None)
    assert words_of(draft) == shipped()
    assert queries.current_wording(setting.service.id).number == 1


def test_a_wording_is_not_published_with_something_left_out_or_unchanged(setting: Setting) -> None:
    with transaction():
        draft = operations.draft_wording(setting.actor, setting.service)
    with pytest.raises(Refusal, match="left out: Whom to complain to"), transaction():
        operations.publish_wording(setting.actor, draft)
    published(setting)
    with pytest.raises(Refusal, match="the same as the version before"):
        published(setting)


def test_a_promise_about_evidence_is_published_with_what_the_law_may_require(
    morgan: Visitor, setting: Setting
) -> None:
    promise = "You choose.\nYour film is never used as evidence."
    with transaction():
        draft = operations.draft_wording(setting.actor, setting.service)
        operations.change_wording(setting.actor, draft, replace(OURS, introduction=promise))
    publish = f"/services/wordings/{draft.id}/publish"
    refused = morgan.send(publish, {"confirmed": "y"})
    assert refused.status_code == 422
    assert "Look at “What everyone is told”: the promise" in refused.text
    assert LEFT_TO_THE_LAW in refused.text
    assert draft.published_at is None
    with transaction():
        kept = replace(OURS, introduction=f"{promise}\n{LEFT_TO_THE_LAW}")
        operations.change_wording(setting.actor, draft, kept)
    assert morgan.send(publish, {"confirmed": "y"}).status_code == 302
    assert draft.published_at is not None


def test_a_published_wording_never_changes(setting: Setting) -> None:
    words = published(setting)
    with pytest.raises(Refusal, match="never changes"), transaction():
        operations.change_wording(setting.actor, words, shipped())
    with pytest.raises(Refusal, match="never changes"), transaction():
        operations.discard_wording(setting.actor, words)
    with pytest.raises(IntegrityError, match="cannot be changed"), transaction() as session:
        session.execute(update(ConsentWording).values(complaints="nobody"))
    with pytest.raises(IntegrityError, match="cannot be removed"), transaction() as session:
        session.execute(delete(ConsentWording))


def test_a_draft_can_be_thrown_away(setting: Setting) -> None:
    with transaction():
        draft = operations.draft_wording(setting.actor, setting.service)
    with transaction():
        operations.discard_wording(setting.actor, draft)
    assert queries.draft_of(setting.service.id) is None


def test_what_differs_is_told_part_by_part(app: Flask) -> None:
    found = differences(shipped(), OURS)
    assert [one.heading for one in found] == ["Whom to complain to", Purpose.FILMING.heading]
    assert found[0].before == ""
    assert "ten minutes" in found[1].now


def test_a_consent_keeps_its_words_and_the_next_has_the_new_ones(
    setting: Setting, answers: Answers
) -> None:
    first = answers()
    new = published(setting)
    second = answers(agreed=False)
    assert (first.wording, second.wording) == (WORDING_ID, "version 2")
    assert second.wording_id == new.id
    assert words_of(first.words) == shipped()
    assert words_of(second.words) == OURS


def test_an_answer_on_paper_from_before_keeps_the_words_of_its_day(
    setting: Setting, answers: Answers
) -> None:
    published(setting)
    assert answers(given_on=clock.today() - timedelta(days=3)).wording == WORDING_ID


def test_a_yes_that_goes_on_under_new_words_holds_for_the_films_made_since_the_first(
    setting: Setting, mother: CasePerson, answers: Answers
) -> None:
    long_ago = clock.today() - timedelta(days=30)
    answers(given_on=long_ago)
    film = make.recording(
        make.cycle(mother.client), [mother], filmed_on=long_ago + timedelta(days=1)
    )
    published(setting)
    again = answers()
    assert (again.wording, again.since) == ("version 2", long_ago)
    tess = Actor(setting.trainee.id, Role.TRAINEE)
    assert policies.find("recording.watch", film.id, tess) is not None
    answers(agreed=False)
    assert answers().since == clock.today()
    assert policies.find("recording.watch", film.id, tess) is None


def test_the_database_pins_a_consent_to_published_words(
    setting: Setting, mother: CasePerson, answers: Answers
) -> None:
    row = answers()
    with transaction():
        draft = operations.draft_wording(setting.actor, setting.service)
    with pytest.raises(IntegrityError, match="keeps the words"), transaction() as session:
        session.execute(update(Consent).values(wording_id=draft.id, wording=draft.name))
    values = {
        "case_person_id": mother.id,
        "purpose": Purpose.RESEARCH,
        "agreed": True,
        "given_on": clock.today(),
        "given_by": GivenBy.THEMSELVES,
        "given_how": GivenHow.PAPER,
        "recorded_by_id": row.recorded_by_id,
    }
    with pytest.raises(IntegrityError, match="given to published words"):
        make.keep(Consent(**values, wording_id=draft.id, wording=draft.name))


def test_the_page_of_a_consent_shows_the_words_as_they_were(
    visitor: Visitor, setting: Setting, mother: CasePerson, answers: Answers
) -> None:
    first = answers()
    published(setting)
    visitor.sign_in(setting.trainee)
    asking = visitor.open(f"/people/{mother.id}/consent")
    assert "We film ten minutes of play." in asking
    assert "Dana Lowe" in asking
    assert f"/people/{mother.id}/consent/{first.id}" in asking
    as_it_was = visitor.open(f"/people/{mother.id}/consent/{first.id}")
    assert "We film ten minutes" not in as_it_was
    assert Purpose.FILMING.explanation in as_it_was
    assert WORDING_ID in as_it_was
    other = make.case_person(mother.client, "aunt")
    visitor.open(f"/people/{other.id}/consent/{first.id}", 404)


def test_an_answer_to_words_that_changed_meanwhile_is_asked_anew(
    visitor: Visitor, setting: Setting, mother: CasePerson
) -> None:
    read = queries.current_wording(setting.service.id)
    new = published(setting)
    visitor.sign_in(setting.trainee)
    form = {"filming": "yes", "given_on": clock.today().isoformat(), "given_how": "paper"}
    late = visitor.send(f"/people/{mother.id}/consent", {**form, "wording": str(read.id)})
    assert late.status_code == 422
    assert "changed while this page was open" in late.text
    assert f'name="wording" type="hidden" value="{new.id}"' in late.text
    kept = visitor.send(f"/people/{mother.id}/consent", {**form, "wording": str(new.id)})
    assert kept.status_code == 302


def test_a_lead_drafts_previews_and_publishes_on_their_pages(
    morgan: Visitor, setting: Setting
) -> None:
    page = morgan.open(f"/services/{setting.service.id}/wordings")
    assert "whom to complain to" in page
    begun = morgan.send(f"/services/{setting.service.id}/wordings/draft")
    edit = begun.location
    assert Purpose.RESEARCH.explanation in morgan.open(edit).replace("&#39;", "'")
    form = {"introduction": "You choose.", "withdrawing": "Tell us.", "complaints": "Ask Dana."}
    for purpose in Purpose:
        form[f"{purpose.value}_title"] = purpose.heading
        form[f"{purpose.value}_text"] = f"Words about {purpose.value}."
    too_long = morgan.send(edit, {**form, "complaints": "x" * 2001})
    assert "Keep this within 2,000 characters." in too_long.text
    assert morgan.send(edit, form).status_code == 302
    draft = edit.removesuffix("/edit")
    preview = morgan.open(draft)
    assert "Words about research." in preview
    assert "What differs from attune-1" in preview
    morgan.open(f"/services/{setting.service.id}")
    unsure = morgan.send(f"{draft}/publish", {})
    assert unsure.status_code == 422
    assert "Tick this to go on." in unsure.text
    assert "consents given before keep the words" in morgan.open(f"{draft}/publish")
    assert morgan.send(f"{draft}/publish", {"confirmed": "y"}).status_code == 302
    page = morgan.open(f"/services/{setting.service.id}/wordings")
    assert "Morgan Hale" in page
    assert "Came with Attune" in page
    assert morgan.get(edit).status_code == 404
    morgan.open(draft)


def test_a_lead_throws_a_draft_away(morgan: Visitor, setting: Setting) -> None:
    begun = morgan.send(f"/services/{setting.service.id}/wordings/draft")
    assert "A draft waits" in morgan.open(f"/services/{setting.service.id}/wordings")
    assert morgan.send(begun.location.replace("/edit", "/discard")).status_code == 302
    assert "A draft waits" not in morgan.open(f"/services/{setting.service.id}/wordings")


def test_the_versions_of_one_service_are_nobody_elses(morgan: Visitor, setting: Setting) -> None:
    other = make.service()
    theirs = queries.current_wording(other.id)
    morgan.open(f"/services/wordings/{theirs.id}", 404)
    morgan.open(f"/services/{other.id}/wordings", 404)
    owned = select(ConsentWording).filter_by(service_id=other.id)
    assert morgan.send(f"/services/{other.id}/wordings/draft").status_code == 404
    with transaction() as session:
        assert len(session.scalars(owned).all()) == 1
