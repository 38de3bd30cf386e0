"""Blurred parts: one that was looked at on each film, and two that nobody looked at yet.

Of those one lies in a clip that is shown like the others, one in the second clip of a reel.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from app.extensions import transaction
from app.models.blurs import Blur
from app.models.footage import Recording
from app.models.presentations import PresentedClip
from app.models.reels import ReelPiece
from tests import factories as make

if TYPE_CHECKING:
    from tests.policies.world import World


def add_to(world: World) -> None:
    films = {name: row for name, row in world.rows.items() if isinstance(row, Recording)}
    for name, film in films.items():
        world.name(make.blur(film), f"blur of {name}")
    ended = world.name(make.blur(films["film"], confirmed=False), "removed blur")
    with transaction() as session:
        session.get_one(Blur, ended.id).ended_at = datetime.now(UTC)
    _in_a_clip(world, films["film"])
    _in_a_reel(world, films["film: refuses peers"])


def _in_a_clip(world: World, film: Recording) -> None:
    clip = world.name(make.clip(film, 70, 90), "clip to look at")
    world.name(make.blur(film, 61, 70, confirmed=False), "blur to look at")
    for show in ("open show", "group show", "handover show"):
        make.keep(PresentedClip(presentation_id=world.rows[show].id, clip_id=clip.id))


def _in_a_reel(world: World, film: Recording) -> None:
    clip = world.name(make.clip(film, 70, 90), "clip in a reel to look at")
    reel = world.rows["reel of film: refuses peers"]
    make.keep(ReelPiece(reel_id=reel.id, clip_id=clip.id, place=2))
    world.name(make.blur(film, 90, 99, confirmed=False), "blur in a reel to look at")
