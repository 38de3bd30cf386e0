"""Moments on a recording, in one track for each person who looks closely."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from accreditation.timecode import FrameRate, Span
from app.models.base import At, Instant, Key, MaybeAt, Model, choice, to
from app.models.footage import Recording
from app.models.people import Person, Role


class Track(Model):
    """One person's layer of moments on a recording. Private until its owner shares it."""

    __tablename__ = "tracks"

    id: Mapped[Key]
    recording_id: Mapped[int] = to("recordings.id")
    owner_id: Mapped[int] = to("people.id")
    role: Mapped[Role] = mapped_column(choice(Role))
    created_at: Mapped[At]
    shared_at: Mapped[MaybeAt]

    recording: Mapped[Recording] = relationship()
    owner: Mapped[Person] = relationship()
    moments: Mapped[list[Moment]] = relationship(
        back_populates="track", order_by="Moment.start_frame, Moment.id"
    )

    __table_args__ = (UniqueConstraint("recording_id", "owner_id", "role"),)


class Moment(Model):
    """An annotation at a frame, or over frames `start_frame` to `end_frame`, the last one shown.

    The rate is kept with it, so that its time never depends on a later change of the recording.
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

    track: Mapped[Track] = relationship(back_populates="moments")
    tags: Mapped[list[MomentTag]] = relationship(
        back_populates="moment", order_by="MomentTag.id", cascade="all, delete-orphan"
    )

    __table_args__ = (
        CheckConstraint("start_frame >= 0", name="it_starts_in_the_film"),
        CheckConstraint("end_frame IS NULL OR end_frame > start_frame", name="out_follows_in"),
        CheckConstraint("rate_num > 0 AND rate_den > 0", name="it_has_a_rate"),
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


class MomentTag(Model):
    """A principle or criterion on a moment, its wording by value from the framework's version."""

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
