"""Marking a moment."""

from __future__ import annotations

from collections.abc import Sequence

from app import audit
from app.extensions import db
from app.models.footage import Recording
from app.models.moments import Moment
from app.models.rounds import RatingRound
from app.policies import Actor
from app.studio import queries
from app.studio.operations.places import made_before, span_within
from app.studio.operations.rounds import refuse_outside
from app.studio.operations.telling import tell_about
from app.studio.operations.tracks import track_for
from app.studio.operations.turns import kind_of, put_in_chain
from app.studio.tags import tags_for
from app.studio.values import NOTHING, Said
from app.web.errors import Refusal

LONGEST_WORDS = 4000


def add_moment(
    actor: Actor,
    recording: Recording,
    token: str,
    start_frame: int,
    end_frame: int | None,
    words: str,
    principles: Sequence[str] = (),
    criteria: Sequence[str] = (),
    **more: object,
) -> Moment:
    """A moment in the actor's own track, as `mark` makes it. `more` are values of `Said`."""
    said = {
        **NOTHING,
        "start": start_frame,
        "end": end_frame,
        "words": words,
        "principles": list(principles),
        "criteria": list(criteria),
        **more,
    }
    return mark(actor, recording, token, said)


def mark(
    actor: Actor,
    recording: Recording,
    token: str,
    said: Said,
    round: RatingRound | None = None,
    known: queries.Words | None = None,
) -> Moment:
    """A moment in the actor's own track, which begins with the first one.

    The same `token` again returns the moment it made before and adds nothing. Tags are kept by
    value. Nobody else sees it until the track is shared and, made in a rating round, until the
    round is revealed. Whoever marks many passes the words that are `known` on the film.
    """
    return marked_before(actor, recording, token) or mark_anew(
        actor, recording, token, said, round, known
    )


def marked_before(actor: Actor, recording: Recording, token: str) -> Moment | None:
    """The moment that the same request made, if it did; a Refusal where it was another's."""
    before = queries.moment_by_token(token)
    if before is None:
        return None
    return made_before(before, track_for(actor, recording).id == before.track_id)


def mark_anew(
    actor: Actor,
    recording: Recording,
    token: str,
    said: Said,
    round: RatingRound | None = None,
    known: queries.Words | None = None,
) -> Moment:
    """As `mark`, where nothing was made by this `token`."""
    words = known or queries.words_for(actor, recording)
    span = span_within(recording, said["start"], said["end"])
    if round is not None:
        refuse_outside(actor, round, recording)
    moment = Moment(
        token=token,
        track=track_for(actor, recording),
        start_frame=span.start,
        end_frame=span.end,
        rate_num=recording.rate.num,
        rate_den=recording.rate.den,
        words=said_something(said),
        kind=kind_of(said),
        round_id=round.id if round else None,
        tags=tags_for(words, said),
    )
    with db.session.no_autoflush:
        put_in_chain(moment, said, words.parties)
    db.session.add(moment)
    audit.record(actor, "moment.added", moment, recording=recording.id)
    tell_about(actor, moment)
    return moment


def said_something(said: Said) -> str:
    """The words, or a Refusal where nothing at all is said."""
    words: str = said["words"].strip()
    marked = said["principles"] or said["criteria"] or said["review"] or said["turn"]
    if not (words or marked):
        raise Refusal("Write what you see, or choose a principle. Nothing was saved.")
    if len(words) > LONGEST_WORDS:
        raise Refusal(f"That is longer than {LONGEST_WORDS} characters. Nothing was saved.")
    return words
