"""Recordings, who is in them, and clips."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKeyConstraint,
    Index,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from accreditation.framework import FilmKind
from accreditation.timecode import FrameRate, Span
from app.models.base import At, Key, MaybeAt, Model, choice, to
from app.models.casework import CasePerson, Cycle
from app.models.leases import Leased

_TELLING = 0.08
"""From what share on the pace tells something: reading the film comes before."""


class RecordingKind(StrEnum):
    CLIENT_FILM = "client_film"
    SHARED_REVIEW = "shared_review"
    SUPERVISION = "supervision"

    @property
    def label(self) -> str:
        return FilmKind(self.value).label


OF_THE_WORK = (RecordingKind.CLIENT_FILM, RecordingKind.SUPERVISION)
"""A cycle begins with one of these; which one follows from the kind of work."""


class RecordingState(StrEnum):
    """What must happen next. Nothing can be annotated before `ready`."""

    UPLOADING = "uploading"
    RECEIVED = "received"
    WATCHABLE = "watchable"
    READY = "ready"
    REFUSED = "refused"
    ERASED = "erased"


class Recording(Leased, Model):
    """A whole uploaded film of a cycle: the client film, the filmed shared review, or the film of
    a supervision that its owner gave.

    Its reference timeline is `frame_count` frames at exactly `rate_num`/`rate_den` a second.
    The name the film had on somebody's phone is never kept: it may name a child.
    `declared_bytes` is known once a film is chosen. `sha256` is the fingerprint of what arrived,
    `offered_sha256` the one that the sender's own device worked out, where it did.
    `files_erased_at` says that nothing is left of a film that was refused or erased. `begun_at` is
    when the present try to make it ready began.

    Of the film as it arrived, `source_frame_count` and its mean rate `source_rate_num`/
    `source_rate_den` stay. `original_kept` says that its bytes do too: of a refused film until its
    owner decides, of a ready one because the service keeps originals.
    """

    __tablename__ = "recordings"

    id: Mapped[Key]
    cycle_id: Mapped[int] = mapped_column(index=True)
    client_id: Mapped[int] = mapped_column(index=True)
    owner_id: Mapped[int] = to("people.id")
    kind: Mapped[RecordingKind] = mapped_column(choice(RecordingKind))
    state: Mapped[RecordingState] = mapped_column(
        choice(RecordingState), default=RecordingState.UPLOADING, index=True
    )
    filmed_on: Mapped[date]
    in_shot_confirmed_at: Mapped[MaybeAt]
    declared_bytes: Mapped[int | None] = mapped_column(BigInteger)
    received_bytes: Mapped[int] = mapped_column(BigInteger, default=0)
    sha256: Mapped[str | None] = mapped_column(String(64))
    offered_sha256: Mapped[str | None] = mapped_column(String(64))
    progress: Mapped[float] = mapped_column(default=0.0)
    refused_because: Mapped[str | None] = mapped_column(Text)
    original_kept: Mapped[bool] = mapped_column(default=False)
    source_frame_count: Mapped[int | None]
    source_rate_num: Mapped[int | None] = mapped_column(BigInteger)
    source_rate_den: Mapped[int | None] = mapped_column(BigInteger)
    rate_num: Mapped[int | None]
    rate_den: Mapped[int | None]
    frame_count: Mapped[int | None]
    width: Mapped[int | None]
    height: Mapped[int | None]
    created_at: Mapped[At]
    received_at: Mapped[MaybeAt]
    begun_at: Mapped[MaybeAt]
    ready_at: Mapped[MaybeAt]
    erased_at: Mapped[MaybeAt]
    files_erased_at: Mapped[MaybeAt]

    cycle: Mapped[Cycle] = relationship(
        primaryjoin="Recording.cycle_id == Cycle.id",
        foreign_keys="Recording.cycle_id",
        viewonly=True,
    )
    in_shot: Mapped[list[InShot]] = relationship(back_populates="recording", order_by="InShot.id")

    __table_args__ = (
        ForeignKeyConstraint(
            ["cycle_id", "client_id"],
            ["cycles.id", "cycles.client_id"],
            name="fk_recordings_cycle",
        ),
        UniqueConstraint("id", "client_id", name="uq_recordings_id_and_client"),
        CheckConstraint("declared_bytes > 0", name="it_has_bytes"),
        CheckConstraint("length(offered_sha256) = 64", name="an_offered_fingerprint_is_whole"),
        CheckConstraint(
            "state NOT IN ('watchable', 'ready') OR offered_sha256 = sha256"
            " OR offered_sha256 IS NULL OR sha256 IS NULL",
            name="what_is_watched_is_what_was_sent",
        ),
        CheckConstraint("progress >= 0 AND progress <= 1", name="progress_is_a_share"),
        CheckConstraint(
            "state NOT IN ('watchable', 'ready')"
            " OR (frame_count > 0 AND rate_num > 0 AND rate_den > 0)",
            name="what_is_watched_has_a_timeline",
        ),
        CheckConstraint(
            "NOT original_kept OR state IN ('refused', 'ready')",
            name="an_original_is_kept_of_what_ended_so",
        ),
        CheckConstraint(
            "files_erased_at IS NULL OR state IN ('refused', 'erased')",
            name="files_of_a_kept_film_stay",
        ),
        Index(
            "uq_recordings_of_a_cycle",
            "cycle_id",
            "kind",
            unique=True,
            sqlite_where=text("state NOT IN ('refused', 'erased')"),
            postgresql_where=text("state NOT IN ('refused', 'erased')"),
        ),
    )

    @property
    def rate(self) -> FrameRate:
        """The exact rate of the reference timeline; ValueError before the recording is ready."""
        if self.rate_num is None or self.rate_den is None:
            raise ValueError("This recording has no reference timeline yet.")
        return FrameRate(self.rate_num, self.rate_den)

    def time_left(self, now: datetime) -> timedelta | None:
        """How long making it ready still takes at the pace so far; None until that can be told."""
        if self.begun_at is None or not _TELLING <= self.progress < 1:
            return None
        return (now - self.begun_at) * ((1 - self.progress) / self.progress)


class InShot(Model):
    """Somebody of the case is in this recording. The trainee declares and confirms the list."""

    __tablename__ = "in_shot"

    id: Mapped[Key]
    recording_id: Mapped[int] = mapped_column(index=True)
    case_person_id: Mapped[int] = mapped_column(index=True)
    client_id: Mapped[int]

    recording: Mapped[Recording] = relationship(back_populates="in_shot", overlaps="case_person")
    case_person: Mapped[CasePerson] = relationship(overlaps="recording,in_shot")

    __table_args__ = (
        ForeignKeyConstraint(
            ["recording_id", "client_id"],
            ["recordings.id", "recordings.client_id"],
            name="fk_in_shot_recording",
        ),
        ForeignKeyConstraint(
            ["case_person_id", "client_id"],
            ["case_people.id", "case_people.client_id"],
            name="fk_in_shot_case_person",
        ),
        UniqueConstraint("recording_id", "case_person_id"),
    )


class Clip(Leased, Model):
    """An in/out range of a recording: frames `start_frame` to `end_frame`, the last one shown.

    Once it is shown to somebody it is cut as a film of its own, `film_made_at`. Those that are
    chosen for the shared review have their place in its order, `review_place`, from 1 on.
    `film_number` counts on whenever what is blurred in it changes, and it is cut anew; of the films
    before `films_gone` no file is left.
    """

    __tablename__ = "clips"

    id: Mapped[Key]
    token: Mapped[str] = mapped_column(String(36), unique=True)
    recording_id: Mapped[int] = to("recordings.id")
    author_id: Mapped[int] = to("people.id")
    title: Mapped[str] = mapped_column(String(160))
    start_frame: Mapped[int]
    end_frame: Mapped[int]
    created_at: Mapped[At]
    deleted_at: Mapped[MaybeAt]
    film_made_at: Mapped[MaybeAt]
    film_number: Mapped[int] = mapped_column(default=0, server_default="0")
    films_gone: Mapped[int] = mapped_column(default=0, server_default="0")
    review_place: Mapped[int | None]

    recording: Mapped[Recording] = relationship()

    @property
    def span(self) -> Span:
        return Span(self.start_frame, self.end_frame)

    __table_args__ = (
        CheckConstraint("start_frame >= 0", name="it_starts_in_the_film"),
        CheckConstraint("end_frame > start_frame", name="out_follows_in"),
        CheckConstraint("review_place > 0", name="places_begin_with_one"),
    )
