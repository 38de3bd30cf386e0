"""Changing a moment: what it was before is kept, and what two tabs wrote at once is kept too."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID, uuid4, uuid5

from app import audit, clock
from app.extensions import db
from app.models.moments import Moment, MomentVersion
from app.policies import Actor
from app.studio import queries
from app.studio.operations.marking import mark, said_something
from app.studio.operations.places import span_within
from app.studio.operations.rounds import refuse_when_finished
from app.studio.operations.telling import tell_about
from app.studio.operations.turns import kind_of, put_in_chain
from app.studio.tags import tags_for
from app.studio.values import Said, merge, said_by
from app.web.errors import Refusal


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
    sent = {
        "start": start_frame,
        "end": end_frame,
        "words": words,
        "principles": list(principles),
        "criteria": list(criteria),
    }
    return rewrite(actor, moment, sent)[0]


def rewrite(
    actor: Actor, moment: Moment, sent: Said, base: int | None = None, token: str | None = None
) -> tuple[Moment, Moment | None]:
    """Change what `sent` names, written from version `base`; the moment, and what was kept beside.

    The same `token` again changes nothing. Where the moment was changed since `base`, both changes
    are merged; where both changed the same thing, the moment stays and what was sent is kept as a
    moment of its own. What the moment was is kept as a version.
    """
    if token is not None and queries.was_changed_by(token):
        return moment, queries.moment_by_token(_token_beside(token))
    refuse_when_finished(actor, moment.round_id)
    now = said_by(moment)
    before = now if base in (None, moment.version) else _said_at(moment, base)
    said = merge(before, now, sent)
    if said is None:
        beside = {**before, **sent, "follows": None}
        kept = _token_beside(token or str(uuid4()))
        round = queries.round_of(moment)
        return moment, mark(actor, moment.track.recording, kept, beside, round)
    if said != now:
        _become(actor, moment, said, token)
    return moment, None


def delete_moment(actor: Actor, moment: Moment) -> None:
    """Nobody sees it any more; the row stays. What was frozen in a submission stays too."""
    if moment.deleted_at is None:
        refuse_when_finished(actor, moment.round_id)
        moment.deleted_at = moment.touched_at = clock.now()
        audit.record(actor, "moment.deleted", moment, recording=moment.track.recording_id)
        tell_about(actor, moment)


def restore_moment(actor: Actor, moment: Moment) -> Moment:
    """It is there again, with its thread; its place in a chain too, if nobody took it meanwhile."""
    if moment.deleted_at is not None:
        refuse_when_finished(actor, moment.round_id)
        links = queries.links_of(moment.track)
        if moment.follows_id not in links or moment.follows_id in links.values():
            moment.follows_id = None
        moment.deleted_at, moment.touched_at = None, clock.now()
        audit.record(actor, "moment.restored", moment, recording=moment.track.recording_id)
        tell_about(actor, moment)
    return moment


def _become(actor: Actor, moment: Moment, said: Said, token: str | None) -> None:
    recording = moment.track.recording
    span = span_within(recording, said["start"], said["end"])
    kept = {(tag.kind, tag.key): tag for tag in moment.tags}
    words = queries.words_for(actor, recording)
    version = MomentVersion(
        moment_id=moment.id, version=moment.version, said=said_by(moment), token=token
    )
    with db.session.no_autoflush:
        moment.words, moment.kind = said_something(said), kind_of(said)
        moment.start_frame, moment.end_frame = span.start, span.end
        moment.tags = tags_for(words, said, kept)
        put_in_chain(moment, said, words.parties)
    db.session.add(version)
    moment.version += 1
    moment.changed_at = moment.touched_at = clock.now()
    audit.record(actor, "moment.changed", moment, recording=recording.id)
    tell_about(actor, moment)


def _said_at(moment: Moment, base: int | None) -> Said:
    said = queries.said_at(moment, base)
    if said is None:
        raise Refusal("That version is not known. Load the page again, then retry.", "version")
    return said


def _token_beside(token: str) -> str:
    """The name of what is kept beside a moment, the same for the same change."""
    return str(uuid5(UUID(token), "kept beside"))
