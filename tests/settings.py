"""Settings of an application under test: everything in one folder that goes with the test."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def settings_for(folder: Path) -> dict[str, Any]:
    return {
        "MODE": "test",
        "TESTING": True,
        "PROPAGATE_EXCEPTIONS": True,
        "DATA": folder,
        "SECRET_KEY": "only for tests, and long enough for them",
        "SQLALCHEMY_DATABASE_URI": f"sqlite:///{folder / 'attune.sqlite'}",
        "QUEUE_FILE": folder / "queue.sqlite",
        "STORAGE_FOLDER": folder / "storage",
        "UPLOAD_FOLDER": folder / "uploads",
        "SCRATCH_FOLDER": folder / "scratch",
        "DISK_TO_KEEP_FREE": 0,
        "SERVER_NAME": "localhost",
    }
