"""What goes into a copy for somebody of a case: theirs, and of others what was released."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from app.archive import Link
from app.copies import files, queries
from app.copies.described import described
from app.copies.described_client import FIELDS
from app.copies.operations.papers import Paper, put_in_paper
from app.copies.reading_client import book_of_copy
from app.copies.shelf import Shelf
from app.footage import files as footage
from app.models.archives import Archive, Carried
from app.models.client_copies import ClientCopy, CopyItem, ItemKind
from app.models.people import Role
from app.policies import Actor
from app.web.words import size

KEPT_BACK = (
    "Other people are in it, or somebody in it does not agree to it. You can ask us about it."
)


def copy_in(archive: Archive, folder: Path, go_on: Callable[[float], None]) -> Shelf:
    """Asked of its rule piece by piece, at this moment."""
    actor = Actor(archive.owner_id, Role.TRAINEE)
    copy = queries.copy_of_archive(archive.id)
    shelf = Shelf(folder)
    carried = queries.carried(copy, actor)
    record = queries.client_record(copy, carried, queries.found_for(copy.link, actor))
    go_on(0.2)
    _put_in_contracts(shelf, copy, partial(go_on, 0.3))
    _put_in_films(shelf, copy, carried, lambda share: go_on(0.4 + 0.6 * share))
    shelf.put("data/record.json", json.dumps(record, ensure_ascii=False, indent=1))
    shelf.put("data/record.md", described(FIELDS))
    shelf.put("index.html", book_of_copy(record, shelf).html())
    return shelf


def _put_in_contracts(shelf: Shelf, copy: ClientCopy, go_on: Callable[[], None]) -> None:
    for number, signed in enumerate(queries.contracts_by_link(copy.link), 1):
        paper = Paper(
            f"documents/contract-{number}.pdf",
            "Our agreement, as you signed it",
            "casework/contract_document.html",
            {"words": signed.words, "signed": signed},
        )
        put_in_paper(shelf, paper, go_on)


def _put_in_films(
    shelf: Shelf, copy: ClientCopy, carried: Sequence[CopyItem], go_on: Callable[[float], None]
) -> None:
    here = {one.id for one in carried}
    listed = [one for one in queries.items_of(copy) if one.kind is ItemKind.FILM]
    for number, item in enumerate(listed, 1):
        film = item.recording
        assert film is not None
        label = f"{film.kind.label.capitalize()} of {film.filmed_on}"
        if item.id not in here:
            shelf.media_missing.append((label, KEPT_BACK))
            continue
        name = f"films/film-{number}.mp4"
        place = shelf.room_for(name)
        with files.storage().fetch(footage.reference_key(film.id)) as kept:
            shutil.copyfile(kept, place)
        shelf.put(name, place)
        shelf.films.add((film.id, Carried.FILM))
        shelf.media.append(Link(name, label, size(place.stat().st_size)))
        go_on(number / len(listed))
