"""Questions about recordings."""

from app.footage.queries.agreement import filming_in_words, filming_verdict, shown_to
from app.footage.queries.recordings import (
    ENDED,
    in_shot_of,
    last_ended,
    live_recording,
    people_of,
    recordings_of,
    reference_key,
)
from app.footage.queries.waiting import (
    FILES_MUST_GO,
    arrived_uploads,
    forgotten_uploads,
    has_arrived_whole,
    ready_with_original,
    received,
    with_files_to_erase,
)
from app.footage.queries.watched import Watched, watched

__all__ = [
    "ENDED",
    "FILES_MUST_GO",
    "Watched",
    "arrived_uploads",
    "filming_in_words",
    "filming_verdict",
    "forgotten_uploads",
    "has_arrived_whole",
    "in_shot_of",
    "last_ended",
    "live_recording",
    "people_of",
    "ready_with_original",
    "received",
    "recordings_of",
    "reference_key",
    "shown_to",
    "watched",
    "with_files_to_erase",
]
