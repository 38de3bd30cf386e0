"""Links of Tess's mother and of Olu's father, what was asked through them, and scanned papers."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from app.models.consent_scans import ScanGone
from app.models.rights import RequestKind, RightsRequest
from tests import factories as make

if TYPE_CHECKING:
    from tests.policies.world import World


def add_to(world: World) -> None:
    for who in ("tess", "olu"):
        world.name(make.journal_entry(world.people[who]), f"{who}'s journal")
    world.name(make.contract(world.rows["mother"]), "mother's contract")
    asked = make.measure(world.rows["tess's service"])
    world.name(asked, "a measure of tess's service")
    now, tess = datetime.now(UTC), world.people["tess"].id
    for name, person, revoked_at in (
        ("mother's link", "mother", None),
        ("mother's revoked link", "mother", now),
        ("father's link", "father", None),
    ):
        world.name(make.client_link(world.rows[person], revoked_at=revoked_at), name)
    _scans(world, now)
    ended = make.client_link(world.rows["mother"], ends_on=make.LONG_AGO)
    world.name(ended, "mother's ended link")
    for name, link, answered in (
        ("mother's request", "mother's link", {}),
        (
            "mother's answered request",
            "mother's link",
            {"answer": "Done.", "answered_at": now, "answered_by_id": tess},
        ),
        ("father's request", "father's link", {}),
    ):
        asked = RightsRequest(
            link_id=world.rows[link].id, kind=RequestKind.COPY, words="Please", **answered
        )
        world.name(make.keep(asked), name)


def _scans(world: World, now: datetime) -> None:
    """Papers that were scanned; one of them is removed, and one is still arriving."""
    removed = {"gone_at": now, "gone_because": ScanGone.REMOVED}
    for name, person, terms in (
        ("mother's scan", "mother", {}),
        ("mother's removed scan", "mother", removed),
        ("mother's arriving scan", "mother", {"kept_at": None}),
        ("father's scan", "father", {}),
    ):
        world.name(make.consent_scan(world.rows[person], **terms), name)
