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
        "SQLALCHEMY_DATABASE_URI": environ.get(
            "ATTUNE_DATABASE_URL", f"sqlite:///{data / 'attune.sqlite'}"
        ),
        "QUEUE_FILE": data / "queue.sqlite",
        "STORAGE_FOLDER": Path(environ.get("ATTUNE_STORAGE", data / "storage")),
        "UPLOAD_FOLDER": Path(environ.get("ATTUNE_UPLOADS", data / "uploads")),
        "SCRATCH_FOLDER": Path(environ.get("ATTUNE_SCRATCH", data / "scratch")),
        "LARGEST_FILM": int(environ.get("ATTUNE_LARGEST_FILM_MIB", "6144")) * MIB,
        "LONGEST_FILM_SECONDS": int(environ.get("ATTUNE_LONGEST_FILM_MINUTES", "120")) * 60,
        "DISK_TO_KEEP_FREE": int(environ.get("ATTUNE_DISK_TO_KEEP_FREE_MIB", "1024")) * MIB,
        "MAX_CONTENT_LENGTH": 2 * MIB,
        "SESSION_COOKIE_NAME": "attune",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": mode == "production",
        "PERMANENT_SESSION_LIFETIME": 12 * 60 * 60,
        "PREFERRED_URL_SCHEME": "https" if mode == "production" else "http",
        "TRUSTED_PROXIES": int(environ.get("ATTUNE_TRUSTED_PROXIES", "0")),
        "WTF_CSRF_TIME_LIMIT": None,
        "WTF_CSRF_SSL_STRICT": mode == "production",
    }


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
