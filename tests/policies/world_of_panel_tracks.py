"""What lies in tracks before the panels of the small world, and what accreditors marked themselves.

Ada still reviews Tess's film, on which Tess and Sam submitted their tracks; Eve's panel there has
decided, and that was released. On Olu's review everybody has finished.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from app.extensions import transaction
from app.models.moments import Moment, Track
from app.models.people import Person, Role
from tests import factories as make

if TYPE_CHECKING:
    from tests.policies.world import World

NOW = datetime.now(UTC)


def add_to(world: World) -> None:
    for name in ("tess's shared moment", "sam's shared moment"):
        _submit(world.rows[f"track of {name}"].id)
    _mark(world, "ada's shared moment", "film", Role.ACCREDITOR)
    _mark(world, "eve's released moment", "film", Role.ACCREDITOR)
    _mark(world, "zoe's shared moment", "film", Role.ACCREDITOR)
    _mark(world, "olu's submitted moment", "olu's review", Role.TRAINEE)
    _mark(world, "una's submitted moment", "olu's review", Role.SUPERVISOR)
    _mark(world, "sam's moment on olu's review", "olu's review", Role.SUPERVISOR)
    _mark(world, "abe's shared moment", "olu's review", Role.ACCREDITOR)
    _mark(world, "ada's private moment", "olu's review", Role.ACCREDITOR, shared=False)
    _mark(world, "zoe's submitted moment", "olu's review", Role.ACCREDITOR)  # no rule lets her
    for whose in ("olu's", "una's", "zoe's"):
        _submit(world.rows[f"track of {whose} submitted moment"].id)
    for name, role in (
        ("una's submitted moment", Role.SUPERVISOR),
        ("abe's shared moment", Role.ACCREDITOR),
    ):
        _beside(world, f"{name}, kept back", role, round_id=world.rows["olu's round"].id)
        _beside(world, f"{name}, deleted", role, deleted_at=NOW)


def _mark(world: World, name: str, film: str, role: Role, shared: bool = True) -> None:
    moment = make.moment(world.rows[film], _of(world, name), role, shared=shared)
    with transaction() as session:
        track = session.get_one(Track, moment.track_id)
    world.name(track, f"track of {name}")
    world.name(moment, name)


def _beside(world: World, name: str, role: Role, **values: object) -> None:
    """Another moment in the same track on Olu's review."""
    moment = make.moment(world.rows["olu's review"], _of(world, name), role)
    with transaction() as session:
        row = session.get_one(Moment, moment.id)
        for key, value in values.items():
            setattr(row, key, value)
    world.name(moment, name)


def _of(world: World, name: str) -> Person:
    person: Person = world.rows[name.partition("'")[0]]
    return person


def _submit(track_id: int) -> None:
    with transaction() as session:
        session.get_one(Track, track_id).submitted_at = NOW
