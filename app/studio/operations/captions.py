"""Captions: written or brought as WebVTT by the trainee whose film it is, gone with the film."""

from __future__ import annotations

from sqlalchemy import delete, exists, select

from accreditation.webvtt import VttError, read_cues
from app import audit, clock
from app.extensions import db
from app.models.captions import Captions
from app.models.footage import Recording
from app.policies import Actor
from app.studio.operations.telling import tell_both_sides
from app.studio.queries import captions as asked
from app.web.errors import Refusal

LONGEST = 500_000  # characters


def write_captions(actor: Actor, recording: Recording, vtt: str, language: str) -> Captions:
    """Keep these captions in place of those before. Raises Refusal naming line and reason."""
    if len(vtt) > LONGEST:
        raise Refusal("These captions are longer than any film needs. Nothing was saved.", "vtt")
    try:
        read_cues(vtt)
    except VttError as problem:
        raise Refusal(f"{problem} Nothing was saved.", "vtt") from problem
    row = asked.captions_of(recording) or Captions(recording_id=recording.id)
    row.vtt, row.language = vtt.removeprefix("\ufeff"), language
    row.written_by_id, row.written_at = actor.person_id, clock.now()
    db.session.add(row)
    audit.record(actor, "captions.written", row, recording=recording.id)
    tell_both_sides(actor, recording)
    return row


def remove_captions(actor: Actor, recording: Recording) -> None:
    """No captions from now on. Again changes nothing."""
    row = asked.captions_of(recording)
    if row is not None:
        audit.record(actor, "captions.removed", row, recording=recording.id)
        db.session.delete(row)
        tell_both_sides(actor, recording)


def forget_captions(recording_id: int) -> None:
    """What was said in a film that was erased is erased too. Safe to repeat."""
    gone = exists().where(Recording.id == recording_id, Recording.erased_at.is_not(None))
    if db.session.scalar(select(gone)):
        db.session.execute(delete(Captions).where(Captions.recording_id == recording_id))
