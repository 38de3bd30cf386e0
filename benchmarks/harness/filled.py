"""An application over a folder that a benchmark fills itself."""

from __future__ import annotations

from pathlib import Path

from flask import Flask

from app import create_app


def opened_over(folder: Path) -> Flask:
    """Attune on SQLite with everything in `folder`."""
    return create_app(
        {
            "MODE": "test",
            "DATA": folder,
            "SQLALCHEMY_DATABASE_URI": f"sqlite:///{folder / 'attune.sqlite'}",
            "QUEUE_FILE": folder / "queue.sqlite",
        }
    )
