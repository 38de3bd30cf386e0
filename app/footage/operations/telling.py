"""Whoever keeps the page of a recording open sees it move."""

from __future__ import annotations

from app import live
from app.extensions import db
from app.models.footage import Recording


def tell_its_owner(recording: Recording) -> None:
    """Announce to the owner's browsers, with the open transaction, that the recording went on."""
    live.announce(recording.owner_id, "recording", recording=recording.id)


def tell_owner_of(recording_id: int) -> None:
    """As `tell_its_owner`, for a recording that was changed by its number."""
    tell_its_owner(db.session.get_one(Recording, recording_id))
