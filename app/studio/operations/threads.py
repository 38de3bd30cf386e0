"""Answering a moment: replies, naming people in them, reading, and settling it."""

from __future__ import annotations

from collections.abc import Sequence

from app import audit, clock, events
from app.extensions import db
from app.models.moments import Moment, MomentRead, MomentReply, ReplyMention
from app.policies import Actor
from app.studio.operations.places import made_before
from app.studio.operations.telling import tell_about
from app.studio.queries import threads as queries
from app.web.errors import Refusal

LONGEST_REPLY = 2000


def add_reply(
    actor: Actor, moment: Moment, token: str, words: str, mentions: Sequence[int] = ()
) -> MomentReply:
    """An answer in the moment's thread; who is named in it is told, once.

    The same `token` again returns the answer it made before. Only people who may read the moment
    can be named.
    """
    before = queries.reply_by_token(token)
    if before is not None:
        return made_before(before, before.moment_id == moment.id)
    reply = MomentReply(
        token=token,
        moment_id=moment.id,
        author_id=actor.person_id,
        role=actor.role,
        words=_said(words),
        mentions=_named(moment, mentions),
    )
    db.session.add(reply)
    _touch(actor, moment)
    audit.record(actor, "reply.added", reply, moment=moment.id)
    if reply.mentions:
        events.tell("moment.mentioned", reply)
    return reply


def change_reply(
    actor: Actor, reply: MomentReply, words: str, mentions: Sequence[int] | None = None
) -> MomentReply:
    """The answer as it reads from now on. Whoever is newly named is told; None names as before."""
    reply.words, reply.changed_at = _said(words), clock.now()
    if mentions is not None:
        named = {one.person_id: one for one in reply.mentions}
        wanted = _named(reply.moment, mentions)
        reply.mentions = [named.get(one.person_id, one) for one in wanted]
        if any(one.person_id not in named for one in wanted):
            events.tell("moment.mentioned", reply)
    _touch(actor, reply.moment)
    audit.record(actor, "reply.changed", reply, moment=reply.moment_id)
    return reply


def delete_reply(actor: Actor, reply: MomentReply) -> None:
    """The answer leaves the thread; the row stays, so it can come back. Again changes nothing."""
    if reply.deleted_at is None:
        reply.deleted_at = clock.now()
        _touch(actor, reply.moment)
        audit.record(actor, "reply.deleted", reply, moment=reply.moment_id)


def restore_reply(actor: Actor, reply: MomentReply) -> MomentReply:
    if reply.deleted_at is not None:
        reply.deleted_at = None
        _touch(actor, reply.moment)
        audit.record(actor, "reply.restored", reply, moment=reply.moment_id)
    return reply


def resolve(actor: Actor, moment: Moment, resolved: bool) -> Moment:
    """Settle the thread of a moment, or open it again. Whoever reads it may."""
    if resolved != (moment.resolved_at is not None):
        moment.resolved_at = clock.now() if resolved else None
        moment.resolved_by_id = actor.person_id if resolved else None
        _touch(actor, moment)
        audit.record(actor, "moment.resolved", moment, resolved=resolved)
        db.session.flush()
        db.session.refresh(moment, ["resolved_by"])
    return moment


def mark_read(actor: Actor, moments: Sequence[Moment]) -> None:
    """The actor has read these moments and their threads, as they are now."""
    now = clock.now()
    known = {one.moment_id: one for one in queries.reads_of(actor, [one.id for one in moments])}
    for moment in moments:
        if moment.id in known:
            known[moment.id].read_at = now
        else:
            row = MomentRead(moment_id=moment.id, person_id=actor.person_id, read_at=now)
            db.session.add(row)


def _touch(actor: Actor, moment: Moment) -> None:
    moment.touched_at = clock.now()
    tell_about(actor, moment)


def _said(words: str) -> str:
    if not words.strip():
        raise Refusal("Write your answer. Nothing was saved.", "words")
    if len(words) > LONGEST_REPLY:
        raise Refusal(
            f"That is longer than {LONGEST_REPLY} characters. Nothing was saved.", "words"
        )
    return words.strip()


def _named(moment: Moment, mentions: Sequence[int]) -> list[ReplyMention]:
    wanted = list(dict.fromkeys(mentions))
    readers = {one.person_id: one for one in queries.readers_of(moment)} if wanted else {}
    if not all(one in readers for one in wanted):
        raise Refusal(
            "Only somebody who can read this moment can be named. Nothing was saved.", "mentions"
        )
    return [ReplyMention(person_id=one, role=readers[one].role) for one in wanted]
