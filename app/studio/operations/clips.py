"""Clips: in and out points with a title."""

from __future__ import annotations

from enum import StrEnum

from app import audit, clock
from app.casework.queries import chosen_for_review
from app.extensions import db
from app.footage.operations import join_as_chosen
from app.models.footage import Clip, Recording
from app.policies import Actor
from app.studio import queries
from app.studio.operations.places import made_before, span_within
from app.web.errors import Refusal


class Arranged(StrEnum):
    """What is done with one clip in the order for the shared review."""

    IN = "in"
    OUT = "out"
    EARLIER = "earlier"
    LATER = "later"


LONGEST_TITLE = 160
MOST_IN_REVIEW = 6


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
    """The clip leaves every list; the row and the film stay.

    A highlights reel it was in goes, and the other clips that are chosen are joined anew.
    """
    clip.deleted_at = clock.now()
    audit.record(actor, "clip.deleted", clip, recording=clip.recording_id)
    join_as_chosen(actor, clip.recording)


def order_for_review(actor: Actor, recording: Recording, tokens: list[str]) -> list[Clip]:
    """The clips with these tokens are shown in the shared review, in this order; no others are.

    A highlights reel that was made of others is made anew. Raises Refusal for more than fit, and
    for a clip that is not there any more.
    """
    if len(tokens) > MOST_IN_REVIEW:
        raise Refusal(
            f"A review has room for {MOST_IN_REVIEW} moments. Take one out first. "
            "Nothing was changed.",
            "clips",
        )
    clips = queries.clips_of(actor, recording)
    if not set(tokens) <= {one.token for one in clips}:
        raise Refusal("One of these clips is not there any more. Nothing was changed.", "clips")
    for clip in clips:
        clip.review_place = tokens.index(clip.token) + 1 if clip.token in tokens else None
    audit.record(actor, "review.ordered", recording, clips=len(tokens))
    join_as_chosen(actor, recording)
    return clips


def arrange_for_review(actor: Actor, recording: Recording, token: str, how: Arranged) -> None:
    """Put one clip in, take it out, or move it by a place, as `order_for_review` would."""
    tokens = [one.token for one in chosen_for_review(recording)]
    at = tokens.index(token) if token in tokens else None
    if how is Arranged.IN and at is None:
        tokens.append(token)
    elif at is not None and how is not Arranged.IN:
        del tokens[at]
        if how is not Arranged.OUT:
            tokens.insert(max(0, at - 1 if how is Arranged.EARLIER else at + 1), token)
    order_for_review(actor, recording, tokens)


def _titled(title: str) -> str:
    title = title.strip()
    if not title:
        raise Refusal("Give the clip a title. Nothing was saved.")
    if len(title) > LONGEST_TITLE:
        raise Refusal(f"A title has at most {LONGEST_TITLE} characters. Nothing was saved.")
    return title
