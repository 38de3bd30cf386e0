"""What is said in a film, as its owner wrote or brought it."""

from __future__ import annotations

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import At, Key, Model, to


class Captions(Model):
    """The captions of a recording as WebVTT. They go with the film."""

    __tablename__ = "captions"

    id: Mapped[Key]
    recording_id: Mapped[int] = to("recordings.id", unique=True)
    language: Mapped[str] = mapped_column(String(35))
    vtt: Mapped[str] = mapped_column(Text)
    written_by_id: Mapped[int] = to("people.id")
    written_at: Mapped[At]
