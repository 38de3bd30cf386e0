"""Nobody is in two meetings at one time. What counts as a time is said once, for both databases."""

from __future__ import annotations

from app.models.guard import Guard

_SECONDS = {
    "sqlite": "CAST(strftime('%s', {0}.starts_at) AS INTEGER)",
    "postgresql": "EXTRACT(EPOCH FROM {0}.starts_at)",
}
_BUSY = (
    "NEW.cancelled_at IS NULL AND EXISTS (SELECT 1 FROM meeting_times AS other "
    "JOIN stage_meetings AS theirs ON theirs.id = other.meeting_id "
    "JOIN enrolments AS their_training ON their_training.id = theirs.enrolment_id "
    "JOIN stage_meetings AS ours ON ours.id = NEW.meeting_id "
    "JOIN enrolments AS our_training ON our_training.id = ours.enrolment_id "
    "WHERE other.meeting_id <> NEW.meeting_id AND other.cancelled_at IS NULL "
    "AND theirs.outcome IS NULL AND ours.outcome IS NULL "
    "AND (theirs.held_by_id IN (ours.held_by_id, our_training.trainee_id) "
    "OR their_training.trainee_id IN (ours.held_by_id, our_training.trainee_id)) "
    "AND {other} < {new} + 60 * NEW.minutes AND {new} < {other} + 60 * other.minutes)"
)


def _busy(dialect: str) -> str:
    seconds = _SECONDS[dialect]
    return _BUSY.format(other=seconds.format("other"), new=seconds.format("NEW"))


def _one_meeting_at_a_time(name: str, moment: str) -> Guard:
    return Guard(
        name,
        "meeting_times",
        moment,
        _busy("sqlite"),
        "A person is in one meeting at a time.",
        on_postgresql=_busy("postgresql"),
    )


MEETING_GUARDS: tuple[Guard, ...] = (
    _one_meeting_at_a_time("one_meeting_at_a_time", "BEFORE INSERT"),
    _one_meeting_at_a_time("one_meeting_at_a_time_when_moved", "BEFORE UPDATE"),
)
