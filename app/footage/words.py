"""Where a recording stands, and a blurred part of it, in a sentence and in numbers."""

from __future__ import annotations

from accreditation.wording import about, counted, day
from app import clock
from app.jobs.lease import TRIES
from app.models.blurs import Blur
from app.models.footage import Recording, RecordingState
from app.web.standing import Standing


def standing_of(recording: Recording) -> Standing:
    """What happens to a recording at the moment, for everybody who may follow it."""
    match recording.state:
        case RecordingState.UPLOADING:
            return _arriving(recording)
        case RecordingState.RECEIVED:
            return _being_made_ready(recording)
        case RecordingState.WATCHABLE:
            return _watchable(recording)
        case RecordingState.READY:
            return Standing("The film is ready to watch.", ("done", "Ready"))
        case RecordingState.REFUSED:
            return _refused(recording)
    return _erased(recording)


def _arriving(recording: Recording) -> Standing:
    share = recording.received_bytes / recording.declared_bytes if recording.declared_bytes else 0.0
    sentence = (
        f"{share:.0%} of the film has arrived. Choose it again and it goes on from there."
        if share
        else "No film has arrived yet."
    )
    return Standing(sentence, ("waiting", "On its way"), share, is_moving=True)


def _being_made_ready(recording: Recording) -> Standing:
    tag = ("waiting", "Being made ready")
    return Standing(_how_far(recording), tag, recording.progress, is_moving=True)


def _how_far(recording: Recording) -> str:
    left = recording.time_left(clock.now())
    if recording.progress and left is not None:
        done = f"{recording.progress:.0%} done, {about(left)} left"
        return f"The film is safe here and is being made ready: {done}."
    if recording.progress:
        return f"The film is safe here and is being made ready: {recording.progress:.0%} done."
    if recording.attempts and recording.begun_at is None:
        return (
            "The film is safe here. The last try to make it ready did not come to its end, "
            f"so it is tried again by itself. {recording.attempts} of {TRIES} tries are used."
        )
    return "The film is safe here and waits for its turn to be made ready."


def _watchable(recording: Recording) -> Standing:
    return Standing(
        "The film can be watched now. It is ready to be marked as soon as its overview is made.",
        ("waiting", "Nearly ready"),
        is_moving=True,
    )


def _refused(recording: Recording) -> Standing:
    tag = ("notice", "Waits for you" if recording.original_kept else "Could not be used")
    return Standing(recording.refused_because or "", tag)


def _erased(recording: Recording) -> Standing:
    on = day(recording.erased_at.date()) if recording.erased_at else ""
    gone = (
        "Its files are gone."
        if recording.files_erased_at
        else "Its files are being removed; nobody can watch them any more."
    )
    return Standing(f"The film was erased on {on}. {gone}", ("neutral", "Erased"))


def as_it_arrived(recording: Recording) -> str:
    """The frames of the film from the phone or camera, how fast they came, what became of it."""
    count, num, den = (
        recording.source_frame_count,
        recording.source_rate_num,
        recording.source_rate_den,
    )
    if count is None or num is None or den is None:
        return "Not written down"
    frames = f"{counted(count, 'frame')}, {num / den:.2f} a second on average"
    return f"{frames}; kept as your service asks" if recording.original_kept else frames


def compared_on_arrival(recording: Recording) -> str:
    """What the fingerprint of the sender's own device said, where it offered one."""
    if recording.offered_sha256 is None:
        return "with no other: the device it was sent from offered no fingerprint"
    return "the same as on the device it was sent from, byte for byte"


def standing_of_blur(blur: Blur) -> Standing:
    """Where a blurred part stands, for its page and in the list."""
    if blur.confirmed_at is not None:
        on = day(blur.confirmed_at.date())
        return Standing(f"You looked at it on {on}, and it is shown so.", ("done", "Looked at"))
    if blur.film_made_at is not None:
        return Standing(
            "Look at it now. Until you confirm it, nobody else sees a clip or a still with it.",
            ("notice", "Waits for you to look at it"),
        )
    if blur.attempts >= TRIES and not _is_worked_on(blur):
        return Standing(
            "It could not be made, though it was tried several times. The film is safe. Have it "
            "tried again.",
            ("notice", "Could not be made"),
        )
    sentence = "It is being made, so that you can look at it. You can leave this page meanwhile."
    if blur.progress:
        sentence = f"It is being made, so that you can look at it: {blur.progress:.0%} done."
    return Standing(sentence, ("waiting", "Being made"), blur.progress, is_moving=True)


def _is_worked_on(blur: Blur) -> bool:
    return blur.lease_until is not None and blur.lease_until >= clock.now()
