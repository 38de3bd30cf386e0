"""Entries that were there before the chain are sealed by the migration."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError

from app import audit
from app.extensions import db
from tests.audit import tampering
from tests.installation import drop_database, make_database, opened

TABLE = "audit_entries"


@pytest.fixture
def with_entries(tmp_path: Path) -> Iterator[Flask]:
    folder = tmp_path / "migrated"
    folder.mkdir()
    make_database(folder)
    with opened(folder) as app:
        upgrade()
        tampering.keep_entries(2500, in_each=500)
        yield app
    drop_database(folder)


def test_entries_of_before_the_chain_are_sealed_as_if_written_today(with_entries: Flask) -> None:
    before, noted = tampering.rows(), audit.head()
    db.session.rollback()  # PostgreSQL lets nobody change a table while it is being read
    downgrade(revision="0012")
    assert "digest" not in {column["name"] for column in inspect(db.engine).get_columns(TABLE)}
    upgrade()
    assert tampering.rows() == before
    assert audit.verify(noted).broken is None


@pytest.mark.parametrize(
    "change", ["UPDATE audit_entries SET act = 'no'", "DELETE FROM audit_entries"]
)
def test_the_guards_stand_after_either_way(with_entries: Flask, change: str) -> None:
    for way in (lambda: None, lambda: downgrade(revision="0012"), upgrade):
        way()
        with tampering.changing() as connection, pytest.raises(DBAPIError, match="cannot be"):
            connection.execute(text(change))
