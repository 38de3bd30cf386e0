"""Requests for VIG work in Tess's service, in each state, and one in Olu's."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from app.models.case_requests import RequestState
from app.models.services import MemberKind
from tests import factories as make

if TYPE_CHECKING:
    from tests.policies.world import World


def add_to(world: World) -> None:
    rows, now = world.rows, datetime.now(UTC)
    ours, theirs = rows["tess's service"], rows["olu's service"]
    left = make.member(ours, world.people["olu"], MemberKind.PRACTITIONER, since=now, until=now)
    world.name(left, "olu worked with tess")
    lee = world.people["lee"].id
    taken_on = {"client_id": rows["tess's new client"].id}
    for name, service, state, who, more in (
        ("request that waits", ours, RequestState.WAITING, None, {}),
        ("request with tess", ours, RequestState.ALLOCATED, "tess", {}),
        ("request tess gave back", ours, RequestState.GIVEN_BACK, "tess", {}),
        ("request tess took on", ours, RequestState.TAKEN_ON, "tess", taken_on),
        ("withdrawn request", ours, RequestState.WITHDRAWN, "tess", {}),
        ("erased request", ours, RequestState.ALLOCATED, "tess", {"erased_at": now}),
        ("request with olu, who left", ours, RequestState.ALLOCATED, "olu", {}),
        ("request with lee, who only leads", ours, RequestState.ALLOCATED, "lee", {}),
        ("request with olu", theirs, RequestState.ALLOCATED, "olu", {}),
    ):
        person = world.people[who] if who else None
        world.name(make.case_request(service, state, person, written_by_id=lee, **more), name)
