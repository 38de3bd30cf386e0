"""Services and consents that were there before: what the migration gives them, and back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect, select, text

from accreditation.consent import WORDING_ID, Purpose
from app.extensions import db
from app.models.consent import Consent
from app.models.services import MemberKind, Service, ServiceMember
from app.services import queries
from app.services.operations.retention import DEFAULT, terms_of
from app.services.words import shipped, words_of
from tests import factories as make
from tests.installation import drop_database, make_database, opened


@pytest.fixture
def before(tmp_path: Path) -> Iterator[Flask]:
    """A training with consents, as it was before services had words of their own."""
    folder = tmp_path / "migrated"
    folder.mkdir()
    make_database(folder)
    with opened(folder) as app:
        upgrade()
        training = make.enrolment()
        mother = make.case_person(make.client(training))
        make.consent(mother, Purpose.FILMING)
        make.consent(mother, Purpose.RESEARCH, agreed=False)
        db.session.rollback()  # PostgreSQL lets nobody change a table while it is being read
        downgrade(revision="0009")
        yield app
    drop_database(folder)


def test_what_was_there_gets_the_first_versions_and_goes_back_unchanged(before: Flask) -> None:
    columns = {column["name"] for column in inspect(db.engine).get_columns("consents")}
    assert not {"wording_id", "since"} & columns
    assert "quota_bytes" not in {one["name"] for one in inspect(db.engine).get_columns("services")}
    asked = text("SELECT purpose, agreed, given_on, wording FROM consents ORDER BY id")
    kept = [tuple(row) for row in db.session.execute(asked)]
    assert len(kept) == 2
    db.session.rollback()
    upgrade()
    service = db.session.scalars(select(Service)).one()
    wording = queries.current_wording(service.id)
    first = {one: said for one, said in shipped().purposes.items() if one is not Purpose.KEEPING}
    assert wording.name == WORDING_ID
    assert words_of(wording) == replace(shipped(), purposes=first)
    assert terms_of(queries.current_policy(service.id)) == DEFAULT
    assert len(queries.why_filming_waits(service.id)) == 3
    member = db.session.scalars(select(ServiceMember)).one()
    assert (member.kind, member.service_id) == (MemberKind.PRACTITIONER, service.id)
    for consent in db.session.scalars(select(Consent)):
        assert (consent.wording_id, consent.since) == (wording.id, consent.given_on)
    assert [tuple(row) for row in db.session.execute(asked)] == kept
    db.session.rollback()
    downgrade(revision="0009")
    assert [tuple(row) for row in db.session.execute(asked)] == kept
