"""Questions about answers: who may read a moment, what was answered, what somebody has read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload, lazyload

from app import policies
from app.extensions import db
from app.models.footage import Recording
from app.models.moments import Moment, MomentRead, MomentReply, ReplyMention, Track
from app.models.people import Person, Role
from app.policies import Actor
from app.studio.queries import both_sides
from app.studio.queries.seen import MomentRow


@dataclass(frozen=True)
class Threads:
    """The answers to moments, and until when the actor has read each.

    Whoever may answer a moment reads its thread; others read the moment without it.
    """

    actor: Actor
    answerable: frozenset[int] = frozenset()
    replies: dict[int, list[MomentReply]] = field(default_factory=dict)
    read: dict[int, datetime] = field(default_factory=dict)

    def is_shown(self, moment: Moment | MomentRow) -> bool:
        return moment.id in self.answerable

    def of(self, moment: Moment | MomentRow) -> list[MomentReply]:
        return self.replies.get(moment.id, [])

    def is_unread(self, moment: Moment | MomentRow, track: Track) -> bool:
        """Whether somebody else wrote in it after the actor read it last."""
        me = (self.actor.person_id, self.actor.role)
        said = [one.changed_at or one.created_at for one in self.of(moment) if not _by(one, me)]
        if (track.owner_id, track.role) != me:
            said.append(moment.changed_at or moment.created_at)
        read = self.read.get(moment.id)
        return bool(said) and (read is None or max(said) > read)


def _by(reply: MomentReply, me: tuple[int, Role | None]) -> bool:
    return (reply.author_id, reply.role) == me


def none_yet(actor: Actor) -> Threads:
    """The thread of a moment that the actor made just now: nobody has answered or settled it."""
    return Threads(actor)


def threads_of(actor: Actor, moments: Sequence[int]) -> Threads:
    """The threads of these moments: three queries. Show them with moments that were asked for."""
    may = policies.allowed("moment.answer", actor).where(Moment.id.in_(moments))
    answerable = frozenset(db.session.scalars(may.with_only_columns(Moment.id)))
    found = Threads(actor, answerable, defaultdict(list), {})
    kept = (
        select(MomentReply)
        .where(MomentReply.moment_id.in_(answerable), MomentReply.deleted_at.is_(None))
        .options(
            joinedload(MomentReply.author).lazyload(Person.roles),
            joinedload(MomentReply.mentions).joinedload(ReplyMention.person).lazyload(Person.roles),
        )
        .order_by(MomentReply.id)
    )
    for reply in db.session.scalars(kept).unique():
        found.replies[reply.moment_id].append(reply)
    read = select(MomentRead.moment_id, MomentRead.read_at).where(
        MomentRead.moment_id.in_(moments), MomentRead.person_id == actor.person_id
    )
    for key, at in db.session.execute(read):
        found.read[key] = at
    return found


def reply_by_token(token: str) -> MomentReply | None:
    return db.session.scalar(select(MomentReply).filter_by(token=token))


def reads_of(actor: Actor, moments: Sequence[int]) -> Sequence[MomentRead]:
    asked = select(MomentRead).where(
        MomentRead.person_id == actor.person_id, MomentRead.moment_id.in_(moments)
    )
    return db.session.scalars(asked).all()


def sides_of(recording: Recording) -> list[Actor]:
    """Trainee and supervisor, as they look at the film."""
    people = both_sides(recording)
    roles = [Role.TRAINEE, *(Role.SUPERVISOR for _ in people[1:])]
    return [Actor(person, role) for person, role in zip(people, roles, strict=True)]


def people_on(actor: Actor, recording: Recording) -> list[tuple[Person, Role]]:
    """Whom one can name in an answer: trainee and supervisor, one query more than who they are."""
    if actor.role is Role.ACCREDITOR:
        return []
    sides = sides_of(recording)
    asked = select(Person).where(Person.id.in_([one.person_id for one in sides]))
    named = {one.id: one for one in db.session.scalars(asked.options(lazyload(Person.roles)))}
    return [(named[one.person_id], one.role) for one in sides if one.role is not None]


def readers_of(moment: Moment) -> list[Actor]:
    """Those among the two who may read the moment, and its film, at this moment."""
    recording = moment.track.recording
    return [
        one
        for one in sides_of(recording)
        if policies.find("moment.read", moment.id, one) is not None
        and policies.find("recording.annotate", recording.id, one) is not None
    ]
