"""Where footage and documents are kept: one small interface, a folder or a bucket behind it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from app.storage.interface import CHUNK, KeyRefused, NotStored, Storage, StoreUnreachable
from app.storage.local import LocalStorage

__all__ = [
    "CHUNK",
    "KeyRefused",
    "LocalStorage",
    "NotStored",
    "Storage",
    "StoreUnreachable",
    "storage_for",
]


def storage_for(settings: Mapping[str, Any]) -> Storage:
    """The storage that the configuration names: a bucket, or else a folder."""
    if settings["STORAGE_BUCKET"] is None:
        return LocalStorage(settings["STORAGE_FOLDER"])
    wanted = tuple(sorted(settings["STORAGE_BUCKET"].items()))
    return _bucket(wanted, settings["SCRATCH_FOLDER"], os.getpid())


@lru_cache(maxsize=4)
def _bucket(wanted: tuple[tuple[str, Any], ...], scratch: Path, _process: int) -> Storage:
    """One client for a process: its connections are shared by threads, never by a fork."""
    from app.storage.s3 import Bucket, S3Storage

    return S3Storage(Bucket(**dict(wanted)), scratch)
