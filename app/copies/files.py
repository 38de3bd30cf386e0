"""Where archives are kept, each in a folder of its own."""

from __future__ import annotations

from app.portfolio.files import scratch as scratch
from app.portfolio.files import storage as storage


def folder_key(archive_id: int) -> str:
    return f"archives/{archive_id}"


def archive_key(archive_id: int, sha256: str) -> str:
    """A name of its own for each build, so that an earlier one is never overwritten in use."""
    return f"{folder_key(archive_id)}/{sha256[:16]}.zip"


def forget(archive_id: int, but: str | None = None) -> None:
    """Remove every file of an archive, `but` one that its row names; may be repeated."""
    for key in list(storage().keys_under(folder_key(archive_id))):
        if key != but:
            storage().delete(key)
