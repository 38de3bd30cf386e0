"""A blurred part stays where it was placed: whoever confirmed it confirmed that place."""

from __future__ import annotations

from app.models.blurs import EDGES
from app.models.guard import Guard

_PLACE = (
    *("recording_id", "start_frame", "end_frame"),
    *(f"{end}_{edge}" for end in ("start", "end") for edge in EDGES),
)
_MOVED = " OR ".join(f"NEW.{column} <> OLD.{column}" for column in _PLACE)

BLUR_GUARDS: tuple[Guard, ...] = (
    Guard(
        "blurs_stay",
        "blurs",
        "BEFORE UPDATE",
        f"{_MOVED} OR (OLD.ended_at IS NOT NULL AND NEW.ended_at IS NULL)",
        "A blurred part stays where it was placed.",
    ),
)
