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
    "ATTUNE_SIGNING_KEY": "signing-key.pem",
    "ATTUNE_SIGNING_CERTIFICATE": "signing-certificate.pem",
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


def test_production_signs_what_it_makes(tmp_path: Path) -> None:
    environ = {**PRODUCTION, "ATTUNE_DATA": str(tmp_path), "ATTUNE_SECRET_KEY": KEY}
    assert load(environ)["SIGNING_KEY"] == Path("signing-key.pem")
    for name in ("ATTUNE_SIGNING_KEY", "ATTUNE_SIGNING_CERTIFICATE"):
        with pytest.raises(ConfigurationFault, match="ATTUNE_SIGNING_KEY and"):
            load({**environ, name: ""})
    assert load({"ATTUNE_DATA": str(tmp_path)})["SIGNING_KEY"] is None


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


def test_a_database_elsewhere_is_reached_by_psycopg_with_so_many_connections(
    tmp_path: Path,
) -> None:
    found = load(
        {
            "ATTUNE_DATA": str(tmp_path),
            "ATTUNE_DATABASE_URL": "postgres://attune@db.internal/attune?sslmode=verify-full",
            "ATTUNE_DATABASE_CONNECTIONS": "20",
        }
    )
    expected = "postgresql+psycopg://attune@db.internal/attune?sslmode=verify-full"
    assert found["SQLALCHEMY_DATABASE_URI"] == expected
    options = found["SQLALCHEMY_ENGINE_OPTIONS"]
    assert options["pool_size"] + options["max_overflow"] == 20


def test_a_database_nobody_tested_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationFault, match="use postgresql"):
        load({"ATTUNE_DATA": str(tmp_path), "ATTUNE_DATABASE_URL": "mysql://attune@db/attune"})


def test_a_bucket_is_named_with_a_place_in_it_and_encrypts_unless_told_otherwise(
    tmp_path: Path,
) -> None:
    environ = {"ATTUNE_DATA": str(tmp_path), "ATTUNE_STORAGE_URL": "s3://films/production/"}
    bucket = load(environ)["STORAGE_BUCKET"]
    assert (bucket["name"], bucket["prefix"]) == ("films", "production")
    assert bucket["encryption"] == "AES256"
    assert (
        load({**environ, "ATTUNE_S3_ENCRYPTION": "none"})["STORAGE_BUCKET"]["encryption"] == "none"
    )
    assert load({"ATTUNE_DATA": str(tmp_path)})["STORAGE_BUCKET"] is None


def test_an_encryption_that_no_store_knows_is_refused(tmp_path: Path) -> None:
    environ = {"ATTUNE_DATA": str(tmp_path), "ATTUNE_STORAGE_URL": "s3://films"}
    with pytest.raises(ConfigurationFault, match="AES256, aws:kms or none"):
        load({**environ, "ATTUNE_S3_ENCRYPTION": "yes"})


@pytest.mark.parametrize("url", ["films", "file:///films", "s3://", "https://films.example.org"])
def test_what_names_no_bucket_is_refused(tmp_path: Path, url: str) -> None:
    with pytest.raises(ConfigurationFault, match="s3://bucket"):
        load({"ATTUNE_DATA": str(tmp_path), "ATTUNE_STORAGE_URL": url})


def test_in_production_film_travels_to_the_bucket_encrypted_only(tmp_path: Path) -> None:
    environ = {
        "ATTUNE_MODE": "production",
        "ATTUNE_DATA": str(tmp_path),
        "ATTUNE_SECRET_KEY": KEY,
        "ATTUNE_PUBLIC_URL": "https://attune.example.org",
        "ATTUNE_SMTP_HOST": "none",
        "ATTUNE_STORAGE_URL": "s3://films",
        "ATTUNE_SIGNING_KEY": "signing-key.pem",
        "ATTUNE_SIGNING_CERTIFICATE": "signing-certificate.pem",
    }
    with pytest.raises(ConfigurationFault, match="encrypted"):
        load({**environ, "ATTUNE_S3_ENDPOINT": "http://store.internal"})
    there = load({**environ, "ATTUNE_S3_ENDPOINT": "https://store.internal"})
    assert there["STORAGE_BUCKET"]["endpoint"] == "https://store.internal"


def test_nginx_sends_films_from_a_folder_and_never_from_a_bucket(tmp_path: Path) -> None:
    environ = {"ATTUNE_DATA": str(tmp_path)}
    assert load(environ)["ACCEL"] is None
    assert load({**environ, "ATTUNE_ACCEL": "/kept/"})["ACCEL"] == "/kept"
    with pytest.raises(ConfigurationFault, match="a location such as /kept"):
        load({**environ, "ATTUNE_ACCEL": "kept"})
    with pytest.raises(ConfigurationFault, match="films in a folder"):
        load({**environ, "ATTUNE_ACCEL": "/kept", "ATTUNE_STORAGE_URL": "s3://films"})
