"""Making a received film ready: fingerprint, reference film, poster, and the timeline fixed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from hashlib import file_digest
from pathlib import Path
from time import monotonic

from flask import current_app

from accreditation.timecode import FrameRate
from app import audit, clock, events
from app.extensions import db, transaction
from app.footage import files, queries
from app.footage.operations.ending import erase_files
from app.footage.operations.telling import tell_its_owner
from app.footage.operations.tries import LeaseLost, Try, is_about_the_machine
from app.models.footage import Recording, RecordingState
from app.video.overview import Overview, make_overview
from app.video.reference import Reference, make_reference
from app.video.refusals import FilmRefused
from app.video.stills import make_poster

NO_MORE_TRIES = (
    "This film could not be made ready, though it was tried several times. Nothing is lost: what "
    "arrived is kept until you decide. Have it tried again, or delete it and choose another copy."
)
NOT_WHOLE = "Part of this film was lost on our side. Choose the film again to upload it anew."
ARRIVED_CHANGED = (
    "This film arrived changed: its fingerprint is not the one your own device worked out. "
    "Something on the way altered it, so nothing of it was kept. Your own copy is untouched: "
    "upload it again."
)

_EVERY_SECOND = 1.0


@dataclass(frozen=True, slots=True)
class Glance:
    """What shows a film at a glance, in the scratch folder it was made in."""

    poster: Path
    overview: Overview


@dataclass(frozen=True, slots=True)
class Prepared:
    """What a film becomes."""

    reference: Reference
    glance: Glance


Prepare = Callable[
    [Path, Path, Callable[[float], None], Fraction, Callable[[Reference], None]], Prepared
]


def prepare_film(
    source: Path,
    folder: Path,
    progress: Callable[[float], None],
    longest: Fraction,
    watchable: Callable[[Reference], None],
) -> Prepared:
    """The reference film of `source` and what shows it at a glance, in `folder`.

    `watchable` is told as soon as the reference stands; its file must stay where it is.
    """
    made = make_reference(source, folder, progress, longest)
    watchable(made)
    size = (made.width, made.height)
    glance = look_at(made.path, made.rate, made.frame_count, size, folder, lambda: progress(1.0))
    return Prepared(made, glance)


def look_at(
    reference: Path,
    rate: FrameRate,
    frame_count: int,
    size: tuple[int, int],
    folder: Path,
    alive: Callable[[], None],
) -> Glance:
    """What shows a reference film at a glance, made in `folder`."""
    poster = folder / "poster.jpg"
    make_poster(reference, rate, frame_count, poster)
    return Glance(poster, make_overview(reference, rate, frame_count, size, folder, alive))


def make_ready(recording_id: int, prepare: Prepare = prepare_film) -> None:
    """Give a received film its reference timeline, or refuse it in words.

    `prepare` makes the files: whoever takes in the same bytes many times may keep the result.
    Safe to repeat and safe to kill at any moment: the row says `received` until the reference is
    in its place, `watchable` until everything is, and only the worker that holds this try can
    change it. What a try before this one finished is not made again.
    """
    this = Try.begin(recording_id)
    if this is None:
        return
    if this.is_one_too_many:
        this.refuse(NO_MORE_TRIES, keep_original=True)
        return
    try:
        _work_on(this, prepare)
    except LeaseLost:
        if this.let_go_of_ended():
            erase_files(recording_id)
    except FilmRefused as refusal:
        this.refuse(refusal.sentence)
    except Exception as error:
        _try_again_later(this, error)
        raise


def put_away_original(recording_id: int) -> None:
    """What arrived goes to the store where it is kept, and is removed otherwise. Safe to repeat."""
    if recording_id not in queries.ready_with_original():
        return
    if db.session.get_one(Recording, recording_id).original_kept:
        files.storage().publish(files.original_key(recording_id), files.arriving(recording_id))
    files.forget_upload(recording_id)


def _work_on(this: Try, prepare: Prepare) -> None:
    with files.scratch(f"recording-{this.recording_id}") as folder:
        if queries.can_be_watched(this.recording_id):
            glance = _look_at_what_is_there(this, folder)
        else:
            made = _made_watchable(this, folder, prepare)
            if made is None:
                return
            glance = made.glance
        this.go_on(1.0)
        _publish_glance(this.recording_id, glance)
    _mark_ready(this)
    put_away_original(this.recording_id)


def _look_at_what_is_there(this: Try, folder: Path) -> Glance:
    recording = db.session.get_one(Recording, this.recording_id)
    rate, frames = recording.rate, recording.frame_count or 0
    size = (recording.width or 0, recording.height or 0)
    with files.storage().fetch(files.reference_key(this.recording_id)) as reference:
        return look_at(reference, rate, frames, size, folder, lambda: this.go_on(1.0))


def _made_watchable(this: Try, folder: Path, prepare: Prepare) -> Prepared | None:
    if not queries.has_arrived_whole(this.recording_id):
        this.refuse(NOT_WHOLE)
        return None
    source = files.arriving(this.recording_id)
    this.go_on(0.0)
    fingerprint = _fingerprint(source)
    if not queries.is_what_was_offered(this.recording_id, fingerprint):
        this.refuse(ARRIVED_CHANGED)
        return None

    def watchable(made: Reference) -> None:
        this.go_on(1.0)
        _publish_reference(this.recording_id, made, folder)
        _mark_watchable(this, made, fingerprint)

    longest = Fraction(current_app.config["LONGEST_FILM_SECONDS"])
    return prepare(source, folder, _about_once_a_second(this.go_on), longest, watchable)


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


def _publish_reference(recording_id: int, made: Reference, folder: Path) -> None:
    """Publishing takes a file away, and the reference is still looked at where it is."""
    same = folder / "published.mp4"
    same.hardlink_to(made.path)
    kept = files.storage()
    kept.publish(files.source_times_key(recording_id), made.source_times_path)
    kept.publish(files.reference_key(recording_id), same)


def _publish_glance(recording_id: int, glance: Glance) -> None:
    kept = files.storage()
    kept.publish(files.poster_key(recording_id), glance.poster)
    kept.publish(files.storyboard_key(recording_id), glance.overview.storyboard)
    kept.publish(files.overview_key(recording_id), glance.overview.index)


def _mark_watchable(this: Try, made: Reference, fingerprint: str) -> None:
    with transaction():
        recording = this.held()
        recording.sha256 = fingerprint
        recording.rate_num, recording.rate_den = made.rate.num, made.rate.den
        recording.frame_count = made.frame_count
        recording.width, recording.height = made.width, made.height
        recording.source_frame_count = made.source_frame_count
        recording.source_rate_num = made.source_rate.numerator
        recording.source_rate_den = made.source_rate.denominator
        recording.state = RecordingState.WATCHABLE
        tell_its_owner(recording)
        frames, remuxed = made.frame_count, made.remuxed
        audit.record(None, "recording.watchable", recording, frames=frames, remuxed=remuxed)


def _mark_ready(this: Try) -> None:
    with transaction():
        recording = this.held()
        recording.state, recording.ready_at = RecordingState.READY, clock.now()
        recording.original_kept = queries.keeps_originals(recording)
        recording.progress = 1.0
        recording.lease_until, recording.attempts = None, 0
        tell_its_owner(recording)
        audit.record(
            None,
            "recording.ready",
            recording,
            frames=recording.frame_count,
            original_kept=recording.original_kept,
        )
        events.tell("recording.ready", recording)


def _try_again_later(this: Try, error: Exception) -> None:
    counted = not is_about_the_machine(error)
    if counted and this.is_the_last:
        this.refuse(NO_MORE_TRIES, keep_original=True)
    else:
        this.give_back(counted)
