"""The stills of a submission: exactly the frozen frame of each moment, from its reference film."""

from __future__ import annotations

import json
import shutil
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from accreditation.portfolio_document import MomentEntry
from accreditation.timecode import FrameRate
from app.extensions import db
from app.footage.queries import parts_when, reference_key
from app.models.footage import Recording, RecordingState
from app.models.portfolio import Submission, SubmissionEntry, SubmissionStill
from app.portfolio import files
from app.storage import NotStored
from app.video.blurring import BlurredPart
from app.video.stills import cut_stills

WIDEST = 1280


@dataclass(frozen=True)
class Cut:
    """A still on this machine. `is_kept`: it is in storage already; `has_row`: a row names it."""

    entry: SubmissionEntry
    frame: int
    path: Path
    sha256: str
    is_kept: bool
    has_row: bool


def stills_for(
    submission: Submission,
    entries: Sequence[SubmissionEntry],
    withdrawn: frozenset[int],
    folder: Path,
    go_on: Callable[[], None],
) -> list[Cut]:
    """The stills of every moment that may be shown; those kept before are not cut again.

    In each is blurred what was when the portfolio was submitted. A moment whose film is no longer
    kept has none.
    """
    wanted = [one for one in entries if one.kind == MomentEntry.kind and one.id not in withdrawn]
    rows = _rows(wanted)
    kept = _kept(wanted, rows, folder)
    have = {one.entry.id for one in kept}
    by_film: dict[int, list[SubmissionEntry]] = defaultdict(list)
    for one in wanted:
        if one.id not in have and one.recording_id is not None:
            by_film[one.recording_id].append(one)
    cut = list(kept)
    for recording in _ready(by_film):
        go_on()
        parts = parts_when(recording.id, submission.submitted_at)
        cut += _cut(recording, by_film[recording.id], set(rows), folder, parts)
    return cut


def _rows(wanted: Sequence[SubmissionEntry]) -> dict[int, SubmissionStill]:
    rows = select(SubmissionStill).where(SubmissionStill.entry_id.in_([one.id for one in wanted]))
    return {still.entry_id: still for still in db.session.scalars(rows)}


def _kept(
    wanted: Sequence[SubmissionEntry], rows: dict[int, SubmissionStill], folder: Path
) -> list[Cut]:
    return [
        Cut(one, still.frame, path, still.sha256, is_kept=True, has_row=True)
        for one in wanted
        if (still := rows.get(one.id)) and (path := _fetched(still, folder))
    ]


def _fetched(still: SubmissionStill, folder: Path) -> Path | None:
    target = folder / f"kept-{still.entry_id}.jpg"
    try:
        with files.storage().fetch(still.key) as source:
            shutil.copyfile(source, target)
    except NotStored:
        return None
    return target


def _ready(recording_ids: dict[int, list[SubmissionEntry]]) -> Sequence[Recording]:
    wanted = Recording.id.in_(list(recording_ids))
    ready = select(Recording).where(wanted, Recording.state == RecordingState.READY)
    return db.session.scalars(ready.order_by(Recording.id)).all()


def _cut(
    recording: Recording,
    entries: Sequence[SubmissionEntry],
    have_rows: set[int],
    folder: Path,
    parts: Sequence[BlurredPart],
) -> list[Cut]:
    bodies = [json.loads(one.body) for one in entries]
    frames = [body["start_frame"] for body in bodies]
    paths = [folder / f"{one.id}.jpg" for one in entries]
    width = WIDEST if (recording.width or 0) > WIDEST else None
    with files.storage().fetch(reference_key(recording)) as film:
        rate = FrameRate.parse(bodies[0]["rate"])
        cut_stills(film, rate, list(zip(frames, paths, strict=True)), width, parts)
    return [
        Cut(
            one,
            frame,
            path,
            files.digest_of(path),
            is_kept=False,
            has_row=one.id in have_rows,
        )
        for one, frame, path in zip(entries, frames, paths, strict=True)
    ]
