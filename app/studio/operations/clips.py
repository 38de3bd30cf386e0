"""Clips: in and out points with a title."""

from __future__ import annotations

from app import audit, clock
from app.extensions import db
from app.models.footage import Clip, Recording
from app.policies import Actor
from app.studio import queries
from app.studio.operations.places import made_before, span_within
from app.web.errors import Refusal

LONGEST_TITLE = 160


def add_clip(
    actor: Actor, recording: Recording, token: str, title: str, start_frame: int, end_frame: int
) -> Clip:
    """An in/out range with a title. The same `token` again returns the clip it made before."""
    before = queries.clip_by_token(token)
    if before is not None:
        return made_before(
            before, (before.recording_id, before.author_id) == (recording.id, actor.person_id)
        )
    span = span_within(recording, start_frame, end_frame)
    clip = Clip(
        token=token,
        recording_id=recording.id,
        author_id=actor.person_id,
        title=_titled(title),
        start_frame=span.start,
        end_frame=span.last,
    )
    db.session.add(clip)
    audit.record(actor, "clip.added", clip, recording=recording.id)
    return clip


def delete_clip(actor: Actor, clip: Clip) -> None:
    """The clip leaves every list; the row and the film stay."""
    clip.deleted_at = clock.now()
    audit.record(actor, "clip.deleted", clip, recording=clip.recording_id)


def _titled(title: str) -> str:
    title = title.strip()
    if not title:
        raise Refusal("Give the clip a title. Nothing was saved.")
    if len(title) > LONGEST_TITLE:
        raise Refusal(f"A title has at most {LONGEST_TITLE} characters. Nothing was saved.")
    return title
