"""Highlights on the client's own page: behind the link and numbers that were told in person."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from accreditation.consent import Purpose
from accreditation.wording import day
from app import clock, policies
from app.accounts.sealing import token_hash
from app.casework.operations import withdraw_consent
from app.extensions import db, transaction
from app.footage.operations import erase_recording
from app.footage.sending import CopyStopped
from app.models.audit import AuditEntry, LinkWatch
from app.models.casework import CasePerson, PersonKind
from app.models.consent import Consent
from app.models.footage import Clip, Recording
from app.models.highlights import CodeTyped, LinkCode, OpenedReel
from app.models.notices import Notice
from app.models.people import Role
from app.models.reels import Reel
from app.models.rights import ClientLink
from app.policies import LinkHolder
from app.policies.links import LinkRule
from app.policies.rules.links import LINK_RULES
from app.rights import operations
from app.rights.operations.highlights import LOCKED_FOR, MOST_MISSES
from app.web.errors import Refusal
from tests import factories as make
from tests.browser_like import Visitor
from tests.rights.family import (
    OTHERS_SECRET,
    PAGE,
    Family,
    other_than,
    path_of,
    told_numbers,
    type_numbers,
)

PARTS = ("", "/film", "/still-open", "/copy")


@pytest.fixture
def family(app) -> Family:
    return Family()


@pytest.fixture
def trainee(app, family) -> Visitor:
    return Visitor(app).sign_in(family.trainee)


def answers(visitor: Visitor, reel: Reel, page: str = PAGE) -> set[int]:
    return {visitor.get(path_of(reel, page) + part).status_code for part in PARTS}


def seen(visitor: Visitor, family: Family) -> Visitor:
    """Somebody who typed the numbers."""
    assert type_numbers(visitor, family.open()).status_code == 302
    assert answers(visitor, family.reel) == {200}
    return visitor


def test_a_trainee_opens_them_and_the_client_sees_them_with_the_numbers(visitor, family, trainee):
    url = f"/client-links/{family.link.id}/highlights"
    assert "28 days are proposed" in trainee.open(url)
    assert "For you" not in visitor.open(PAGE)
    assert visitor.get(f"{PAGE}/for-you").status_code == 404
    until = (clock.today() + timedelta(days=28)).isoformat()
    sent = trainee.send(url, {"reels": family.reel.id, "until": until})
    numbers = told_numbers(sent.text)
    assert numbers not in trainee.open(url).replace(" ", "")
    assert "There is something for you to see." in visitor.open(PAGE)
    assert "six numbers" in visitor.open(f"{PAGE}/for-you")
    assert answers(visitor, family.reel) == {404}
    spaced = f" {numbers[:3]} {numbers[3:]} "
    assert type_numbers(visitor, spaced).location == f"{PAGE}/for-you"
    page = visitor.open(f"{PAGE}/for-you")
    assert f'src="{path_of(family.reel)}/film"' in page
    assert "nodownload" in page
    with visitor.get(path_of(family.reel) + "/film", headers={"Range": "bytes=0-99"}) as film:
        assert (film.status_code, len(film.data)) == (206, 100)
        assert film.headers["Cache-Control"] == "private, no-store"


def test_the_numbers_are_kept_as_a_hash_only(family):
    numbers = family.open()
    assert (len(numbers), numbers.isdecimal()) == (6, True)
    kept = db.session.scalars(select(LinkCode)).one()
    assert numbers not in kept.code_hash
    assert kept.code_hash != token_hash(numbers)
    details = db.session.scalars(select(AuditEntry.detail)).all()
    assert numbers not in str(details)


def test_watching_is_written_down_and_both_sides_read_it(visitor, family, trainee):
    seen(visitor, family)
    (watch,) = db.session.scalars(select(LinkWatch)).all()
    assert (watch.link_id, watch.recording_id) == (family.link.id, family.film.id)
    for act in ("update link_watches set link_id = 1", "delete from link_watches"):
        with pytest.raises(IntegrityError, match="An entry of the watch log"), transaction() as s:
            s.connection().exec_driver_sql(act)
    assert "You, on this page, last on" in visitor.open(PAGE)
    other = visitor.open(f"/your-page/{OTHERS_SECRET}")
    assert "You, on this page" not in other
    assert "No one has watched yet." in other
    page = trainee.open(f"/recordings/{family.film.id}/watched")
    assert "mother, on their own page" in page
    assert "Film, in 1 × five minutes" in page
    assert "mother, on their own page" in trainee.open(f"/recordings/{family.film.id}")


def test_wrong_numbers_are_locked_longer_each_time_and_end_in_the_end(visitor, family, trainee):
    numbers = family.open()
    wrong, waited = other_than(numbers), timedelta()
    for miss in range(1, MOST_MISSES + 1):
        with clock.moved_by(waited):
            answer = type_numbers(visitor, wrong)
            assert answer.status_code == 422
            wait = LOCKED_FOR.get(miss, timedelta())
            assert ("Wait for" in answer.text) == bool(wait)
            if wait:
                assert "Nothing is lost" in answer.text
                with clock.moved_by(waited + wait - timedelta(seconds=1)):
                    assert "Wait for" in type_numbers(visitor, numbers).text
        waited += wait
    assert sorted(LOCKED_FOR.values()) == list(LOCKED_FOR.values())
    with clock.moved_by(waited):
        assert visitor.get(f"{PAGE}/for-you").status_code == 404
        assert type_numbers(visitor, numbers).status_code == 404
    assert "typed wrong numbers ten times" in db.session.scalars(select(Notice)).one().words
    assert "Open until" not in trainee.open(f"/client-links/{family.link.id}/highlights")


def test_right_numbers_after_a_wait_are_taken(visitor, family):
    numbers = family.open()
    for _ in range(3):
        type_numbers(visitor, other_than(numbers))
    assert type_numbers(visitor, numbers).status_code == 422
    with clock.moved_by(timedelta(minutes=1, seconds=1)):
        assert type_numbers(visitor, numbers).status_code == 302
    assert db.session.scalars(select(LinkCode.misses)).one() == 0


def test_too_few_numbers_are_no_try(visitor, family):
    family.open()
    assert "There are six numbers." in type_numbers(visitor, "12 34").text
    assert "Type your six numbers." in type_numbers(visitor, "mouse").text
    assert db.session.scalars(select(LinkCode.misses)).one() == 0


def test_the_numbers_of_one_link_open_nothing_with_another(visitor, family):
    numbers, others = family.open(), f"/your-page/{OTHERS_SECRET}"
    assert visitor.get(f"{others}/for-you").status_code == 404
    assert type_numbers(visitor, numbers, others).status_code == 404
    theirs = family.reel_of(family.film_of(family.father, days=30))
    family.open(theirs, link=family.others)
    assert type_numbers(visitor, numbers, others).status_code == 422
    seen(visitor, family)
    assert answers(visitor, theirs) == {404}
    assert answers(visitor, family.reel, others) == {404}
    assert answers(visitor, theirs, others) == {404}


def test_a_film_with_another_adult_alone_is_not_offered_and_not_shown(visitor, family, trainee):
    theirs = family.reel_of(family.film_of(family.father, family.child, days=30))
    page = trainee.open(f"/client-links/{family.link.id}/highlights")
    assert "another adult is in it alone with the child" in page
    assert f'value="{theirs.id}"' not in page
    type_numbers(visitor, family.open(family.reel, theirs))
    assert answers(visitor, theirs) == {404}
    assert answers(visitor, family.reel) == {200}


def test_another_reel_of_the_case_is_not_shown_until_it_is_opened(visitor, family, trainee):
    other = family.reel_of(family.film_of(family.mother, days=30))
    seen(visitor, family)
    assert answers(visitor, other) == {404}
    url = f"/client-links/{family.link.id}/highlights"
    form = {"reels": [family.reel.id, other.id], "code": "keep", "until": str(clock.today())}
    assert trainee.send(url, form).status_code == 302
    assert answers(visitor, other) == {200}
    page = visitor.open(f"{PAGE}/for-you")
    for film in (family.film, db.session.get_one(Recording, other.recording_id)):
        assert f"From {day(film.filmed_on)}" in page


def taken_back(family: Family, purpose: Purpose) -> None:
    with transaction() as session:
        child = session.get_one(CasePerson, family.child.id)
        withdraw_consent(family.actor, child, purpose)


def taken_out(family: Family) -> None:
    family.open(family.reel_of(family.film_of(family.mother, days=30)), renew=False)


def changed(model: type, **values) -> None:
    with transaction() as session:
        session.query(model).update(values)


def erased(family: Family) -> None:
    with transaction() as session:
        erase_recording(family.actor, session.get_one(Recording, family.film.id))


GONE = {
    "renewed": lambda family: family.open(),
    "over": lambda _: changed(LinkCode, ends_on=clock.today() - timedelta(days=1)),
    "an hour later": lambda _: changed(CodeTyped, until=clock.now()),
    "taken out": taken_out,
    "filming withdrawn": lambda family: taken_back(family, Purpose.FILMING),
    "watching together withdrawn": lambda family: taken_back(family, Purpose.SHARED_REVIEW),
    "clip deleted": lambda _: changed(Clip, deleted_at=clock.now()),
    "joined anew": lambda _: changed(Reel, deleted_at=clock.now()),
    "erased": erased,
}


@pytest.mark.parametrize("why", GONE)
def test_it_is_gone_on_the_next_request(visitor, family, why):
    seen(visitor, family)
    GONE[why](family)
    assert answers(visitor, family.reel) == {404}


@pytest.mark.parametrize("where", [f"{PAGE}/for-you/put-away", f"{PAGE}/stop"])
def test_the_client_ends_it_themselves(visitor, family, where):
    seen(visitor, family)
    assert visitor.send(where).status_code == 302
    assert answers(visitor, family.reel) == {404}


@pytest.mark.parametrize("where", ["highlights/close", "revoke"])
def test_the_trainee_ends_it(visitor, family, trainee, where):
    seen(visitor, family)
    assert trainee.send(f"/client-links/{family.link.id}/{where}").status_code == 302
    assert answers(visitor, family.reel) == {404}


def test_typed_numbers_serve_for_an_hour(visitor, family):
    seen(visitor, family)
    for minutes, found in ((59, 200), (60, 404)):
        with clock.moved_by(timedelta(minutes=minutes)):
            assert visitor.get(path_of(family.reel)).status_code == found


def test_a_copy_is_offered_only_where_everyone_agreed_to_one(visitor, family):
    seen(visitor, family)
    assert "Keep a copy" in visitor.open(path_of(family.reel))
    with transaction() as session:
        child = session.get_one(CasePerson, family.child.id)
        withdraw_consent(family.actor, child, Purpose.CLIENT_COPY)
    page = visitor.open(path_of(family.reel))
    assert "Keep a copy" not in page
    assert "copy" not in page
    assert visitor.get(path_of(family.reel) + "/copy").status_code == 404
    assert visitor.get(path_of(family.reel) + "/film").status_code == 200


def test_a_copy_breaks_off_when_a_yes_is_taken_back_while_it_is_sent(visitor, family, monkeypatch):
    seen(visitor, family)
    monkeypatch.setattr("app.footage.parts.MOST", 1000)
    with visitor.get(path_of(family.reel) + "/copy", buffered=False) as answer:
        pieces = iter(answer.response)
        assert len(next(pieces)) == 1000
        with transaction() as session:
            session.query(Consent).filter_by(purpose=Purpose.CLIENT_COPY).update(
                {"withdrawn_at": clock.now()}
            )
        with pytest.raises(CopyStopped, match="after 1000 of"):
            list(pieces)
    copied = select(AuditEntry.detail).filter_by(act="reel.copied")
    assert family.link.id in [detail["link"] for detail in db.session.scalars(copied)]


def test_the_page_says_what_was_not_taken_in_and_why(family, trainee):
    url = f"/client-links/{family.link.id}/highlights"
    until = (clock.today() + timedelta(days=28)).isoformat()
    assert "Choose at least one to open" in trainee.send(url, {"until": until}).text
    for days in (-1, 91):
        far = (clock.today() + timedelta(days=days)).isoformat()
        answer = trainee.send(url, {"reels": family.reel.id, "until": far})
        assert answer.status_code == 422
        assert "within 90 days and within the time of the link" in answer.text
    assert db.session.query(LinkCode).count() == 0
    assert db.session.query(OpenedReel).count() == 0


def test_what_waits_says_why(family, trainee):
    with transaction() as session:
        child = session.get_one(CasePerson, family.child.id)
        withdraw_consent(family.actor, child, Purpose.SHARED_REVIEW)
    family.reel_of(family.film_of(family.mother, days=30), made=False)
    page = trainee.open(f"/client-links/{family.link.id}/highlights")
    assert "hild took back their yes to watching together" in page
    assert "It is being made." in page
    assert "Nothing to open yet" in page


def test_an_ended_link_has_no_highlights_to_open(family, trainee):
    with transaction() as session:
        session.get_one(ClientLink, family.link.id).ends_on = make.LONG_AGO
    assert trainee.get(f"/client-links/{family.link.id}/highlights").status_code == 404
    assert "Highlights for" not in trainee.open(f"/clients/{family.client.id}/links")


def test_an_operation_refuses_a_day_beyond_the_link(family):
    with transaction() as session:
        session.get_one(ClientLink, family.link.id).ends_on = clock.today() + timedelta(days=7)
    with pytest.raises(Refusal, match="within the time of the link"):
        family.open()


def test_losing_any_condition_of_the_rules_of_highlights_is_noticed(family, monkeypatch):
    """Each action allows just what is named here; without any one condition it allows more."""
    holders = _holders_and_reels(family)
    for action in ("your_page.type_code", "your_page.watch", "your_page.copy"):
        rule, now = LINK_RULES[action], what_all_may(action, holders)
        for at, lost in enumerate(rule.way):
            fewer = LinkRule(rule.subject, (*rule.way[:at], *rule.way[at + 1 :]))
            with monkeypatch.context() as changed:
                changed.setitem(LINK_RULES, action, fewer)
                assert what_all_may(action, holders) != now, f"{action} without {lost.__name__}"


def what_all_may(action: str, holders: list[LinkHolder]) -> list[set[int]]:
    return [
        {row.id for row in db.session.scalars(policies.allowed_by_link(action, holder))}
        for holder in holders
    ]


def _holders_and_reels(family: Family) -> list[LinkHolder]:
    """Links whose numbers stand, ended or are over, typed here, long ago or never; and reels
    each of which lacks one thing."""
    reels = [family.reel, *_reels_that_lack_something(family)]
    family.open(*reels[:-1])  # the last was not opened
    holders = [LinkHolder(family.link.id)]
    for how in ("stands", "ended", "over", "revoked", "of another", "long ago"):
        link = make.client_link(family.mother, family.child)
        proof = family.typed(link, family.open(*reels[:-1], link=link))
        with transaction() as session:
            code = session.query(LinkCode).filter_by(link_id=link.id).one()
            if how == "long ago":
                session.query(CodeTyped).filter_by(code_id=code.id).update({"until": clock.now()})
            elif how == "ended":
                code.ended_at = clock.now()
            elif how == "over":
                code.ends_on = make.LONG_AGO
            elif how == "revoked":
                operations.revoke_link(family.actor, session.get_one(ClientLink, link.id))
        holders.append(LinkHolder(family.link.id, proof.proof) if how == "of another" else proof)
    return holders


def _reels_that_lack_something(family: Family) -> list[Reel]:
    days = iter(range(30, 300, 10))

    def another(*people: CasePerson, **more) -> Reel:
        film = family.film_of(*(people or (family.mother,)), days=next(days))
        return family.reel_of(film, **more)

    def without(purpose: Purpose) -> Reel:
        baby = make.agrees(make.case_person(family.client, f"no {purpose}", PersonKind.CHILD))
        reel = another(family.mother, baby)
        with transaction() as session:
            withdraw_consent(family.actor, session.get_one(CasePerson, baby.id), purpose)
        return reel

    reels = {
        "father with the child": another(family.father, family.child),
        "another child": another(
            make.agrees(make.case_person(family.client, "baby", PersonKind.CHILD))
        ),
        "not made": another(made=False),
        "replaced": another(),
        "with a deleted clip": another(),
        "erased": another(),
        "not confirmed": another(),
        "a blur to look at": another(),
        "no copy": without(Purpose.CLIENT_COPY),
        "not together": without(Purpose.SHARED_REVIEW),
        "not filmed": without(Purpose.FILMING),
        "not opened": another(),
    }
    with transaction() as session:
        blurred = session.get_one(Recording, reels["a blur to look at"].recording_id)
    make.blur(blurred, confirmed=False)
    with transaction() as session:
        session.get_one(Reel, reels["replaced"].id).deleted_at = clock.now()
        pieces = session.get_one(Reel, reels["with a deleted clip"].id).pieces
        pieces[0].clip.deleted_at = clock.now()
        erased = session.get_one(Recording, reels["erased"].recording_id)
        erased.state = "erased"
        unconfirmed = session.get_one(Recording, reels["not confirmed"].recording_id)
        unconfirmed.in_shot_confirmed_at = None
    return list(reels.values())


def test_a_supervisor_and_another_trainee_open_nothing(app, family):
    for role in (Role.SUPERVISOR, Role.TRAINEE):
        stranger = Visitor(app).sign_in(make.person(role))
        url = f"/client-links/{family.link.id}/highlights"
        assert stranger.get(url).status_code == 404
        assert stranger.send(url, {"reels": family.reel.id}).status_code == 404
        assert stranger.send(f"{url}/close").status_code == 404
