"""One time at once for a supervisor, and no more bookings than places; for both databases."""

from __future__ import annotations

from app.models.guard import Guard

_SECONDS = {
    "sqlite": "CAST(strftime('%s', {0}.starts_at) AS INTEGER)",
    "postgresql": "EXTRACT(EPOCH FROM {0}.starts_at)",
}
_OVERLAPS = (
    "NEW.withdrawn_at IS NULL AND EXISTS (SELECT 1 FROM supervision_times AS other "
    "WHERE other.supervisor_id = NEW.supervisor_id AND other.withdrawn_at IS NULL{besides} "
    "AND {other} < {new} + 60 * NEW.minutes AND {new} < {other} + 60 * other.minutes)"
)
_FULL = (
    "NEW.cancelled_at IS NULL AND (SELECT count(*) FROM supervision_bookings AS taken "
    "WHERE taken.time_id = NEW.time_id AND taken.cancelled_at IS NULL) >= "
    "(SELECT places FROM supervision_times WHERE supervision_times.id = NEW.time_id)"
)


def _one_at_once(name: str, moment: str, besides: str = "") -> Guard:
    def condition(dialect: str) -> str:
        seconds = _SECONDS[dialect]
        new, other = seconds.format("NEW"), seconds.format("other")
        return _OVERLAPS.format(besides=besides, new=new, other=other)

    return Guard(
        name,
        "supervision_times",
        moment,
        condition("sqlite"),
        "A supervisor offers one time at once.",
        on_postgresql=condition("postgresql"),
    )


TIME_GUARDS: tuple[Guard, ...] = (
    _one_at_once("one_supervision_time_at_once", "BEFORE INSERT"),
    _one_at_once(
        "one_supervision_time_at_once_when_moved", "BEFORE UPDATE", " AND other.id <> NEW.id"
    ),
    Guard(
        "supervision_places_are_kept",
        "supervision_bookings",
        "BEFORE INSERT",
        _FULL,
        "No place is left at that time.",
    ),
)
