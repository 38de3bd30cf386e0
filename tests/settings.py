"""Settings of an application under test: everything in one folder that goes with the test.

On a large installation (`make test-services`) the folder also names a database, a place in the
bucket and a namespace in Redis. ATTUNE_TEST_* variables choose; the tests themselves do not.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import config

GIVEN = {
    name.replace("ATTUNE_TEST_", "ATTUNE_"): value
    for name, value in os.environ.items()
    if name.startswith("ATTUNE_TEST_")
}
ON_SERVICES = "ATTUNE_DATABASE_URL" in GIVEN

YEAR = 366 * 24 * 3600


def settings_for(folder: Path) -> dict[str, Any]:
    """What `config.load` makes of `environment_for(folder)`, and what only tests need."""
    return {
        **config.load(environment_for(folder)),
        "TESTING": True,
        "PROPAGATE_EXCEPTIONS": True,
        "SERVER_NAME": "localhost",
        "SESSION_IDLE_SECONDS": 10 * YEAR,  # tests move the clock; those of sign-in set limits
        "SESSION_TOTAL_SECONDS": 10 * YEAR,
    }


def environment_for(folder: Path) -> dict[str, str]:
    """The settings by which any process finds the data of the test in `folder`."""
    return {
        **GIVEN,
        **_on_services(folder),
        "ATTUNE_MODE": "test",
        "ATTUNE_DATA": str(folder),
        "ATTUNE_SECRET_KEY": "only for tests, and long enough for them",
        "ATTUNE_DISK_TO_KEEP_FREE_MIB": "0",
        "ATTUNE_LIVE_STREAMS": "4",
    }


def process_environment(settings: Mapping[str, Any]) -> dict[str, str]:
    """The whole environment of another process on the data of these settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ATTUNE_")}
    return {
        **kept,
        **environment_for(Path(settings["DATA"])),
        "ATTUNE_MODE": settings["MODE"],
        "FLASK_APP": "wsgi:app",
        "PYTHONPATH": str(config.ROOT),
        "PYTHONUNBUFFERED": "1",
    }


def name_of(folder: Path) -> str:
    """What the test in this folder is called in the services."""
    return "t" + sha256(str(Path(folder).resolve()).encode()).hexdigest()[:20]


def _on_services(folder: Path) -> dict[str, str]:
    if not ON_SERVICES:
        return {}
    name = name_of(folder)
    return {
        "ATTUNE_DATABASE_URL": GIVEN["ATTUNE_DATABASE_URL"].format(name),
        "ATTUNE_STORAGE_URL": f"{GIVEN['ATTUNE_STORAGE_URL']}/{name}",
        "ATTUNE_REDIS_NAMESPACE": name,
    }
