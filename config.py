"""Configuration: the only reader of the environment."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent
MIB = 1024 * 1024


class ConfigurationFault(RuntimeError):
    """The environment asks for something that cannot be served safely."""


def load(environ: Mapping[str, str] = os.environ) -> dict[str, Any]:
    """Settings for `create_app`, read from `environ`.

    Raises ConfigurationFault where production lacks what keeps people safe.
    """
    mode = environ.get("ATTUNE_MODE", "development")
    if mode not in {"development", "production", "test"}:
        raise ConfigurationFault(f"ATTUNE_MODE is '{mode}': use development, production or test.")
    data = Path(environ.get("ATTUNE_DATA", ROOT / "instance")).resolve()
    return {
        "MODE": mode,
        "DATA": data,
        "SECRET_KEY": _secret_key(mode, data, environ),
        **_database(data, environ),
        **_redis(environ),
        "QUEUE_FILE": data / "queue.sqlite",
        "STORAGE_FOLDER": Path(environ.get("ATTUNE_STORAGE", data / "storage")),
        "STORAGE_BUCKET": _bucket(mode, environ),
        "ACCEL": _accel(environ),
        "UPLOAD_FOLDER": Path(environ.get("ATTUNE_UPLOADS", data / "uploads")),
        "SCRATCH_FOLDER": Path(environ.get("ATTUNE_SCRATCH", data / "scratch")),
        "LARGEST_FILM": int(environ.get("ATTUNE_LARGEST_FILM_MIB", "6144")) * MIB,
        "LONGEST_FILM_SECONDS": int(environ.get("ATTUNE_LONGEST_FILM_MINUTES", "120")) * 60,
        "DISK_TO_KEEP_FREE": int(environ.get("ATTUNE_DISK_TO_KEEP_FREE_MIB", "1024")) * MIB,
        "BACKUPS_KEPT_DAYS": int(environ.get("ATTUNE_BACKUPS_KEPT_DAYS", "35")),
        "MAX_CONTENT_LENGTH": 2 * MIB,
        "SESSION_COOKIE_NAME": "attune",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": mode == "production",
        "SESSION_IDLE_SECONDS": int(environ.get("ATTUNE_SIGNED_IN_IDLE_MINUTES", "120")) * 60,
        "SESSION_TOTAL_SECONDS": int(environ.get("ATTUNE_SIGNED_IN_HOURS", "12")) * 3600,
        "PERMANENT_SESSION_LIFETIME": 24 * 60 * 60,
        "PREFERRED_URL_SCHEME": "https" if mode == "production" else "http",
        "TRUSTED_PROXIES": int(environ.get("ATTUNE_TRUSTED_PROXIES", "0")),
        "WTF_CSRF_TIME_LIMIT": None,
        "WTF_CSRF_SSL_STRICT": mode == "production",
        **_mail(mode, environ),
        **_live(environ),
        **_signing(mode, environ),
    }


def _live(environ: Mapping[str, str]) -> dict[str, Any]:
    """Streams to browsers: how many at once in one web process, signs of life, how long each."""
    return {
        "LIVE_STREAMS": int(environ.get("ATTUNE_LIVE_STREAMS", "20")),
        "LIVE_HEARTBEAT_SECONDS": int(environ.get("ATTUNE_LIVE_HEARTBEAT_SECONDS", "15")),
        "LIVE_STREAM_SECONDS": int(environ.get("ATTUNE_LIVE_STREAM_SECONDS", "300")),
    }


def _signing(mode: str, environ: Mapping[str, str]) -> dict[str, Path | None]:
    """PEM files: the key documents are signed with, its certificate, and former certificates."""
    names = {
        "SIGNING_KEY": "ATTUNE_SIGNING_KEY",
        "SIGNING_CERTIFICATE": "ATTUNE_SIGNING_CERTIFICATE",
        "SIGNING_FORMER": "ATTUNE_SIGNING_FORMER",
    }
    found = {
        name: Path(given) if (given := environ.get(own)) else None for name, own in names.items()
    }
    has_key, has_certificate = bool(found["SIGNING_KEY"]), bool(found["SIGNING_CERTIFICATE"])
    if has_key != has_certificate or (mode == "production" and not has_key):
        raise ConfigurationFault(
            "Portfolios are signed with ATTUNE_SIGNING_KEY and ATTUNE_SIGNING_CERTIFICATE, two PEM "
            "files; production needs both. `flask portfolio make-key FOLDER` makes a pair where "
            "there is none from elsewhere."
        )
    return found


def _mail(mode: str, environ: Mapping[str, str]) -> dict[str, Any]:
    """How letters leave: by SMTP, into the local mailbox, or not at all (host `none`)."""
    host = environ.get("ATTUNE_SMTP_HOST", "").strip()
    found = {
        "PUBLIC_URL": _public_url(mode, environ),
        "MAIL": {"": "mailbox", "none": "none"}.get(host, "smtp"),
        "MAIL_FROM": environ.get("ATTUNE_MAIL_FROM", "attune@localhost"),
        "SMTP_HOST": host,
        "SMTP_PORT": int(environ.get("ATTUNE_SMTP_PORT", "587")),
        "SMTP_USER": environ.get("ATTUNE_SMTP_USER", ""),
        "SMTP_PASSWORD": environ.get("ATTUNE_SMTP_PASSWORD", ""),
        "SMTP_SECURITY": environ.get("ATTUNE_SMTP_SECURITY", "starttls"),
        "SMTP_TIMEOUT": 15,  # seconds for each step
    }
    _refuse_unsound_mail(mode, environ, found)
    return found


def _refuse_unsound_mail(mode: str, environ: Mapping[str, str], found: dict[str, Any]) -> None:
    if mode == "production" and found["MAIL"] == "mailbox":
        raise ConfigurationFault(
            "Production needs ATTUNE_SMTP_HOST, the server that sends its letters (invitations, "
            "new passwords, daily notices). To send none at all, say ATTUNE_SMTP_HOST=none."
        )
    if found["MAIL"] == "smtp" and not environ.get("ATTUNE_MAIL_FROM"):
        raise ConfigurationFault("ATTUNE_MAIL_FROM is missing: the address letters come from.")
    if found["SMTP_SECURITY"] not in {"starttls", "tls", "none"}:
        raise ConfigurationFault("ATTUNE_SMTP_SECURITY is one of starttls, tls and none.")
    if found["SMTP_SECURITY"] == "none" and found["SMTP_USER"]:
        raise ConfigurationFault(
            "ATTUNE_SMTP_SECURITY=none would send the mail server's password in the clear. "
            "Use starttls or tls, or leave ATTUNE_SMTP_USER out."
        )


def _public_url(mode: str, environ: Mapping[str, str]) -> str:
    given = environ.get("ATTUNE_PUBLIC_URL", "").rstrip("/")
    if mode == "production" and not given.startswith("https://"):
        raise ConfigurationFault(
            "Production needs ATTUNE_PUBLIC_URL, where people reach it: the links in letters "
            "begin with it. For example ATTUNE_PUBLIC_URL=https://attune.example.org"
        )
    return given or "http://127.0.0.1:8000"


def _database(data: Path, environ: Mapping[str, str]) -> dict[str, Any]:
    """SQLite in the data folder, or the PostgreSQL that is named.

    A writer waits as long for its turn on both (see `app.extensions.transaction`).
    """
    url = environ.get("ATTUNE_DATABASE_URL", f"sqlite:///{data / 'attune.sqlite'}")
    if url.startswith("sqlite:"):
        return {"SQLALCHEMY_DATABASE_URI": url, "SQLALCHEMY_ENGINE_OPTIONS": {}}
    scheme, _, rest = url.partition("://")
    if scheme not in {"postgresql", "postgres", "postgresql+psycopg"}:
        raise ConfigurationFault(f"ATTUNE_DATABASE_URL begins with '{scheme}': use postgresql.")
    most = int(environ.get("ATTUNE_DATABASE_CONNECTIONS", "32"))
    return {
        "SQLALCHEMY_DATABASE_URI": f"postgresql+psycopg://{rest}",
        "SQLALCHEMY_ENGINE_OPTIONS": {
            "pool_size": min(8, most),
            "max_overflow": max(0, most - 8),
            "pool_timeout": 15,
            "pool_pre_ping": True,
            "connect_args": {
                "connect_timeout": 10,
                "keepalives_idle": 30,
                "application_name": "attune",
                "options": "-c timezone=UTC -c lock_timeout=15s",
            },
        },
    }


def _redis(environ: Mapping[str, str]) -> dict[str, Any]:
    """The Redis that carries the bells; None where one machine is enough."""
    return {
        "REDIS_URL": environ.get("ATTUNE_REDIS_URL") or None,
        "REDIS_NAMESPACE": environ.get("ATTUNE_REDIS_NAMESPACE", "attune"),
    }


def _bucket(mode: str, environ: Mapping[str, str]) -> dict[str, str | None] | None:
    """The bucket that keeps films and documents (`app.storage.s3.Bucket`); None for a folder."""
    url = environ.get("ATTUNE_STORAGE_URL")
    if not url:
        return None
    scheme, _, place = url.partition("://")
    name, _, prefix = place.partition("/")
    if scheme != "s3" or not name:
        raise ConfigurationFault(f"ATTUNE_STORAGE_URL is '{url}': use s3://bucket/prefix.")
    endpoint = environ.get("ATTUNE_S3_ENDPOINT") or None
    if mode == "production" and endpoint and not endpoint.startswith("https://"):
        raise ConfigurationFault("In production film travels encrypted: ATTUNE_S3_ENDPOINT=https…")
    encryption = environ.get("ATTUNE_S3_ENCRYPTION", "AES256")
    if encryption not in {"AES256", "aws:kms", "none"}:
        raise ConfigurationFault("ATTUNE_S3_ENCRYPTION is AES256, aws:kms or none.")
    return {
        "name": name,
        "prefix": prefix.strip("/"),
        "endpoint": endpoint,
        "region": environ.get("ATTUNE_S3_REGION") or None,
        "key_id": environ.get("ATTUNE_S3_KEY_ID") or None,
        "secret": environ.get("ATTUNE_S3_SECRET") or None,
        "encryption": encryption,
        "encryption_key": environ.get("ATTUNE_S3_ENCRYPTION_KEY") or None,
    }


def _accel(environ: Mapping[str, str]) -> str | None:
    """Where nginx serves parts of films for us (X-Accel-Redirect); None: Attune sends them."""
    given = environ.get("ATTUNE_ACCEL", "").rstrip("/")
    if given and environ.get("ATTUNE_STORAGE_URL"):
        raise ConfigurationFault(
            "ATTUNE_ACCEL is for films in a folder that nginx can read. Films in a bucket "
            "(ATTUNE_STORAGE_URL) are sent by Attune itself: leave ATTUNE_ACCEL out."
        )
    if given and not given.startswith("/"):
        raise ConfigurationFault(f"ATTUNE_ACCEL is '{given}': use a location such as /kept.")
    return given or None


def _secret_key(mode: str, data: Path, environ: Mapping[str, str]) -> str:
    given = environ.get("ATTUNE_SECRET_KEY", "")
    if mode == "production" and len(given) < 32:
        raise ConfigurationFault(
            "Production needs ATTUNE_SECRET_KEY: at least 32 random characters, kept secret. "
            'One way to make it: python -c "import secrets; print(secrets.token_hex(32))"'
        )
    return given or _own_secret_key(data / "secret-key")


def _own_secret_key(file: Path) -> str:
    """A key made once for this development folder, so that sign-ins survive a restart."""
    file.parent.mkdir(parents=True, exist_ok=True)
    if not file.exists():
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as handle:
            handle.write(secrets.token_hex(32))
    return file.read_text().strip()
