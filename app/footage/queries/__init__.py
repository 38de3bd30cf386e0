"""Questions about recordings."""

from app.footage.queries.agreement import filming_in_words, filming_verdict, shown_to
from app.footage.queries.recordings import (
    ENDED,
    erasure_of,
    in_shot_of,
    keeps_originals,
    last_ended,
    live_recording,
    people_of,
    recordings_of,
    reference_key,
)
from app.footage.queries.waiting import (
    CLIP_TO_CUT,
    arrived_uploads,
    can_be_watched,
    clip_films_to_drop,
    clips_to_cut,
    files_must_go,
    forgotten_uploads,
    has_arrived_whole,
    ready_with_original,
    to_be_made_ready,
    waits_to_be_cut,
    with_files_to_erase,
)
from app.footage.queries.watched import Watched, watched

__all__ = [
    "CLIP_TO_CUT",
    "ENDED",
    "Watched",
    "arrived_uploads",
    "can_be_watched",
    "clip_films_to_drop",
    "clips_to_cut",
    "erasure_of",
    "files_must_go",
    "filming_in_words",
    "filming_verdict",
    "forgotten_uploads",
    "has_arrived_whole",
    "in_shot_of",
    "keeps_originals",
    "last_ended",
    "live_recording",
    "people_of",
    "ready_with_original",
    "recordings_of",
    "reference_key",
    "shown_to",
    "to_be_made_ready",
    "waits_to_be_cut",
    "watched",
    "with_files_to_erase",
]
