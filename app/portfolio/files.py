"""Where a submission's stills and document are kept, and where they are worked on."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from hashlib import file_digest
from pathlib import Path

from flask import current_app

from app.footage.files import storage as storage


def folder_key(submission_id: int) -> str:
    return f"submissions/{submission_id}"


def still_key(submission_id: int, entry_id: int) -> str:
    return f"{folder_key(submission_id)}/stills/{entry_id}.jpg"


def document_key(submission_id: int, sha256: str) -> str:
    """A name of its own for each build, so that an earlier one is never overwritten in use."""
    return f"{folder_key(submission_id)}/portfolio-{sha256[:16]}.pdf"


def forget_all_but(folder: str, kept: Collection[str]) -> None:
    """Erase every file under `folder` that no row names; may be repeated."""
    for key in list(storage().keys_under(folder)):
        if key not in kept:
            storage().delete(key)


def digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


@contextmanager
def scratch(name: str) -> Iterator[Path]:
    """An empty folder for one piece of work; gone afterwards."""
    folder: Path = current_app.config["SCRATCH_FOLDER"] / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
