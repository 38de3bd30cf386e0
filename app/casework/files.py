"""Where scans of signed papers are kept, and where one is looked through."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import current_app

from app.models.consent_scans import ScanFile
from app.storage import Storage, storage_for


def storage() -> Storage:
    return storage_for(current_app.config)


def folder_key(scan_id: int) -> str:
    return f"consent-scans/{scan_id}"


def file_key(scan_id: int, file: ScanFile) -> str:
    ending = "jpg" if file.is_picture else "pdf"
    return f"{folder_key(scan_id)}/{file.number}.{ending}"


def forget(scan_id: int) -> bool:
    """Remove every file of a scan; whether nothing of it is left. May be repeated."""
    storage().delete_under(folder_key(scan_id))
    return not list(storage().keys_under(folder_key(scan_id)))


@contextmanager
def scratch() -> Iterator[Path]:
    """An empty folder for the files of one form; gone afterwards."""
    within: Path = current_app.config["SCRATCH_FOLDER"]
    within.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="scan-", dir=within) as folder:
        yield Path(folder)
