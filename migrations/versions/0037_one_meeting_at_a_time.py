"""A person is in one meeting at a time."""

from __future__ import annotations

from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

GUARDS = {
    "sqlite": (
        "CREATE TRIGGER one_meeting_at_a_time BEFORE INSERT ON meeting_times WHEN NEW.cancelled_at IS NULL AND EXISTS (SELECT 1 FROM meeting_times AS other JOIN stage_meetings AS theirs ON theirs.id = other.meeting_id JOIN enrolments AS their_training ON their_training.id = theirs.enrolment_id JOIN stage_meetings AS ours ON ours.id = NEW.meeting_id JOIN enrolments AS our_training ON our_training.id = ours.enrolment_id WHERE other.meeting_id <> NEW.meeting_id AND other.cancelled_at IS NULL AND theirs.outcome IS NULL AND ours.outcome IS NULL AND (theirs.held_by_id IN (ours.held_by_id, our_training.trainee_id) OR their_training.trainee_id IN (ours.held_by_id, our_training.trainee_id)) AND CAST(strftime('%s', other.starts_at) AS INTEGER) < CAST(strftime('%s', NEW.starts_at) AS INTEGER) + 60 * NEW.minutes AND CAST(strftime('%s', NEW.starts_at) AS INTEGER) < CAST(strftime('%s', other.starts_at) AS INTEGER) + 60 * other.minutes) BEGIN SELECT RAISE(ABORT, 'A person is in one meeting at a time.'); END",  # noqa: E501
        "CREATE TRIGGER one_meeting_at_a_time_when_moved BEFORE UPDATE ON meeting_times WHEN NEW.cancelled_at IS NULL AND EXISTS (SELECT 1 FROM meeting_times AS other JOIN stage_meetings AS theirs ON theirs.id = other.meeting_id JOIN enrolments AS their_training ON their_training.id = theirs.enrolment_id JOIN stage_meetings AS ours ON ours.id = NEW.meeting_id JOIN enrolments AS our_training ON our_training.id = ours.enrolment_id WHERE other.meeting_id <> NEW.meeting_id AND other.cancelled_at IS NULL AND theirs.outcome IS NULL AND ours.outcome IS NULL AND (theirs.held_by_id IN (ours.held_by_id, our_training.trainee_id) OR their_training.trainee_id IN (ours.held_by_id, our_training.trainee_id)) AND CAST(strftime('%s', other.starts_at) AS INTEGER) < CAST(strftime('%s', NEW.starts_at) AS INTEGER) + 60 * NEW.minutes AND CAST(strftime('%s', NEW.starts_at) AS INTEGER) < CAST(strftime('%s', other.starts_at) AS INTEGER) + 60 * other.minutes) BEGIN SELECT RAISE(ABORT, 'A person is in one meeting at a time.'); END",  # noqa: E501
    ),
    "postgresql": (
        "CREATE FUNCTION one_meeting_at_a_time() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.cancelled_at IS NULL AND EXISTS (SELECT 1 FROM meeting_times AS other JOIN stage_meetings AS theirs ON theirs.id = other.meeting_id JOIN enrolments AS their_training ON their_training.id = theirs.enrolment_id JOIN stage_meetings AS ours ON ours.id = NEW.meeting_id JOIN enrolments AS our_training ON our_training.id = ours.enrolment_id WHERE other.meeting_id <> NEW.meeting_id AND other.cancelled_at IS NULL AND theirs.outcome IS NULL AND ours.outcome IS NULL AND (theirs.held_by_id IN (ours.held_by_id, our_training.trainee_id) OR their_training.trainee_id IN (ours.held_by_id, our_training.trainee_id)) AND EXTRACT(EPOCH FROM other.starts_at) < EXTRACT(EPOCH FROM NEW.starts_at) + 60 * NEW.minutes AND EXTRACT(EPOCH FROM NEW.starts_at) < EXTRACT(EPOCH FROM other.starts_at) + 60 * other.minutes) THEN RAISE EXCEPTION 'A person is in one meeting at a time.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$",  # noqa: E501
        "CREATE TRIGGER one_meeting_at_a_time BEFORE INSERT ON meeting_times FOR EACH ROW EXECUTE FUNCTION one_meeting_at_a_time()",  # noqa: E501
        "CREATE FUNCTION one_meeting_at_a_time_when_moved() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.cancelled_at IS NULL AND EXISTS (SELECT 1 FROM meeting_times AS other JOIN stage_meetings AS theirs ON theirs.id = other.meeting_id JOIN enrolments AS their_training ON their_training.id = theirs.enrolment_id JOIN stage_meetings AS ours ON ours.id = NEW.meeting_id JOIN enrolments AS our_training ON our_training.id = ours.enrolment_id WHERE other.meeting_id <> NEW.meeting_id AND other.cancelled_at IS NULL AND theirs.outcome IS NULL AND ours.outcome IS NULL AND (theirs.held_by_id IN (ours.held_by_id, our_training.trainee_id) OR their_training.trainee_id IN (ours.held_by_id, our_training.trainee_id)) AND EXTRACT(EPOCH FROM other.starts_at) < EXTRACT(EPOCH FROM NEW.starts_at) + 60 * NEW.minutes AND EXTRACT(EPOCH FROM NEW.starts_at) < EXTRACT(EPOCH FROM other.starts_at) + 60 * other.minutes) THEN RAISE EXCEPTION 'A person is in one meeting at a time.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$",  # noqa: E501
        "CREATE TRIGGER one_meeting_at_a_time_when_moved BEFORE UPDATE ON meeting_times FOR EACH ROW EXECUTE FUNCTION one_meeting_at_a_time_when_moved()",  # noqa: E501
    ),
}
NAMES = ("one_meeting_at_a_time", "one_meeting_at_a_time_when_moved")


def upgrade() -> None:
    for statement in GUARDS[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    on_postgresql = op.get_bind().dialect.name == "postgresql"
    for name in NAMES:
        op.execute(f"DROP TRIGGER {name}" + (" ON meeting_times" if on_postgresql else ""))
        if on_postgresql:
            op.execute(f"DROP FUNCTION {name}()")
