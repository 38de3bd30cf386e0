"""Parts of a film's picture that are blurred wherever a clip, a reel or a still of it is shown."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from accreditation.timecode import Span
from app.models.base import At, Instant, Key, MaybeAt, Model, to
from app.models.footage import Recording
from app.models.leases import Leased

EDGES = ("left", "top", "right", "bottom")


def _lies_in_the_picture(of: str) -> str:
    """SQL: the edges of a rectangle, shares from left and top, leave something between them."""
    return (
        f"{of}_left >= 0 AND {of}_left < {of}_right AND {of}_right <= 1"
        f" AND {of}_top >= 0 AND {of}_top < {of}_bottom AND {of}_bottom <= 1"
    )


class Blur(Leased, Model):
    """A rectangle of the picture, placed by hand, from frame `start_frame` to `end_frame`, the last
    one blurred. Its edges are shares of the picture, from left and top.

    It is at `start_…` in the first frame and goes straight to `end_…` in the last. It stays as it
    was placed: a change ends it and places another, so that what held at any moment can be told.
    `film_made_at` is when it could be looked at, in a film of its own; `confirmed_at` when somebody
    did and found hidden what should be. Until then nothing that it touches is shown to others.
    """

    __tablename__ = "blurs"

    id: Mapped[Key]
    recording_id: Mapped[int] = to("recordings.id")
    placed_by_id: Mapped[int] = to("people.id")
    start_frame: Mapped[int]
    end_frame: Mapped[int]
    start_left: Mapped[float]
    start_top: Mapped[float]
    start_right: Mapped[float]
    start_bottom: Mapped[float]
    end_left: Mapped[float]
    end_top: Mapped[float]
    end_right: Mapped[float]
    end_bottom: Mapped[float]
    placed_at: Mapped[At]
    progress: Mapped[float] = mapped_column(default=0.0)
    film_made_at: Mapped[MaybeAt]
    confirmed_at: Mapped[datetime | None] = mapped_column(Instant)
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    ended_at: Mapped[MaybeAt]
    film_gone_at: Mapped[MaybeAt]

    recording: Mapped[Recording] = relationship()

    __table_args__ = (
        CheckConstraint("start_frame >= 0", name="it_starts_in_the_film"),
        CheckConstraint("end_frame > start_frame", name="out_follows_in"),
        CheckConstraint(_lies_in_the_picture("start"), name="it_begins_in_the_picture"),
        CheckConstraint(_lies_in_the_picture("end"), name="it_ends_in_the_picture"),
        CheckConstraint("progress >= 0 AND progress <= 1", name="progress_is_a_share"),
        CheckConstraint(
            "(confirmed_at IS NULL) = (confirmed_by_id IS NULL)", name="somebody_confirmed_it"
        ),
        CheckConstraint(
            "confirmed_at IS NULL OR film_made_at IS NOT NULL", name="what_is_confirmed_was_seen"
        ),
        CheckConstraint(
            "film_gone_at IS NULL OR ended_at IS NOT NULL", name="the_film_of_a_kept_one_stays"
        ),
    )

    @property
    def span(self) -> Span:
        return Span(self.start_frame, self.end_frame)

    @property
    def start_box(self) -> tuple[float, float, float, float]:
        """Its edges in the first frame: left, top, right, bottom."""
        return self.start_left, self.start_top, self.start_right, self.start_bottom

    @property
    def end_box(self) -> tuple[float, float, float, float]:
        """Its edges in the last frame."""
        return self.end_left, self.end_top, self.end_right, self.end_bottom

    @property
    def moves(self) -> bool:
        return self.start_box != self.end_box
