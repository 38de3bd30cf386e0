"""Copies for the mother in Tess's case and the father in Olu's, and what was chosen for them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from app.models.archives import Archive, ArchiveFilm, ArchiveKind, Carried, GoneBecause
from app.models.client_copies import ClientCopy, CopyItem, ItemKind
from tests import factories as make

if TYPE_CHECKING:
    from tests.policies.world import World


def add_to(world: World) -> None:
    _copies(world)
    _items(world)


def _copies(world: World) -> None:
    now = datetime.now(UTC)
    built: dict[str, Any] = {
        "read_at": now,
        "built_at": now,
        "ends_at": now + timedelta(days=7),
        "key": "archives/a-copy-of-the-small-world.zip",
        "bytes": 1000,
        "files": 3,
    }
    over = {"built_at": now - timedelta(days=8), "ends_at": now - timedelta(days=1)}
    for name, whose, film, values in (
        ("mother's copy", "tess", "film", built),
        ("father's copy", "olu", None, built),
        ("copy that ended", "tess", None, {**built, **over}),
        (
            "copy that is gone",
            "tess",
            None,
            {**built, "gone_at": now, "gone_because": GoneBecause.OWNER},
        ),
        (
            "copy from before somebody took back a yes",
            "tess",
            None,
            {**built, "read_at": now - timedelta(days=1)},
        ),
        ("copy with a film of others", "tess", "film: refuses peers", built),
        ("copy without an archive", "tess", None, None),
    ):
        archive = None
        if values is not None:
            named = [world.rows[film].id] if film else []
            archive = Archive(
                kind=ArchiveKind.CLIENT_COPY,
                owner_id=world.people[whose].id,
                films=[ArchiveFilm(recording_id=one, carried=Carried.FILM) for one in named],
                **values,
            )
            world.name(make.keep(archive), f"archive of {name}")
        row = ClientCopy(
            link_id=_link(world, name),
            begun_by_id=world.people[whose].id,
            archive_id=archive.id if archive else None,
        )
        world.name(make.keep(row), name)


def _link(world: World, name: str) -> int:
    if name in {"mother's copy", "father's copy"}:
        link = world.rows[name.replace("copy", "link")]
    else:
        now = datetime.now(UTC)
        link = make.client_link(world.rows["mother"], revoked_at=now)
        world.name(link, f"revoked link of {name}")
    found: int = link.id
    return found


def _items(world: World) -> None:
    now = datetime.now(UTC)
    talk, answer, notes = ItemKind.TALK, ItemKind.ANSWER, ItemKind.NOTES
    for number, (name, copy, kind, film, released, own) in enumerate(
        (
            ("the mother alone", "mother's copy", None, "film", False, False),
            (
                "with others, not released",
                "mother's copy",
                None,
                "film: refuses peers",
                False,
                False,
            ),
            (
                "with others, released",
                "mother's copy",
                None,
                "film: refuses supervision",
                True,
                False,
            ),
            (
                "with somebody who refuses filming, released",
                "mother's copy",
                None,
                "film: refuses filming",
                True,
                False,
            ),
            ("with nobody in shot, released", "mother's copy", None, "nobody in shot", True, False),
            ("not ready, released", "mother's copy", None, "watchable film", True, False),
            (
                "with others in another copy",
                "copy with a film of others",
                None,
                "film: refuses peers",
                False,
                False,
            ),
            ("a talk, released", "mother's copy", talk, None, True, True),
            ("an answer, not released", "mother's copy", answer, None, False, False),
            ("notes in a case of several adults", "mother's copy", notes, None, False, True),
            ("notes in a case of one adult", "father's copy", notes, None, False, True),
            ("an answer to the father", "father's copy", answer, None, False, False),
        ),
        1,
    ):
        film_id = world.rows[film].id if film else None
        by = world.people["olu" if copy == "father's copy" else "tess"].id
        row = CopyItem(
            copy_id=world.rows[copy].id,
            kind=kind or ItemKind.FILM,
            row_id=film_id or number,
            recording_id=film_id,
            what=name,
            by="the practitioner" if own else "somebody else",
            by_practitioner=own,
            released_at=now if released else None,
            released_by_id=by if released else None,
        )
        world.name(make.keep(row), name)
