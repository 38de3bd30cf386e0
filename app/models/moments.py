"""Moments on a recording, in one track for each person who looks closely."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Enum, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from accreditation.timecode import FrameRate, Span
from accreditation.turns import Turn
from app.models.base import At, Instant, Key, MaybeAt, Model, choice, to
from app.models.footage import Recording
from app.models.people import Person, Role


class Track(Model):
    """One person's layer of moments on a recording.

    Private until its owner shares it with the other side of supervision (`shared_at`), and shown
    to a panel once its owner lets it go there (`submitted_at`).
    """

    __tablename__ = "tracks"

    id: Mapped[Key]
    recording_id: Mapped[int] = to("recordings.id")
    owner_id: Mapped[int] = to("people.id")
    role: Mapped[Role] = mapped_column(choice(Role))
    created_at: Mapped[At]
    shared_at: Mapped[MaybeAt]
    submitted_at: Mapped[MaybeAt]

    recording: Mapped[Recording] = relationship()
    owner: Mapped[Person] = relationship()
    moments: Mapped[list[Moment]] = relationship(
        back_populates="track", order_by="Moment.start_frame, Moment.id"
    )

    __table_args__ = (
        UniqueConstraint("recording_id", "owner_id", "role"),
        CheckConstraint("submitted_at IS NULL OR shared_at IS NOT NULL", name="shared_comes_first"),
    )


def _party(column: str) -> Enum:
    """Two columns of one table hold a party, so each constraint has a name of its own."""
    kind = choice(Party)
    kind.name = column
    return kind


class MomentKind(StrEnum):
    STRENGTH = "strength"
    WORKING_POINT = "working_point"
    QUESTION = "question"

    @property
    def label(self) -> str:
        return self.value.replace("_", " ")


class Party(StrEnum):
    """Who gives, and who receives."""

    PERSON = "person"
    PARTNER = "partner"
    PRACTITIONER = "practitioner"
    SUPERVISOR = "supervisor"


class Moment(Model):
    """An annotation at a frame, or over frames `start_frame` to `end_frame`, the last one shown.

    The rate is kept with it, so that its time never depends on a later change of the recording.
    `follows_id` is the turn before, `round_id` the rating round it was made in, `version` counts
    its changes, and `touched_at` is when anything about it changed last, an answer included.
    """

    __tablename__ = "moments"

    id: Mapped[Key]
    token: Mapped[str] = mapped_column(String(36), unique=True)
    track_id: Mapped[int] = to("tracks.id")
    start_frame: Mapped[int]
    end_frame: Mapped[int | None]
    rate_num: Mapped[int]
    rate_den: Mapped[int]
    words: Mapped[str] = mapped_column(Text)
    created_at: Mapped[At]
    changed_at: Mapped[datetime | None] = mapped_column(Instant)
    deleted_at: Mapped[MaybeAt]
    version: Mapped[int] = mapped_column(default=1)
    touched_at: Mapped[At]
    kind: Mapped[MomentKind | None] = mapped_column(choice(MomentKind))
    turn: Mapped[Turn | None] = mapped_column(choice(Turn))
    giver: Mapped[Party | None] = mapped_column(_party("giver"))
    receiver: Mapped[Party | None] = mapped_column(_party("receiver"))
    follows_id: Mapped[int | None] = to("moments.id")
    round_id: Mapped[int | None] = to("rating_rounds.id")
    resolved_at: Mapped[MaybeAt]
    resolved_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))

    resolved_by: Mapped[Person | None] = relationship()
    track: Mapped[Track] = relationship(back_populates="moments")
    replies: Mapped[list[MomentReply]] = relationship(
        back_populates="moment", order_by="MomentReply.id"
    )
    tags: Mapped[list[MomentTag]] = relationship(
        back_populates="moment", order_by="MomentTag.id", cascade="all, delete-orphan"
    )

    __table_args__ = (
        CheckConstraint("start_frame >= 0", name="it_starts_in_the_film"),
        CheckConstraint("end_frame IS NULL OR end_frame > start_frame", name="out_follows_in"),
        CheckConstraint("rate_num > 0 AND rate_den > 0", name="it_has_a_rate"),
        CheckConstraint(
            "(turn IS NULL) = (giver IS NULL) AND (turn IS NULL) = (receiver IS NULL)",
            name="a_turn_has_a_giver_and_a_receiver",
        ),
        CheckConstraint("giver <> receiver", name="nobody_receives_from_themselves"),
        CheckConstraint("follows_id <> id", name="it_follows_another"),
    )

    @property
    def rate(self) -> FrameRate:
        return FrameRate(self.rate_num, self.rate_den)

    @property
    def span(self) -> Span:
        return Span(self.start_frame, self.end_frame)


class TagKind(StrEnum):
    PRINCIPLE = "principle"
    CRITERION = "criterion"
    REVIEW_WORD = "review_word"


class MomentTag(Model):
    """What a moment is marked with, its wording by value from the framework's version."""

    __tablename__ = "moment_tags"

    id: Mapped[Key]
    moment_id: Mapped[int] = to("moments.id")
    kind: Mapped[TagKind] = mapped_column(choice(TagKind))
    framework: Mapped[str] = mapped_column(String(80))
    key: Mapped[str] = mapped_column(String(80))
    group_number: Mapped[int | None]
    wording: Mapped[str] = mapped_column(Text)

    moment: Mapped[Moment] = relationship(back_populates="tags")

    __table_args__ = (UniqueConstraint("moment_id", "kind", "key"),)


class MomentVersion(Model):
    """A moment as it was before a change: `said` holds its plain values.

    `token` is of the change that replaced it, so that a change that is sent again does nothing.
    """

    __tablename__ = "moment_versions"

    id: Mapped[Key]
    moment_id: Mapped[int] = to("moments.id")
    version: Mapped[int]
    said: Mapped[dict[str, Any]] = mapped_column(JSON)
    token: Mapped[str | None] = mapped_column(String(36), unique=True)
    replaced_at: Mapped[At]

    __table_args__ = (UniqueConstraint("moment_id", "version"),)


class MomentReply(Model):
    """An answer in the thread of a moment. Whoever may read the moment reads it."""

    __tablename__ = "moment_replies"

    id: Mapped[Key]
    token: Mapped[str] = mapped_column(String(36), unique=True)
    moment_id: Mapped[int] = to("moments.id")
    author_id: Mapped[int] = to("people.id")
    role: Mapped[Role] = mapped_column(choice(Role))
    words: Mapped[str] = mapped_column(Text)
    created_at: Mapped[At]
    changed_at: Mapped[MaybeAt]
    deleted_at: Mapped[MaybeAt]

    moment: Mapped[Moment] = relationship(back_populates="replies")
    author: Mapped[Person] = relationship()
    mentions: Mapped[list[ReplyMention]] = relationship(
        order_by="ReplyMention.id", cascade="all, delete-orphan"
    )


class ReplyMention(Model):
    """Somebody is named in a reply, in the role in which they read the moment."""

    __tablename__ = "reply_mentions"

    id: Mapped[Key]
    reply_id: Mapped[int] = to("moment_replies.id")
    person_id: Mapped[int] = to("people.id")
    role: Mapped[Role] = mapped_column(choice(Role))

    person: Mapped[Person] = relationship()

    __table_args__ = (UniqueConstraint("reply_id", "person_id"),)


class MomentRead(Model):
    """Until when somebody has read a moment and its thread."""

    __tablename__ = "moment_reads"

    moment_id: Mapped[int] = mapped_column(ForeignKey("moments.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True, index=True)
    read_at: Mapped[At]
