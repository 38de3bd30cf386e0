"""Migrations on an installation with rows in it: none is lost, and each still leads somewhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import func, select, text

from accreditation.consent import Purpose
from app.extensions import db
from app.models.consent import Consent
from tests.installation import drop_database, make_database, opened
from tests.policies import world

CAME_LATER = {
    *("reels", "reel_pieces", "session_versions", "countersignatures"),
    *(
        "supervision_times",
        "supervision_bookings",
        "panel_meetings",
        "cycles_brought",
        "sessions_handed_over",
    ),
    *("archives", "archive_films"),
    *("client_copies", "copy_items", "disclosures"),
    "case_requests",
    *("opened_reels", "link_codes", "codes_typed", "link_watches"),
    *("consent_scans", "scan_files", "proved_answers"),
}
"""Tables that were not there yet in the revision gone back to: their rows go with them."""


@pytest.fixture
def lived_in(tmp_path: Path) -> Iterator[Flask]:
    """The small world on a schema made by the migrations."""
    folder = tmp_path / "migrated"
    folder.mkdir()
    make_database(folder)
    with opened(folder) as app:
        upgrade()
        world.build()
        db.session.rollback()  # PostgreSQL lets nobody change a table while it is being read
        yield app
    drop_database(folder)


def test_tables_are_rebuilt_without_losing_a_row(lived_in: Flask) -> None:
    before = _counted()
    about_keeping = _about_keeping()
    assert about_keeping > 0
    assert min(before[one] for one in ("clients", "recordings", "in_shot", "moments")) > 1
    downgrade(revision="0035")
    upgrade()
    after = _counted()
    before["consents"] -= about_keeping  # nobody could be asked about it then
    assert all(after[one] == before[one] for one in before.keys() - CAME_LATER)


def _about_keeping() -> int:
    asked = select(func.count(Consent.id)).filter_by(purpose=Purpose.KEEPING)
    found = db.session.scalar(asked) or 0
    db.session.rollback()
    return found


def test_a_row_that_leads_nowhere_stops_a_migration(
    lived_in: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    if db.engine.dialect.name == "postgresql":
        return  # it holds its foreign keys throughout
    head = _revision()
    with db.engine.connect() as connection:
        driver = connection.connection.driver_connection
        driver.execute("PRAGMA foreign_keys=OFF")
        driver.execute("UPDATE in_shot SET recording_id = 4711 WHERE id = 1")
        driver.execute("PRAGMA foreign_keys=ON")
    with pytest.raises(SystemExit):
        downgrade(revision="0035")
    assert "Rows would lead nowhere (1): in_shot to recordings. Nothing was changed." in caplog.text
    assert _revision() == head


def _revision() -> str | None:
    found: str | None = db.session.scalar(text("SELECT version_num FROM alembic_version"))
    db.session.rollback()
    return found


def _counted() -> dict[str, int]:
    counted = {
        table.name: db.session.scalar(select(func.count()).select_from(table)) or 0
        for table in db.metadata.sorted_tables
    }
    db.session.rollback()
    return counted
