"""Where a recording stands, in a sentence and in numbers."""

from __future__ import annotations

from dataclasses import dataclass

from accreditation.wording import day
from app.models.footage import Recording, RecordingState


@dataclass(frozen=True)
class Standing:
    """`share` is how much of the present step is done, 0 to 1; None where nothing is counted."""

    sentence: str
    tag: tuple[str, str]
    share: float | None = None
    is_moving: bool = False


def standing_of(recording: Recording) -> Standing:
    """What happens to a recording at the moment, for everybody who may follow it."""
    match recording.state:
        case RecordingState.UPLOADING:
            return _arriving(recording)
        case RecordingState.RECEIVED | RecordingState.WATCHABLE:
            return _being_made_ready(recording)
        case RecordingState.READY:
            return Standing("The film is ready to watch.", ("done", "Ready"))
        case RecordingState.REFUSED:
            return Standing(recording.refused_because or "", ("notice", "Could not be used"))
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
    share = recording.progress
    sentence = (
        f"The film is safe here and is being made ready: {share:.0%}."
        if share
        else "The film is safe here and waits for its turn to be made ready."
    )
    return Standing(sentence, ("waiting", "Being made ready"), share, is_moving=True)


def _erased(recording: Recording) -> Standing:
    on = day(recording.erased_at.date()) if recording.erased_at else ""
    gone = (
        "Its files are gone."
        if recording.files_erased_at
        else "Its files are being removed; nobody can watch them any more."
    )
    return Standing(f"The film was erased on {on}. {gone}", ("neutral", "Erased"))
