"""Archives of Tess and of Olu; one for each way in which an archive is closed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from app.models.archives import Archive, ArchiveFilm, ArchiveKind, Carried, GoneBecause
from tests import factories as make

if TYPE_CHECKING:
    from tests.policies.world import World


def add_to(world: World) -> None:
    now = datetime.now(UTC)
    built: dict[str, Any] = {
        "read_at": now,
        "built_at": now,
        "ends_at": now + timedelta(days=7),
        "key": "archives/of-the-small-world.zip",
        "bytes": 1000,
        "files": 3,
    }
    over = {"built_at": now - timedelta(days=8), "ends_at": now - timedelta(days=1)}
    for name, whose, carried, values in (
        ("tess's archive", "tess", {"film": Carried.FILM, "private film": Carried.PICTURE}, built),
        ("olu's archive", "olu", {}, built),
        ("tess's archive to build", "tess", {}, {}),
        ("tess's archive that ended", "tess", {}, {**built, **over}),
        (
            "tess's archive that is gone",
            "tess",
            {},
            {**built, "gone_at": now, "gone_because": GoneBecause.TIME},
        ),
        (
            "tess's archive from before somebody took back a yes",
            "tess",
            {},
            {**built, "read_at": now - timedelta(days=1)},
        ),
        (
            "tess's archive with a film nobody agreed to give out",
            "tess",
            {"nobody in shot": Carried.FILM},
            built,
        ),
        (
            "tess's archive with a picture nobody may see now",
            "tess",
            {"film: lapsed filming": Carried.PICTURE},
            built,
        ),
    ):
        films = [
            ArchiveFilm(recording_id=world.rows[film].id, carried=how)
            for film, how in carried.items()
        ]
        kind = {"kind": ArchiveKind.RECORD, **values}
        row = Archive(owner_id=world.people[whose].id, films=films, **kind)
        world.name(make.keep(row), name)
