"""The client's own page: opened by a link, about nobody else, and without a picture."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from accreditation.consent import Purpose
from app import clock, policies
from app.extensions import db, transaction
from app.footage.operations import erase_recording
from app.models.audit import Watch
from app.models.casework import PersonKind
from app.models.consent import Consent, GivenBy, GivenHow
from app.models.consent_scans import ScanGone
from app.models.people import Role
from app.models.rights import ClientLink, RightsRequest
from app.policies import Actor, LinkHolder
from app.policies.footage import FOR_FILMING, recordings_that
from app.policies.links import LinkRule
from app.policies.rules.links import LINK_RULES
from app.rights import operations
from app.web.errors import Refusal
from tests import factories

OF_HIGHLIGHTS = {"your_page.type_code", "your_page.watch", "your_page.copy"}
"""These are lost one by one in test_highlights."""
SECRET, OTHERS_SECRET = "the-mothers-secret", "the-fathers-secret"


class Case:
    """A mother, a father who lives apart, and their child; each parent with a link of their own."""

    def __init__(self):
        self.trainee = factories.person(Role.TRAINEE)
        self.actor = Actor(self.trainee.id, Role.TRAINEE)
        self.client = factories.client(factories.enrolment(self.trainee), "C-04")
        self.mother = factories.case_person(self.client, "mother")
        self.father = factories.case_person(self.client, "father")
        self.child = factories.case_person(self.client, "child", PersonKind.CHILD)
        self.link = factories.client_link(self.mother, self.child, secret=SECRET)
        self.others = factories.client_link(self.father, self.child, secret=OTHERS_SECRET)

    def film(self, *people, days=7):
        cycle = factories.cycle(self.client)
        filmed_on = factories.LONG_AGO + timedelta(days=days)
        return factories.recording(cycle, people, filmed_on=filmed_on)


@pytest.fixture
def case(app):
    return Case()


def answer(visitor, secret, person, **said):
    page = f"/your-page/{secret}/answers/{person.id}"
    text = visitor.open(page)
    wording = text.split('name="wording"')[1].split('value="')[1].split('"')[0]
    return visitor.send(page, {"wording": wording, **said})


def may_be_watched(film):
    allowed = recordings_that(FOR_FILMING, Actor(0, None))
    return film.id in set(db.session.scalars(allowed))


def test_a_yes_by_link_opens_and_a_no_by_link_blocks_the_whole_film(visitor, case):
    film = case.film(case.mother)
    assert not may_be_watched(film)
    with transaction():
        film.filmed_on = clock.today()
    assert answer(visitor, SECRET, case.mother, filming="yes").status_code == 302
    assert may_be_watched(film)
    given = db.session.scalars(select(Consent)).one()
    assert (given.given_how, given.given_by) == (GivenHow.LINK, GivenBy.THEMSELVES)
    assert (given.link_id, given.recorded_by_id) == (case.link.id, None)
    answer(visitor, SECRET, case.mother, filming="no")
    assert not may_be_watched(film)


def test_stopping_takes_back_every_yes_of_those_the_link_answers_for_and_no_other(visitor, case):
    for one in (case.mother, case.father, case.child):
        factories.agrees(one)
    film, others = case.film(case.mother, case.child), case.film(case.father)
    assert may_be_watched(film)
    assert visitor.send(f"/your-page/{SECRET}/stop").status_code == 302
    assert not may_be_watched(film)
    assert may_be_watched(others)
    assert "We have stopped." in visitor.open(f"/your-page/{SECRET}")


def test_a_parent_sees_nothing_of_the_other_parent(visitor, case):
    for one in (case.father, case.child):
        factories.agrees(one)
    case.film(case.father, case.child, days=20)
    case.film(case.child, days=40)
    page = visitor.open(f"/your-page/{SECRET}")
    assert "father" not in page
    assert page.count("<strong>yes</strong>") == 0
    assert "26 January 2025" not in page
    assert "15 February 2025" in page
    for method in (visitor.get, visitor.send):
        assert method(f"/your-page/{SECRET}/answers/{case.father.id}").status_code == 404


def test_the_no_of_one_parent_is_not_undone_by_the_other(visitor, case):
    answer(visitor, SECRET, case.child, filming="no")
    refused = answer(visitor, OTHERS_SECRET, case.child, filming="yes")
    assert refused.status_code == 422
    assert "Please talk to the person who films" in refused.text
    assert [one.agreed for one in db.session.scalars(select(Consent))] == [False]


def test_each_parent_may_say_no_for_the_child_though_the_other_said_yes(visitor, case):
    answer(visitor, SECRET, case.child, filming="yes")
    assert answer(visitor, OTHERS_SECRET, case.child, filming="no").status_code == 302
    standing = db.session.scalars(select(Consent).filter_by(replaced_at=None)).one()
    assert not standing.agreed


@pytest.mark.parametrize("how", ["revoked", "ended", "unknown"])
def test_a_link_that_does_not_open_is_like_no_link(visitor, case, how):
    with transaction():
        if how == "revoked":
            operations.revoke_link(case.actor, case.link)
        if how == "ended":
            case.link.ends_on = clock.today() - timedelta(days=1)
    secret = "no-such-secret" if how == "unknown" else SECRET
    for part in ("", "/stop", "/ask", f"/answers/{case.mother.id}"):
        assert visitor.get(f"/your-page/{secret}{part}").status_code == 404


def test_guessing_is_slow(visitor, case):
    codes = [visitor.get(f"/your-page/guess-{n}").status_code for n in range(31)]
    assert set(codes[:30]) == {404}
    assert codes[30] == 429
    assert visitor.get(f"/your-page/{SECRET}").status_code == 200


def test_a_link_opens_no_footage_and_no_page_of_anybody_else(visitor, case):
    factories.agrees(case.mother)
    film = case.film(case.mother)
    visitor.open(f"/your-page/{SECRET}")
    for address in (f"/recordings/{film.id}", f"/clients/{case.client.id}", "/clients"):
        assert visitor.get(address).status_code == 302
    assert "<video" not in visitor.open(f"/your-page/{SECRET}")


def test_losing_any_condition_of_a_rule_of_links_is_noticed(case, monkeypatch):
    """Each action allows just what is named here; without any one condition it allows more."""
    factories.client_link(case.mother, secret="revoked", revoked_at=clock.now())
    case.film(case.mother)
    case.film(case.father, case.child)
    case.film(case.father)
    case.film(factories.case_person(case.client, "baby", PersonKind.CHILD))
    gone = case.film(case.mother)
    with transaction():
        erase_recording(None, gone)
    for one in (case.mother, case.father, case.child):
        factories.goal(case.client, whose=one)
        factories.consent_scan(one)
    for unseen in ({"kept_at": None}, {"gone_at": clock.now(), "gone_because": ScanGone.REMOVED}):
        factories.consent_scan(case.mother, **unseen)
    elsewhere = factories.client(case.client.enrolment, "C-05")
    factories.consent_scan(factories.case_person(elsewhere, "child", PersonKind.CHILD))
    links = db.session.scalars(select(ClientLink)).all()
    ended = factories.client_link(case.father, secret="ended", ends_on=factories.LONG_AGO)
    holders = [LinkHolder(one.id) for one in (*links, ended)]
    for action, rule in LINK_RULES.items():
        if action in OF_HIGHLIGHTS:
            continue
        now = what_all_may(action, holders)
        for lost in rule.way:
            fewer = LinkRule(rule.subject, tuple(one for one in rule.way if one is not lost))
            with monkeypatch.context() as changed:
                changed.setitem(LINK_RULES, action, fewer)
                assert what_all_may(action, holders) != now, f"{action} without {lost.__name__}"


def what_all_may(action, holders):
    return [
        {row.id for row in db.session.scalars(policies.allowed_by_link(action, holder))}
        for holder in holders
    ]


def test_asking_for_erasure_blocks_at_once_and_the_answer_stands_on_the_page(visitor, case):
    factories.agrees(case.mother)
    film = case.film(case.mother)
    sent = visitor.send(f"/your-page/{SECRET}/ask", {"kind": "erasure", "words": ""})
    assert sent.status_code == 302
    assert not may_be_watched(film)
    asked = db.session.scalars(select(RightsRequest)).one()
    assert "We will tell you here." in visitor.open(f"/your-page/{SECRET}")
    trainee = type(visitor)(visitor.app).sign_in(case.trainee)
    assert "Wipe the films" in trainee.open(f"/clients/{case.client.id}/requests")
    trainee.send(f"/rights-requests/{asked.id}/answer", {"answer": "All the films are gone."})
    assert "All the films are gone." in visitor.open(f"/your-page/{SECRET}")


def test_the_page_tells_who_watched_by_what_they_are(visitor, case):
    film = case.film(case.mother)
    factories.keep(
        Watch(
            person_id=factories.person(Role.SUPERVISOR, name="Susan Secretname").id,
            role=Role.SUPERVISOR,
            recording_id=film.id,
            from_minute=clock.now(),
            sent="film",
        )
    )
    page = visitor.open(f"/your-page/{SECRET}")
    assert "A teacher of the person who films" in page
    assert "Secretname" not in page


def test_a_link_is_shown_once_with_its_code_and_only_its_digest_is_kept(visitor, case):
    visitor.sign_in(case.trainee)
    url = f"/clients/{case.client.id}/links"
    made = visitor.send(url, {"holder": str(case.mother.id), "children": str(case.child.id)})
    assert made.status_code == 200
    secret = made.text.split("/your-page/")[1].split("<")[0]
    assert len(secret) == 32
    assert "data:image/svg+xml" in made.text
    assert secret not in visitor.open(url)
    newest = db.session.scalars(select(ClientLink).order_by(ClientLink.id.desc())).first()
    assert newest.digest != secret
    assert type(visitor)(visitor.app).get(f"/your-page/{secret}").status_code == 200


def test_no_link_is_made_for_an_adult_who_would_answer_for_another_adult(case):
    with pytest.raises(Refusal, match="link of their own"):
        operations.make_link(case.actor, case.client, case.mother, [case.father])


def test_the_title_is_neutral_and_there_is_a_way_to_leave(visitor, case):
    page = visitor.open(f"/your-page/{SECRET}")
    assert "<title>Your page</title>" in page
    assert "Leave this page" in page
    assert "Attune" not in page
    assert "What people have seen cannot be unseen." in page
    assert Purpose.FILMING.heading in page
