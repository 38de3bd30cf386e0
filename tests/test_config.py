"""Configuration: what production insists on, and what development makes for itself."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text

import config
from app.extensions import db, transaction
from config import ConfigurationFault, load

KEY = "a key of at least thirty-two characters"
PRODUCTION = {
    "ATTUNE_MODE": "production",
    "ATTUNE_PUBLIC_URL": "https://attune.example.org",
    "ATTUNE_SMTP_HOST": "mail.example.org",
    "ATTUNE_MAIL_FROM": "attune@example.org",
}


def test_production_does_not_start_without_a_secret_key(tmp_path: Path) -> None:
    for given in ({}, {"ATTUNE_SECRET_KEY": "short"}):
        with pytest.raises(ConfigurationFault, match="ATTUNE_SECRET_KEY"):
            load({"ATTUNE_MODE": "production", "ATTUNE_DATA": str(tmp_path), **given})


def test_in_production_the_cookie_travels_encrypted_only(tmp_path: Path) -> None:
    environ = {"ATTUNE_DATA": str(tmp_path), "ATTUNE_SECRET_KEY": KEY}
    assert load({**environ, **PRODUCTION})["SESSION_COOKIE_SECURE"] is True
    assert load(environ)["SESSION_COOKIE_SECURE"] is False
    assert load(environ)["SESSION_COOKIE_HTTPONLY"] is True


def test_development_makes_one_key_and_keeps_it(tmp_path: Path) -> None:
    environ = {"ATTUNE_DATA": str(tmp_path)}
    key = load(environ)["SECRET_KEY"]
    assert len(key) == 64
    assert load(environ)["SECRET_KEY"] == key
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("without", "sentence"),
    [
        ("ATTUNE_PUBLIC_URL", "where people reach it"),
        ("ATTUNE_SMTP_HOST", "ATTUNE_SMTP_HOST=none"),
        ("ATTUNE_MAIL_FROM", "the address letters come from"),
    ],
)
def test_production_says_which_setting_its_letters_lack(
    tmp_path: Path, without: str, sentence: str
) -> None:
    environ = {"ATTUNE_DATA": str(tmp_path), "ATTUNE_SECRET_KEY": KEY, **PRODUCTION}
    del environ[without]
    with pytest.raises(ConfigurationFault, match=sentence):
        load(environ)


def test_production_may_choose_to_send_no_letters(tmp_path: Path) -> None:
    environ = {"ATTUNE_DATA": str(tmp_path), "ATTUNE_SECRET_KEY": KEY, **PRODUCTION}
    assert load({**environ, "ATTUNE_SMTP_HOST": "none"})["MAIL"] == "none"


def test_a_mail_servers_password_never_travels_in_the_clear(tmp_path: Path) -> None:
    environ = {"ATTUNE_DATA": str(tmp_path), "ATTUNE_SECRET_KEY": KEY, **PRODUCTION}
    open_line = {"ATTUNE_SMTP_SECURITY": "none", "ATTUNE_SMTP_USER": "attune"}
    with pytest.raises(ConfigurationFault, match="in the clear"):
        load({**environ, **open_line})


def test_an_unknown_mode_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationFault, match="development, production or test"):
        load({"ATTUNE_MODE": "live", "ATTUNE_DATA": str(tmp_path)})


def test_everything_is_kept_in_one_folder_unless_told_otherwise(tmp_path: Path) -> None:
    found = load({"ATTUNE_DATA": str(tmp_path)})
    assert found["STORAGE_FOLDER"] == tmp_path / "storage"
    assert found["SQLALCHEMY_DATABASE_URI"] == f"sqlite:///{tmp_path}/attune.sqlite"
    assert config.MIB == 2**20


ON_SQLITE = pytest.mark.one_machine("settings of SQLite's own")


@ON_SQLITE
def test_sqlite_keeps_a_log_ahead_minds_its_keys_and_waits_for_its_turn(app: Flask) -> None:
    asked = {name: db.session.scalar(text(f"PRAGMA {name}")) for name in PRAGMAS}
    assert asked == PRAGMAS


PRAGMAS = {"journal_mode": "wal", "foreign_keys": 1, "synchronous": 1, "busy_timeout": 15000}


@ON_SQLITE
def test_a_writer_begins_immediately(app: Flask) -> None:
    """Another connection cannot begin to write while a transaction is open here."""
    other = sqlite3.connect(app.config["DATA"] / "attune.sqlite", timeout=0, isolation_level=None)
    with transaction(), pytest.raises(sqlite3.OperationalError, match="locked"):
        other.execute("BEGIN IMMEDIATE")
    other.execute("BEGIN IMMEDIATE")
    other.close()
