"""Marking moments and clips, and letting others see them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from accreditation.timecode import Span, TimecodeError
from app import audit, clock, events
from app.extensions import db
from app.models.footage import Clip, Recording, RecordingState
from app.models.moments import Moment, Track
from app.policies import Actor
from app.studio import queries
from app.studio.tags import tags_for
from app.web.errors import Refusal

LONGEST_WORDS = 4000
LONGEST_TITLE = 160

Row = TypeVar("Row", Moment, Clip)


def add_moment(
    actor: Actor,
    recording: Recording,
    token: str,
    start_frame: int,
    end_frame: int | None,
    words: str,
    principles: Sequence[str] = (),
    criteria: Sequence[str] = (),
) -> Moment:
    """A moment in the actor's own track, which begins with the first one.

    The same `token` again returns the moment it made before and adds nothing. Tags are kept by
    value. Nobody else sees it until the track is shared.
    """
    before = queries.moment_by_token(token)
    if before is not None:
        return _made_before(before, track_for(actor, recording).id == before.track_id)
    span = span_within(recording, start_frame, end_frame)
    moment = Moment(
        token=token,
        track=track_for(actor, recording),
        start_frame=span.start,
        end_frame=span.end,
        rate_num=recording.rate.num,
        rate_den=recording.rate.den,
        words=_said(words, principles, criteria),
        tags=tags_for(queries.words_for(actor, recording), principles, criteria),
    )
    db.session.add(moment)
    audit.record(actor, "moment.added", moment, recording=recording.id)
    return moment


def change_moment(
    actor: Actor,
    moment: Moment,
    start_frame: int,
    end_frame: int | None,
    words: str,
    principles: Sequence[str] = (),
    criteria: Sequence[str] = (),
) -> Moment:
    """The moment as it is from now on. A tag that stays keeps the wording it was made with."""
    recording = moment.track.recording
    span = span_within(recording, start_frame, end_frame)
    kept = {(tag.kind, tag.key): tag for tag in moment.tags}
    allowed = queries.words_for(actor, recording)
    moment.words = _said(words, principles, criteria)
    moment.start_frame, moment.end_frame = span.start, span.end
    moment.tags = tags_for(allowed, principles, criteria, kept)
    moment.changed_at = clock.now()
    audit.record(actor, "moment.changed", moment, recording=recording.id)
    return moment


def delete_moment(actor: Actor, moment: Moment) -> None:
    """Nobody sees it any more; the row stays. What was frozen in a submission stays too."""
    moment.deleted_at = clock.now()
    audit.record(actor, "moment.deleted", moment, recording=moment.track.recording_id)


def add_clip(
    actor: Actor, recording: Recording, token: str, title: str, start_frame: int, end_frame: int
) -> Clip:
    """An in/out range with a title. The same `token` again returns the clip it made before."""
    before = queries.clip_by_token(token)
    if before is not None:
        return _made_before(
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


def track_for(actor: Actor, recording: Recording) -> Track:
    """The actor's own track on the recording, made when there is none. Private at first."""
    track = queries.own_track(actor, recording)
    if track is None:
        track = Track(recording_id=recording.id, owner_id=actor.person_id, role=actor.role)
        db.session.add(track)
        db.session.flush()
    return track


def share_track(actor: Actor, track: Track, on_its_own: bool = True) -> Track:
    """The owner lets the other side of supervision read the track, what is added later included.

    Sharing again changes nothing, and nothing is shown beyond supervision. The other side is told,
    unless it is part of another act (`on_its_own` False) that tells them more.
    """
    if track.shared_at is None:
        track.shared_at = clock.now()
        audit.record(actor, "track.shared", track, recording=track.recording_id)
        if on_its_own:
            events.tell("track.shared", track)
    return track


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


def _made_before(row: Row, same_place: bool) -> Row:
    if not same_place or row.deleted_at is not None:
        raise Refusal("This was sent before, for something else. Load the page again, then retry.")
    return row


def _said(words: str, principles: Sequence[str], criteria: Sequence[str]) -> str:
    words = words.strip()
    if not (words or principles or criteria):
        raise Refusal("Write what you see, or choose a principle. Nothing was saved.")
    if len(words) > LONGEST_WORDS:
        raise Refusal(f"That is longer than {LONGEST_WORDS} characters. Nothing was saved.")
    return words


def _titled(title: str) -> str:
    title = title.strip()
    if not title:
        raise Refusal("Give the clip a title. Nothing was saved.")
    if len(title) > LONGEST_TITLE:
        raise Refusal(f"A title has at most {LONGEST_TITLE} characters. Nothing was saved.")
    return title
