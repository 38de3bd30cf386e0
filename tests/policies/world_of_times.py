"""Times of supervision: free, booked, full, begun and withdrawn; and who booked them.

Sam and Una offer times to their trainees, Fred offers one although he supervises Tess no more.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from tests import factories as make

if TYPE_CHECKING:
    from tests.policies.world import World

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def add_to(world: World) -> None:
    who, rows = world.people, world.rows
    tess, olu = rows["tess's training"], rows["olu's training"]
    for name, whose, distance, more in (
        ("sam's free time", "sam", 2 * DAY, {}),
        ("sam's booked time", "sam", 3 * DAY, {"places": 2}),
        ("sam's full time", "sam", 4 * DAY, {}),
        ("sam's begun time", "sam", -HOUR / 2, {"places": 2}),
        ("sam's missed time", "sam", -2 * HOUR, {}),
        ("sam's withdrawn time", "sam", 5 * DAY, {"withdrawn_at": datetime.now(UTC)}),
        ("sam's given back time", "sam", 6 * DAY, {}),
        ("una's time", "una", 2 * DAY, {}),
        ("fred's time", "fred", 2 * DAY, {}),
    ):
        world.name(make.offered(who[whose], distance, **more), name)
    for name, time, training, cancelled in (
        ("tess's booking", "sam's booked time", tess, False),
        ("olu's booking with sam", "sam's full time", olu, False),
        ("tess's begun booking", "sam's begun time", tess, False),
        ("tess's cancelled booking", "sam's given back time", tess, True),
        ("olu's booking", "una's time", olu, False),
    ):
        booking = make.booked(rows[time], training, cancelled_by=who["sam"] if cancelled else None)
        world.name(booking, name)
