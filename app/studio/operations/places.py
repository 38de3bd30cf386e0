"""Where a mark lies on the film, and whether a request was sent before."""

from __future__ import annotations

from typing import TypeVar

from accreditation.timecode import Span, TimecodeError
from app.models.footage import Clip, Recording, RecordingState
from app.models.moments import Moment, MomentReply
from app.web.errors import Refusal

Row = TypeVar("Row", Moment, Clip, MomentReply)


def span_within(recording: Recording, start_frame: int, end_frame: int | None) -> Span:
    """The frames as a span of the recording's reference timeline, or a Refusal."""
    if recording.state is not RecordingState.READY or recording.frame_count is None:
        raise Refusal("This film is not ready yet. It can be marked as soon as it is.")
    try:
        span = Span(start_frame, end_frame)
        span.require_within(recording.frame_count)
    except TimecodeError as problem:
        raise Refusal(f"{problem} Nothing was saved.") from problem
    return span


def made_before(row: Row, same_place: bool) -> Row:
    """The row that the same request made, unless it was for another place or is gone."""
    if not same_place or row.deleted_at is not None:
        raise Refusal("This was sent before, for something else. Load the page again, then retry.")
    return row
