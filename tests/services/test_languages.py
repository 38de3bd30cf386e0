"""Words in other languages: who is asked chooses, and a consent keeps what was read."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from accreditation.consent import Purpose
from app import clock
from app.extensions import db, transaction
from app.models.casework import CasePerson
from app.models.consent import Consent
from app.models.wording import ConsentWording
from app.services import operations, queries
from app.services.words import PurposeWords, Words, shipped, words_of
from app.web.errors import Refusal
from tests import factories as make
from tests.browser_like import Visitor
from tests.services.conftest import Setting

IN_ARABIC = Words(
    introduction="لك أن تختار.",
    withdrawing="يمكنك تغيير رأيك في أي يوم.",
    complaints="اسأل دانا.",
    purposes={one: PurposeWords("عنوان", "كلمات") for one in Purpose},
)
SECRET = "the-mothers-secret"


def published(setting: Setting, language: str, words: Words) -> ConsentWording:
    with transaction():
        draft = operations.draft_wording(setting.actor, setting.service, language)
        operations.change_wording(setting.actor, draft, words)
        return operations.publish_wording(setting.actor, draft)


@pytest.fixture
def arabic(setting: Setting) -> ConsentWording:
    return published(setting, "ar", IN_ARABIC)


@pytest.fixture
def mother(setting: Setting) -> CasePerson:
    person = make.case_person(make.client(setting.training, "C-04"), "mother")
    make.client_link(person, secret=SECRET)
    return person


def test_words_in_another_language_begin_as_the_english_ones_and_count_their_own_versions(
    setting: Setting,
) -> None:
    with transaction():
        draft = operations.draft_wording(setting.actor, setting.service, "ar")
    assert (draft.number, draft.name, draft.says_version) == (1, "version 1 in Arabic", 1)
    assert words_of(draft) == shipped()
    with transaction():
        operations.change_wording(setting.actor, draft, replace(shipped(), complaints="Dana"))
        assert operations.publish_wording(setting.actor, draft).published_at
    with pytest.raises(Refusal, match="the same as the version before"):
        published(setting, "ar", replace(shipped(), complaints="Dana"))


def test_the_english_words_are_not_published_as_a_translation(setting: Setting) -> None:
    said = replace(shipped(), complaints="Ask Dana.")
    published(setting, "en", said)
    with pytest.raises(Refusal, match="the English words still"):
        published(setting, "ar", said)


def test_somebody_reads_their_language_on_their_page_and_their_consent_keeps_those_words(
    visitor: Visitor, setting: Setting, arabic: ConsentWording, mother: CasePerson
) -> None:
    page = f"/your-page/{SECRET}/answers/{mother.id}"
    assert "لك أن تختار" not in visitor.open(page)
    text = visitor.open(f"{page}?language=ar")
    assert 'lang="ar" dir="rtl"' in text
    assert "لك أن تختار" in text
    assert "نعم" in text
    assert "عنوان" in visitor.open(f"/your-page/{SECRET}")
    stale = visitor.send(page, {"wording": "1", "filming": "yes"})
    assert "read them again" in stale.text
    kept = visitor.send(page, {"wording": str(arabic.id), "filming": "yes"})
    assert kept.status_code == 302
    assert db.session.scalars(select(Consent)).one().wording == "version 1 in Arabic"


def test_a_trainee_reads_the_words_out_in_their_language(
    visitor: Visitor, setting: Setting, arabic: ConsentWording, mother: CasePerson
) -> None:
    visitor.sign_in(setting.trainee)
    page = f"/people/{mother.id}/consent?language=ar"
    assert "لك أن تختار" in visitor.open(page)
    answer = {"given_how": "paper", "given_on": str(clock.today()), "peers": "no"}
    assert visitor.send(page, {**answer, "wording": str(arabic.id)}).status_code == 302
    row = db.session.scalars(select(Consent)).one()
    assert row.wording_id == arabic.id
    assert "كلمات" in visitor.open(f"/people/{mother.id}/consent/{row.id}")
    unknown = visitor.open(f"/people/{mother.id}/consent?language=xx")
    assert shipped().spoken[0] in unknown


def test_a_lead_begins_a_language_and_sees_which_english_version_it_says(
    morgan: Visitor, setting: Setting, arabic: ConsentWording
) -> None:
    home = f"/services/{setting.service.id}/wordings"
    assert "says what the English words say" in morgan.open(home)
    published(setting, "en", replace(shipped(), complaints="Ask Dana."))
    assert "says version 1 of the English words; version 2 is in use" in morgan.open(home)
    begun = morgan.send(f"{home}/draft", {"language": "ur"})
    assert 'dir="rtl"' in morgan.open(begun.location)
    assert "A draft waits: version 1 in Urdu" in morgan.open(home)
    assert morgan.send(f"{home}/draft", {"language": "klingon"}).status_code == 404
    with transaction():
        again = operations.draft_wording(setting.actor, setting.service, "ar")
    assert again.says_version == 2
    assert queries.current_wordings(setting.service.id)["ar"].id == arabic.id
