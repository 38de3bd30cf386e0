"""Lines of the check about what is blurred: looked at first, and never in a film that is whole."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from accreditation.portfolio_document import MomentEntry
from app.footage.queries import frames_that_wait, with_blurs
from app.models.portfolio import ChosenMoment, ChosenRecording, SubmissionEntry
from app.portfolio.queries.checks import Check, time_of
from app.portfolio.queries.draft import label_of

TITLE = "Blurred parts"


def blurring(moments: Sequence[ChosenMoment], films: Sequence[ChosenRecording]) -> Iterator[Check]:
    """What nobody looked at yet holds the portfolio back; that whole films stay sharp is told."""
    waiting = frames_that_wait(_shown_of(one) for one in moments)
    for one in moments:
        recording = one.moment.track.recording
        if _shown_of(one) in waiting:
            at = f"{time_of(one.moment)}, {label_of(recording)}"
            text = f"In the still at {at}, something is blurred that you have not looked at yet."
            page = ("footage.blurs", {"recording_id": recording.id})
            yield Check(TITLE, False, text, *page, "Look at it")
    blurred = with_blurs([one.recording_id for one in films])
    for each in films:
        if each.recording_id in blurred:
            text = f"The {label_of(each.recording)} is watched whole, so nothing is blurred in it."
            page = ("footage.blurs", {"recording_id": each.recording_id})
            yield Check(TITLE, False, text, *page, "What is blurred elsewhere", holds_back=False)


def _shown_of(chosen: ChosenMoment) -> tuple[int, int]:
    """The film and the frame of its still."""
    return chosen.moment.track.recording_id, chosen.moment.start_frame


def still_waits_for_a_look(entries: Sequence[SubmissionEntry]) -> bool:
    """Whether a frozen moment would show a part that nobody looked at yet."""
    frames = [
        (one.recording_id, json.loads(one.body)["start_frame"])
        for one in entries
        if one.kind == MomentEntry.kind and one.recording_id is not None
    ]
    return bool(frames_that_wait(frames))
