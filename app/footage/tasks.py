"""Work in the background: each kind with the rows that wait for it."""

from __future__ import annotations

from accreditation.wording import day
from app import events, notices
from app.extensions import db
from app.footage import operations, queries
from app.jobs import work
from app.models.footage import Recording, RecordingState
from app.models.people import Role


@work("footage.finish_upload", pending=queries.arrived_uploads)
def finish_upload(recording_id: int) -> None:
    operations.finish_upload(recording_id)


@work("footage.expire_upload", pending=queries.forgotten_uploads)
def expire_upload(recording_id: int) -> None:
    operations.expire_upload(recording_id)


@work("footage.erase_files", pending=queries.with_files_to_erase)
def erase_files(recording_id: int) -> None:
    operations.erase_files(recording_id)


@work("footage.put_away_original", pending=queries.ready_with_original)
def put_away_original(recording_id: int) -> None:
    operations.put_away_original(recording_id)


@work("footage.make_ready", pending=queries.to_be_made_ready)
def make_ready(recording_id: int) -> None:
    operations.make_ready(recording_id)


@work("footage.cut_clip", pending=queries.clips_to_cut)
def cut_clip(clip_id: int) -> None:
    operations.cut_clip(clip_id)


@work("footage.drop_clip_film", pending=queries.clip_films_to_drop)
def drop_clip_film(clip_id: int) -> None:
    operations.drop_clip_film(clip_id)


@work("footage.drop_old_clip_films", pending=queries.with_old_clip_films)
def drop_old_clip_films(clip_id: int) -> None:
    operations.drop_old_clip_films(clip_id)


@work("footage.show_blur", pending=queries.blurs_to_show)
def show_blur(blur_id: int) -> None:
    operations.show_blur(blur_id)


@work("footage.drop_blur_film", pending=queries.blur_films_to_drop)
def drop_blur_film(blur_id: int) -> None:
    operations.drop_blur_film(blur_id)


@work("footage.join_reel", pending=queries.reels_to_join)
def join_reel(reel_id: int) -> None:
    operations.join_reel(reel_id)


@work("footage.drop_reel", pending=queries.reels_to_drop)
def drop_reel(reel_id: int) -> None:
    operations.drop_reel(reel_id)


@events.on("recording.ready")
def tell_it_is_ready(event: events.Event) -> None:
    _tell_the_owner(event, RecordingState.READY, "is ready to look at closely.")


@events.on("recording.refused")
def tell_it_was_refused(event: events.Event) -> None:
    words = "could not be used. Its page says why, and what you can do."
    _tell_the_owner(event, RecordingState.REFUSED, words)


def _tell_the_owner(event: events.Event, still: RecordingState, words: str) -> None:
    """To its owner, unless the recording went on to another state meanwhile."""
    recording = db.session.get_one(Recording, event.subject_id)
    if recording.state is still:
        notices.about(
            event,
            recording.owner_id,
            Role.TRAINEE,
            f"Your {recording.kind.label} of {day(recording.filmed_on)} {words}",
            "footage.recording",
            recording_id=recording.id,
        )
