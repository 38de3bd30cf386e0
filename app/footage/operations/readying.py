"""Making a received film ready: fingerprint, reference film, poster, and the timeline fixed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from hashlib import file_digest
from pathlib import Path
from time import monotonic

from flask import current_app
from sqlalchemy import select

from app import audit, clock, events
from app.extensions import db, transaction
from app.footage import files, queries
from app.footage.operations.ending import erase_files, refuse_recording
from app.footage.operations.telling import tell_its_owner
from app.footage.operations.tries import LeaseLost, Try, is_about_the_machine
from app.models.footage import Recording, RecordingState
from app.video.overview import Overview, make_overview
from app.video.reference import Reference, make_reference
from app.video.refusals import FilmRefused
from app.video.stills import make_poster

NO_MORE_TRIES = (
    "This film could not be made ready, though it was tried several times. Nothing you saved "
    "before is lost. Copy the film from the phone or camera again, then choose that copy."
)
NOT_WHOLE = "Part of this film was lost on our side. Choose the film again to upload it anew."

_EVERY_SECOND = 1.0


@dataclass(frozen=True, slots=True)
class Prepared:
    """What a film becomes, in the scratch folder it was made in."""

    reference: Reference
    poster: Path
    overview: Overview


Prepare = Callable[[Path, Path, Callable[[float], None], Fraction], Prepared]


def prepare_film(
    source: Path, folder: Path, progress: Callable[[float], None], longest: Fraction
) -> Prepared:
    """The reference film of `source`, its poster and what shows it at a glance, in `folder`."""
    made = make_reference(source, folder, progress, longest)
    poster = folder / "poster.jpg"
    make_poster(made.path, made.rate, made.frame_count, poster)
    size = (made.width, made.height)
    overview = make_overview(
        made.path, made.rate, made.frame_count, size, folder, lambda: progress(1.0)
    )
    return Prepared(made, poster, overview)


def make_ready(recording_id: int, prepare: Prepare = prepare_film) -> None:
    """Give a received film its reference timeline, or refuse it in words.

    `prepare` makes the files: whoever takes in the same bytes many times may keep the result.
    Safe to repeat and safe to kill at any moment: the row says `received` until everything is
    in its place, and only the worker that holds this try can change it.
    """
    this = Try.begin(recording_id)
    if this is None:
        return
    if this.is_one_too_many:
        refuse_recording(recording_id, NO_MORE_TRIES, *this.conditions)
        return
    try:
        _work_on(this, prepare)
    except LeaseLost:
        if this.let_go_of_ended():
            erase_files(recording_id)
    except FilmRefused as refusal:
        refuse_recording(recording_id, refusal.sentence, *this.conditions)
    except Exception as error:
        _try_again_later(this, error)
        raise


def drop_original(recording_id: int) -> None:
    """Remove what arrived, now that the reference film stands for it. Safe to repeat."""
    if recording_id in queries.ready_with_original():
        files.forget_upload(recording_id)


def _work_on(this: Try, prepare: Prepare) -> None:
    if not queries.has_arrived_whole(this.recording_id):
        refuse_recording(this.recording_id, NOT_WHOLE, *this.conditions)
        return
    source = files.arriving(this.recording_id)
    this.go_on(0.0)
    fingerprint = _fingerprint(source)
    with files.scratch(f"recording-{this.recording_id}") as folder:
        longest = Fraction(current_app.config["LONGEST_FILM_SECONDS"])
        made = prepare(source, folder, _about_once_a_second(this.go_on), longest)
        this.go_on(1.0)
        _publish(this.recording_id, made)
    _mark_ready(this, made.reference, fingerprint)
    files.forget_upload(this.recording_id)


def _fingerprint(source: Path) -> str:
    with source.open("rb") as film:
        return file_digest(film, "sha256").hexdigest()


def _about_once_a_second(tell: Callable[[float], None]) -> Callable[[float], None]:
    last = -_EVERY_SECOND

    def sometimes(share: float) -> None:
        nonlocal last
        if monotonic() - last >= _EVERY_SECOND:
            last = monotonic()
            tell(share)

    return sometimes


def _publish(recording_id: int, made: Prepared) -> None:
    kept = files.storage()
    kept.publish(files.source_times_key(recording_id), made.reference.source_times_path)
    kept.publish(files.poster_key(recording_id), made.poster)
    kept.publish(files.storyboard_key(recording_id), made.overview.storyboard)
    kept.publish(files.overview_key(recording_id), made.overview.index)
    kept.publish(files.reference_key(recording_id), made.reference.path)


def _mark_ready(this: Try, made: Reference, fingerprint: str) -> None:
    with transaction():
        recording = db.session.scalar(select(Recording).where(*this.conditions))
        if recording is None:
            raise LeaseLost
        recording.sha256 = fingerprint
        recording.rate_num, recording.rate_den = made.rate.num, made.rate.den
        recording.frame_count = made.frame_count
        recording.width, recording.height = made.width, made.height
        recording.state, recording.ready_at = RecordingState.READY, clock.now()
        recording.progress = 1.0
        recording.lease_until, recording.attempts = None, 0
        tell_its_owner(recording)
        audit.record(
            None, "recording.ready", recording, frames=made.frame_count, remuxed=made.remuxed
        )
        events.tell("recording.ready", recording)


def _try_again_later(this: Try, error: Exception) -> None:
    counted = not is_about_the_machine(error)
    if counted and this.is_the_last:
        refuse_recording(this.recording_id, NO_MORE_TRIES, *this.conditions)
    else:
        this.give_back(counted)
