"""Verbs about archives: asked for, built, thrown away."""

from app.copies.operations.answering import (
    ask_for_copy,
    begin_copy,
    keep_back,
    look_again,
    note_disclosed,
    release_item,
)
from app.copies.operations.asking import ask_for_record, throw_away
from app.copies.operations.building import build_archive
from app.copies.operations.ending import close_archive, drop_file, note_fetched

__all__ = [
    "ask_for_copy",
    "ask_for_record",
    "begin_copy",
    "build_archive",
    "close_archive",
    "drop_file",
    "keep_back",
    "look_again",
    "note_disclosed",
    "note_fetched",
    "release_item",
    "throw_away",
]
