"""Recordings and clips shown to named people, for a purpose, for a time."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import At, Instant, Key, MaybeAt, Model, choice, to
from app.models.footage import Clip, Recording
from app.models.people import Person
from app.models.programme import Enrolment


class PresentationPurpose(StrEnum):
    TRANSITION = "transition"
    MIDPOINT = "midpoint"
    GROUP = "group"
    HANDOVER = "handover"
    ACCREDITATION = "accreditation"


class Presentation(Model):
    """What a trainee shows. It opens and closes itself, and may be ended early."""

    __tablename__ = "presentations"

    id: Mapped[Key]
    enrolment_id: Mapped[int] = to("enrolments.id")
    purpose: Mapped[PresentationPurpose] = mapped_column(choice(PresentationPurpose))
    opens_at: Mapped[datetime] = mapped_column(Instant)
    closes_at: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[MaybeAt]
    created_by_id: Mapped[int] = to("people.id")
    created_at: Mapped[At]

    enrolment: Mapped[Enrolment] = relationship()
    recordings: Mapped[list[PresentedRecording]] = relationship(order_by="PresentedRecording.id")
    clips: Mapped[list[PresentedClip]] = relationship(order_by="PresentedClip.id")
    viewers: Mapped[list[PresentationViewer]] = relationship(order_by="PresentationViewer.id")

    __table_args__ = (CheckConstraint("closes_at > opens_at", name="it_closes_after_it_opens"),)


class PresentedRecording(Model):
    __tablename__ = "presented_recordings"

    id: Mapped[Key]
    presentation_id: Mapped[int] = to("presentations.id")
    recording_id: Mapped[int] = to("recordings.id")

    recording: Mapped[Recording] = relationship()

    __table_args__ = (UniqueConstraint("presentation_id", "recording_id"),)


class PresentedClip(Model):
    """A clip that is shown; of its recording nothing else is."""

    __tablename__ = "presented_clips"

    id: Mapped[Key]
    presentation_id: Mapped[int] = to("presentations.id")
    clip_id: Mapped[int] = to("clips.id")

    clip: Mapped[Clip] = relationship()

    __table_args__ = (UniqueConstraint("presentation_id", "clip_id"),)


class PresentationViewer(Model):
    __tablename__ = "presentation_viewers"

    id: Mapped[Key]
    presentation_id: Mapped[int] = to("presentations.id")
    person_id: Mapped[int] = to("people.id")

    person: Mapped[Person] = relationship()

    __table_args__ = (UniqueConstraint("presentation_id", "person_id"),)
