"""Questions about captions."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from app.extensions import db
from app.models.captions import Captions
from app.models.footage import Recording


def captions_of(recording: Recording) -> Captions | None:
    return db.session.scalar(select(Captions).filter_by(recording_id=recording.id))


def of_erased_films() -> Sequence[int]:
    """Recordings that were erased while their captions are still kept."""
    erased = select(Captions.recording_id).join(Recording, Recording.id == Captions.recording_id)
    return db.session.scalars(erased.where(Recording.erased_at.is_not(None))).all()
