"""What the room's own requests must hold: plain values of the right kind, or a sentence why not."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from app.meetings.operations.room_playing import Wish
from app.models.rooms import USUAL
from app.studio.forms import flag, frame, maybe_frame
from app.web.errors import Refusal

THOUSAND = 1000


def wish(sent: Mapping[str, Any]) -> Wish:
    return Wish(
        frame=frame(sent, "frame"),
        plays=flag(sent, "playing"),
        speed=frame(sent, "speed") if "speed" in sent else USUAL,
        loop_in=maybe_frame(sent, "in"),
        loop_out=maybe_frame(sent, "out"),
        loops=flag(sent, "loop"),
        shown_at=_instant(sent, "at"),
    )


def place(sent: Mapping[str, Any]) -> tuple[int, int] | None:
    """Where in the picture, in thousandths from its left and its top; nothing takes it away."""
    if sent.get("x") is None and sent.get("y") is None:
        return None
    x, y = frame(sent, "x"), frame(sent, "y")
    if not (0 <= x <= THOUSAND and 0 <= y <= THOUSAND):
        raise Refusal("That place is not in the picture. Nothing is shown.", "x")
    return x, y


def _instant(sent: Mapping[str, Any], name: str) -> datetime | None:
    """Milliseconds since 1970, as browsers count; what cannot be is as good as nothing."""
    value = sent.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        return datetime.fromtimestamp(value / 1000, UTC)
    except (OverflowError, OSError, ValueError):
        return None
