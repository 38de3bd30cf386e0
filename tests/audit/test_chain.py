"""Entries are written as a transaction's last act, each sealed with the one before."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from accreditation.seal import SealError
from app import audit, clock
from app.extensions import before_commit, db, transaction
from app.models.audit import AuditEntry
from app.models.people import Person, Role
from app.policies import Actor
from tests import factories as make
from tests.queries_counted import queries_counted

NOON = datetime(2026, 3, 2, 12, 1, tzinfo=UTC)


def entries() -> list[AuditEntry]:
    db.session.remove()
    return list(db.session.scalars(select(AuditEntry).order_by(AuditEntry.id)))


def test_an_entry_is_sealed_by_the_bytes_that_are_documented(app: Flask) -> None:
    person = make.person(Role.REGISTRAR)
    with transaction(), clock.set_to(NOON):
        audit.record(Actor(person.id, Role.REGISTRAR), "role.given", person, role="trainee", n="é")
    said = (
        "attune-audit-1\n"
        '{"act":"role.given","at":"2026-03-02T12:01:00.000000+00:00",'
        '"detail":{"n":"é","role":"trainee"},'
        f'"id":1,"person_id":{person.id},"previous":"{"0" * 64}","role":"registrar",'
        f'"subject":"people","subject_id":{person.id}}}'
    )
    assert entries()[0].digest == hashlib.sha256(said.encode()).hexdigest()


def test_each_entry_names_the_digest_of_the_one_before(app: Flask) -> None:
    person = make.person()
    for act in ("one", "two"):
        with transaction():
            audit.record(None, f"{act}.begun", person)
            audit.record(None, f"{act}.done", person, ids=[1, 2], more={"none": None, "yes": True})
    kept = entries()
    assert [entry.act for entry in kept] == ["one.begun", "one.done", "two.begun", "two.done"]
    assert [entry.id for entry in kept] == [1, 2, 3, 4]
    assert [entry.previous for entry in kept] == ["0" * 64, *(one.digest for one in kept[:-1])]
    assert audit.verify().broken is None
    assert str(audit.head()) == f"4:{kept[-1].digest}"


def test_entries_are_the_last_act_before_the_commit(app: Flask) -> None:
    person = make.person()
    with queries_counted() as sent, transaction() as session:
        audit.record(None, "person.renamed", person)
        session.get_one(Person, person.id).name = "Another name"
    kinds = [statement.split()[0] for statement in sent]
    assert [kind for kind in kinds if kind != "SELECT"] == ["UPDATE", "INSERT"]
    assert kinds[-1] == "INSERT"


def test_an_entry_goes_with_a_transaction_that_is_undone(app: Flask) -> None:
    person = make.person()
    with pytest.raises(IntegrityError):
        rename_and_take_an_address(person)
    with transaction():
        audit.record(None, "person.closed", person)
    assert [(entry.id, entry.act) for entry in entries()] == [(1, "person.closed")]


def rename_and_take_an_address(person: Person) -> None:
    with transaction() as session:
        audit.record(None, "person.renamed", person)
        session.add(Person(name="Again", email=person.email, password_hash=""))


@pytest.mark.parametrize("value", [1.5, date(2026, 3, 2), (1, 2), {1: "one"}, b"bytes"])
def test_a_detail_that_is_not_plain_is_refused_where_it_is_recorded(
    app: Flask, value: object
) -> None:
    person = make.person()
    with transaction(), pytest.raises(SealError):
        audit.record(None, "person.renamed", person, value=value)
    assert entries() == []


def test_nothing_is_gathered_outside_a_transaction(app: Flask) -> None:
    person = make.person()
    with pytest.raises(RuntimeError, match="inside transaction"):
        audit.record(None, "person.renamed", person)
    with pytest.raises(RuntimeError, match="inside transaction"):
        before_commit(print, 1)


def test_no_two_entries_follow_the_same_one(app: Flask) -> None:
    person = make.person()
    with transaction():
        audit.record(None, "person.renamed", person)
    first = entries()[0]
    names = set(AuditEntry.__table__.c.keys()) - {"id"}
    twin = {name: getattr(first, name) for name in names}
    with pytest.raises(IntegrityError, match="previous"):
        make.keep(AuditEntry(**twin))
