"""What goes into an archive: named texts and files, and of which films something is in it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from app.archive import Link
from app.copies import queries
from app.copies.described import FIELDS, described
from app.copies.operations.client_contents import copy_in
from app.copies.operations.media import put_in_reels
from app.copies.operations.papers import put_in_papers
from app.copies.reading import book_of
from app.copies.shelf import Shelf
from app.copies.tables import tables_of
from app.models.archives import Archive, ArchiveKind
from app.models.people import Role
from app.policies import Actor

Contents = Shelf


def contents_of(archive: Archive, folder: Path, go_on: Callable[[float], None]) -> Contents:
    """Everything that goes in, gathered in `folder`; `go_on` is told the share done."""
    if archive.kind is ArchiveKind.CLIENT_COPY:
        return copy_in(archive, folder, go_on)
    return _record_in(archive, folder, go_on)


def _record_in(archive: Archive, folder: Path, go_on: Callable[[float], None]) -> Contents:
    actor = Actor(archive.owner_id, Role.TRAINEE)
    shelf = Shelf(folder)
    record = queries.record_of(actor, archive.with_journal)
    go_on(0.1)
    put_in_papers(shelf, actor, lambda share: go_on(0.1 + 0.7 * share))
    put_in_reels(shelf, actor, lambda share: go_on(0.8 + 0.2 * share))
    shelf.put("data/record.json", json.dumps(record, ensure_ascii=False, indent=1))
    shelf.put("data/record.md", described(FIELDS))
    for name, table in tables_of(record).items():
        shelf.put(f"data/{name}.csv", table.csv())
        shelf.tables.append(Link(f"data/{name}.csv", table.caption, "CSV"))
    shelf.put("index.html", book_of(record, shelf).html())
    return shelf
