"""What the SQL gate permits and what people are told are the same, on any history."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from sqlalchemy import select

from accreditation.consent import Purpose
from app import clock
from app.casework import queries
from app.extensions import db, transaction
from app.models.assents import AskedHow, Assent, AssentView
from app.models.casework import CasePerson
from app.models.consent import Consent, GivenBy, GivenHow
from app.models.film_refusals import FilmRefusal
from app.models.footage import InShot, Recording
from app.models.people import Role
from app.policies import Actor
from app.policies.footage import (
    FOR_FILMING,
    FOR_OTHER_SUPERVISORS,
    FOR_SUPERVISION,
    recordings_that,
)
from tests import factories
from tests.queries_counted import queries_counted

GATES = {
    Purpose.FILMING: FOR_FILMING,
    Purpose.SUPERVISION: FOR_SUPERVISION,
    Purpose.OTHER_SUPERVISORS: FOR_OTHER_SUPERVISORS,
}
ANSWERS = some.fixed_dictionaries(
    {
        "purpose": some.sampled_from(list(GATES)),
        "agreed": some.sampled_from([True, True, True, False]),
        "days_ago": some.integers(-2, 8),
        "lasts": some.none() | some.integers(0, 12),
        "withdrawn": some.sampled_from([False, False, False, True]),
    }
)
SILENT_OR_NOT = some.one_of(some.just([]), some.lists(ANSWERS, max_size=8))
HISTORIES = some.lists(SILENT_OR_NOT, max_size=3)
REFUSALS = some.lists(
    some.tuples(some.integers(0, 2), some.sampled_from(list(GATES)), some.booleans()),
    max_size=2,
    unique_by=lambda one: one[:2],
)
"""Who of the three said no to this one film for what, and whether they took that back."""
WILLING = [
    {"purpose": one, "agreed": True, "days_ago": 8, "lasts": None, "withdrawn": False}
    for one in GATES
]


@pytest.fixture
def film(app):
    client = factories.client(factories.enrolment())
    people = [factories.case_person(client, label) for label in ("mother", "child", "uncle")]
    return factories.recording(factories.cycle(client), people)


@pytest.fixture
def film_id(app):
    """A film without anybody in shot, in a case of three people."""
    client = factories.client(factories.enrolment())
    for label in ("mother", "child", "uncle"):
        factories.case_person(client, label)
    return factories.recording(factories.cycle(client)).id


class _Undo(Exception):
    """Ends a transaction without keeping it."""


def _write(session, film, people, histories, confirmed, filmed_ago):
    film.in_shot_confirmed_at = clock.now() if confirmed else None
    film.filmed_on = clock.today() - timedelta(days=filmed_ago)
    for row, history in zip(people, histories, strict=False):
        session.add(InShot(recording_id=film.id, case_person_id=row, client_id=film.client_id))
        for answer in history:
            _answer(session, row, **answer)
    session.flush()


def _refuse(session, film, person_id, purpose, taken_back):
    said = {"said_on": clock.today(), "given_by": GivenBy.THEMSELVES, "given_how": GivenHow.PAPER}
    whose = {"case_person_id": person_id, "client_id": film.client_id, "recorded_by_id": 1}
    ended = clock.now() if taken_back else None
    session.add(
        FilmRefusal(recording_id=film.id, purpose=purpose, taken_back_at=ended, **said, **whose)
    )


def _asked(person_id, view):
    return Assent(
        case_person_id=person_id,
        view=view,
        asked_how=AskedHow.WORDS,
        asked_on=clock.today(),
        look_again_on=clock.today() + timedelta(days=90),
        recorded_by_id=1,
    )


def _answer(session, person_id, purpose, agreed, days_ago, lasts, withdrawn):
    before = session.scalar(
        select(Consent).filter_by(case_person_id=person_id, purpose=purpose, replaced_at=None)
    )
    if before is not None:
        before.replaced_at = clock.now()
        session.flush()
    given_on = clock.today() - timedelta(days=days_ago)
    session.add(
        Consent(
            case_person_id=person_id,
            purpose=purpose,
            agreed=agreed,
            given_on=given_on,
            until=None if lasts is None else given_on + timedelta(days=lasts),
            withdrawn_at=clock.now() if withdrawn else None,
            given_by=GivenBy.THEMSELVES,
            given_how=GivenHow.PAPER,
            wording="attune-1",
            wording_id=1,
            recorded_by_id=1,
        )
    )
    session.flush()


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    histories=HISTORIES,
    refusals=REFUSALS,
    view=some.sampled_from([None, None, *AssentView]),
    willing=some.integers(0, 3),
    confirmed=some.sampled_from([True, True, True, False]),
    filmed_ago=some.integers(-1, 9),
)
def test_the_gate_and_the_reasons_agree_on_any_history(
    film_id, histories, refusals, view, willing, confirmed, filmed_ago
):
    """The first `willing` people agreed to everything long ago, then came their history."""
    told = [WILLING * (number < willing) + one for number, one in enumerate(histories)]
    with pytest.raises(_Undo), transaction() as session:  # noqa: PT012
        film = session.get_one(Recording, film_id)
        people = session.scalars(select(CasePerson.id).filter_by(client_id=film.client_id)).all()
        _write(session, film, people, told, confirmed, filmed_ago)
        for number, purpose, taken_back in refusals:
            _refuse(session, film, people[number], purpose, taken_back)
        if view is not None:
            session.add(_asked(people[0], view))
        session.flush()
        for purpose, gate in GATES.items():
            _agrees(film, purpose, gate)
        raise _Undo


def _agrees(film, purpose, gate):
    nobody = Actor(0, Role.TRAINEE)
    through = recordings_that(gate, nobody).where(Recording.id == film.id)
    verdict = queries.verdict(film, purpose)
    assert verdict.permitted == (db.session.scalar(through) is not None), verdict.reasons
    assert verdict.permitted != bool(verdict.reasons)


def test_nobody_in_shot_permits_nothing(film):
    with transaction() as session:
        session.execute(InShot.__table__.delete())
    for purpose, gate in GATES.items():
        _agrees(film, purpose, gate)
        assert not queries.verdict(film, purpose).permitted


def test_everyone_agreeing_permits_everything(film):
    for one in film.in_shot:
        factories.agrees(one.case_person)
    for purpose, gate in GATES.items():
        _agrees(film, purpose, gate)
        assert queries.verdict(film, purpose).permitted


def test_a_reason_names_the_person_by_their_label(film):
    assert "Mother has not been asked about filming yet." in (
        queries.verdict(film, Purpose.FILMING).reasons
    )


def test_verdicts_on_many_recordings_take_as_many_queries_as_on_one(film):
    client = film.cycle.client
    others = [
        factories.recording(factories.cycle(client), [one.case_person]) for one in film.in_shot
    ]
    for one in (film, *others):
        db.session.refresh(one)
    with queries_counted() as for_one:
        queries.verdicts([film], Purpose.SUPERVISION)
    with queries_counted() as for_many:
        said = queries.verdicts([film, *others], Purpose.SUPERVISION)
    assert len(for_one) == len(for_many) == 1
    assert len(said) == 4
