"""The moments of a film as plain marks, for files that leave."""

from __future__ import annotations

from accreditation.exchange import Mark, Tagged
from accreditation.timecode import Span
from app.models.footage import Recording
from app.models.moments import TagKind
from app.models.people import Role
from app.policies import Actor
from app.studio.queries.seen import MomentRow, TrackSeen, tracks_seen


def marks_on(actor: Actor, recording: Recording) -> list[Mark]:
    """Every moment the actor may read at this moment, in the order of the film."""
    seen = tracks_seen(actor, recording)
    marks = [_mark(moment, track) for track in seen for moment in track.moments]
    return sorted(marks, key=lambda each: (each.span.start, each.span.last))


def _mark(moment: MomentRow, seen: TrackSeen) -> Mark:
    given = seen.tags.get(moment.id, ())
    tags = {
        kind: tuple(
            Tagged(tag.key, tag.wording, tag.framework) for tag in given if tag.kind is kind
        )
        for kind in TagKind
    }
    return Mark(
        token=moment.token,
        track=f"{seen.track.owner.name}, {Role(seen.track.role).label}",
        span=Span(moment.start_frame, moment.end_frame),
        words=moment.words,
        kind=moment.kind,
        turn=moment.turn,
        giver=moment.giver,
        receiver=moment.receiver,
        principles=tags[TagKind.PRINCIPLE],
        criteria=tags[TagKind.CRITERION],
        review=tags[TagKind.REVIEW_WORD],
    )
