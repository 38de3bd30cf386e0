"""A no to one film: who may say it, who takes it back, and who hears of it."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from accreditation.consent import Purpose
from app import clock, events, policies
from app.casework import operations, queries
from app.extensions import db, transaction
from app.models.casework import PersonKind
from app.models.consent import GivenBy, GivenHow
from app.models.film_refusals import FilmRefusal
from app.models.footage import InShot
from app.models.notices import Notice
from app.models.people import Role
from app.models.presentations import PresentationPurpose
from app.policies import Actor
from app.web.errors import Refusal
from tests import factories as make

MOTHERS, FATHERS = "the-mothers-secret", "the-fathers-secret"


class Case:
    """A mother and a child in two films, brought by a trainee who has a supervisor."""

    def __init__(self):
        self.trainee = make.person(Role.TRAINEE)
        self.supervisor = make.person(Role.SUPERVISOR)
        self.actor = Actor(self.trainee.id, Role.TRAINEE)
        self.client = make.client(make.enrolment(self.trainee, self.supervisor), "C-04")
        self.mother = make.agrees(make.case_person(self.client, "mother"))
        self.child = make.agrees(make.case_person(self.client, "child", PersonKind.CHILD))
        self.film, self.other = (
            make.recording(make.cycle(self.client), [self.mother, self.child]) for _ in range(2)
        )

    def says_no(self, person, *purposes, film=None, by=GivenBy.THEMSELVES):
        with transaction():
            return operations.refuse_film(
                self.actor,
                film or self.film,
                person,
                purposes,
                clock.today(),
                by,
                GivenHow.PAPER,
            )

    def may_watch(self, film):
        return policies.find("recording.watch", film.id, self.actor) is not None


@pytest.fixture
def case(app):
    return Case()


def test_a_no_to_one_film_closes_that_one_and_says_why(case):
    case.says_no(case.mother, Purpose.FILMING)
    assert not case.may_watch(case.film)
    assert case.may_watch(case.other)
    said = queries.verdict(case.film, Purpose.SUPERVISION)
    assert said.reasons == ("Mother said no to the whole of this film.",)
    case.says_no(case.mother, Purpose.PEERS)
    assert case.may_watch(case.film)
    assert queries.verdict(case.film, Purpose.PEERS).reasons == (
        "Mother said no to showing it to others who are learning, for this film.",
    )
    assert queries.verdict(case.film, Purpose.SUPERVISION).permitted


def test_it_stands_though_the_list_of_people_in_shot_is_changed_meanwhile(case):
    case.says_no(case.mother, Purpose.FILMING)
    with transaction() as session:
        row = session.scalars(select(InShot).filter_by(recording_id=case.film.id)).first()
        session.delete(row)
    with transaction() as session:
        session.add(
            InShot(
                recording_id=case.film.id,
                case_person_id=case.mother.id,
                client_id=case.client.id,
            )
        )
    assert not case.may_watch(case.film)


def test_what_one_parent_said_is_neither_seen_nor_undone_by_the_other(visitor, case):
    father = make.agrees(make.case_person(case.client, "father"))
    with transaction() as session:
        session.add(
            InShot(recording_id=case.film.id, case_person_id=father.id, client_id=case.client.id)
        )
    make.client_link(case.mother, case.child, secret=MOTHERS)
    make.client_link(father, case.child, secret=FATHERS)
    for secret in (MOTHERS, FATHERS):
        answer = _send(visitor, secret, case, ["peers"])
        assert answer.status_code == 302
    _send(visitor, MOTHERS, case, [])
    assert "some of this" not in visitor.open(f"/your-page/{MOTHERS}")
    assert "some of this" in visitor.open(f"/your-page/{FATHERS}")
    assert not queries.verdict(case.film, Purpose.PEERS).permitted
    case.says_no(case.child, by=GivenBy.PARENTAL_RESPONSIBILITY)
    assert not queries.verdict(case.film, Purpose.PEERS).permitted


def _send(visitor, secret, case, refused):
    page = f"/your-page/{secret}/films/{case.film.id}/{case.child.id}"
    return visitor.send(page, {"refused": refused})


def test_a_link_says_no_only_to_films_that_are_on_its_page(visitor, case):
    make.client_link(case.mother, secret=MOTHERS)
    stranger = make.agrees(make.case_person(case.client, "neighbour"))
    elsewhere = make.recording(make.cycle(case.client), [stranger])
    for film, person in (
        (elsewhere, case.mother),
        (elsewhere, stranger),
        (case.film, case.child),
        (case.film, stranger),
    ):
        page = f"/your-page/{MOTHERS}/films/{film.id}/{person.id}"
        assert visitor.get(page).status_code == 404
        assert visitor.send(page, {"refused": ["filming"]}).status_code == 404
    assert db.session.scalars(select(FilmRefusal)).all() == []


def test_nobody_says_no_for_somebody_who_is_not_in_the_film(case):
    uncle = make.case_person(case.client, "uncle")
    with pytest.raises(Refusal, match="not in this film"):
        case.says_no(uncle, Purpose.FILMING)


def _teacher(case, colleague):
    return make.case_person(case.client, "teacher", PersonKind.PRACTITIONER, colleague)


def test_a_colleague_says_it_from_their_own_account_and_for_that_film_alone(visitor, case):
    colleague = make.person(Role.TRAINEE)
    listed = make.agrees(_teacher(case, colleague))
    with transaction() as session:
        session.add(
            InShot(recording_id=case.film.id, case_person_id=listed.id, client_id=case.client.id)
        )
    visitor.sign_in(colleague)
    assert "film of " in visitor.open(f"/my-consent/{listed.id}/films").lower()
    page = f"/my-consent/{listed.id}/films/{case.film.id}"
    assert visitor.send(page, {"refused": ["supervision"]}).status_code == 302
    assert not queries.verdict(case.film, Purpose.SUPERVISION).permitted
    other = f"/my-consent/{listed.id}/films/{case.other.id}"
    assert visitor.get(other).status_code == 404
    with pytest.raises(Refusal, match="from their own account"):
        case.says_no(listed, Purpose.FILMING)


def test_the_trainee_writes_it_down_and_reads_what_was_said_on_their_own_page(visitor, case):
    make.client_link(case.mother, secret=MOTHERS)
    visitor.send(
        f"/your-page/{MOTHERS}/films/{case.film.id}/{case.mother.id}", {"refused": ["research"]}
    )
    visitor.sign_in(case.trainee)
    page = f"/recordings/{case.film.id}/people/{case.mother.id}/no"
    assert "They said no on their own page to research." in visitor.open(page)
    sent = {"refused": ["filming"], "given_how": "tablet", "said_on": str(clock.today())}
    assert visitor.send(page, sent).status_code == 302
    assert "Mother said no to the whole of this film." in visitor.open(
        f"/recordings/{case.film.id}"
    )
    wrong = visitor.send(page, {"refused": ["everything"], "given_how": "tablet"})
    assert wrong.status_code == 422


def test_whoever_relied_on_that_film_is_told_and_nobody_else(case):
    viewer, unconcerned = make.person(Role.SUPERVISOR), make.person(Role.SUPERVISOR)
    for who, film in ((viewer, case.film), (unconcerned, case.other)):
        make.presentation(case.client.enrolment, [who], [film], PresentationPurpose.TRANSITION)
    make.brought(case.film.cycle)
    link = make.client_link(case.mother)
    with transaction():
        operations.refuse_film_by_link(link.answers[0], case.film, [Purpose.FILMING])
    events.deliver_waiting()
    told = {one.person_id: one.words for one in db.session.scalars(select(Notice))}
    assert set(told) == {case.trainee.id, case.supervisor.id, viewer.id}
    assert "for one film" in told[case.trainee.id]


def test_the_database_keeps_one_standing_no_of_each_kind(case):
    (said,) = case.says_no(case.mother, Purpose.PEERS)
    assert case.says_no(case.mother, Purpose.PEERS) == []
    about = {
        one: getattr(said, one)
        for one in (
            *("recording_id", "case_person_id", "client_id", "purpose", "said_on"),
            *("given_by", "given_how", "recorded_by_id"),
        )
    }
    with pytest.raises(IntegrityError), transaction() as session:
        session.add(FilmRefusal(**about))
