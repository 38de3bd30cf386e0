"""Verbs about archives: asked for, built, thrown away."""

from app.copies.operations.asking import ask_for_record, throw_away
from app.copies.operations.building import build_archive
from app.copies.operations.ending import close_archive, drop_file, note_fetched

__all__ = [
    "ask_for_record",
    "build_archive",
    "close_archive",
    "drop_file",
    "note_fetched",
    "throw_away",
]
