"""Archives to take away: what was asked for, how far it is, and what of films is in it."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import BigInteger, CheckConstraint, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import At, Key, MaybeAt, Model, choice, to
from app.models.footage import Recording
from app.models.leases import Leased
from app.models.people import Person

_RECORD_TO_BUILD = text("kind = 'record' AND built_at IS NULL AND gone_at IS NULL")


class ArchiveKind(StrEnum):
    """Everything of a trainee, or what is held about the people of one personal link."""

    RECORD = "record"
    CLIENT_COPY = "client_copy"


class GoneBecause(StrEnum):
    """Why an archive was thrown away."""

    TIME = "time"
    TAKEN_BACK = "taken_back"
    REPLACED = "replaced"
    OWNER = "owner"


class Archive(Leased, Model):
    """One archive. It is built in the background and kept until `ends_at`, then thrown away.

    `read_at` is when the rows in it began to be read: whatever was taken back or erased after that
    closes it. `gone_at` says that it opens no more; its file goes then, `file_gone_at`.
    """

    __tablename__ = "archives"

    id: Mapped[Key]
    kind: Mapped[ArchiveKind] = mapped_column(choice(ArchiveKind))
    owner_id: Mapped[int] = to("people.id")
    with_journal: Mapped[bool] = mapped_column(default=False)
    asked_at: Mapped[At]
    progress: Mapped[float] = mapped_column(default=0.0)
    read_at: Mapped[MaybeAt]
    built_at: Mapped[MaybeAt]
    ends_at: Mapped[MaybeAt]
    key: Mapped[str | None] = mapped_column(String(200))
    sha256: Mapped[str | None] = mapped_column(String(64))
    bytes: Mapped[int | None] = mapped_column(BigInteger)
    files: Mapped[int | None]
    gone_at: Mapped[MaybeAt]
    gone_because: Mapped[GoneBecause | None] = mapped_column(choice(GoneBecause))
    file_gone_at: Mapped[MaybeAt]

    owner: Mapped[Person] = relationship()
    films: Mapped[list[ArchiveFilm]] = relationship(order_by="ArchiveFilm.id")

    __table_args__ = (
        CheckConstraint("progress >= 0 AND progress <= 1", name="progress_is_a_share"),
        CheckConstraint(
            "(built_at IS NULL) = (key IS NULL) AND (built_at IS NULL) = (ends_at IS NULL)"
            " AND (built_at IS NULL OR read_at IS NOT NULL)",
            name="what_is_built_is_kept_for_a_time",
        ),
        CheckConstraint("ends_at > built_at", name="it_is_kept_for_a_while"),
        CheckConstraint("(gone_at IS NULL) = (gone_because IS NULL)", name="gone_with_a_reason"),
        CheckConstraint(
            "file_gone_at IS NULL OR gone_at IS NOT NULL", name="the_file_of_a_kept_one_stays"
        ),
        Index(
            "uq_archives_of_a_record_to_build",
            "owner_id",
            unique=True,
            sqlite_where=_RECORD_TO_BUILD,
            postgresql_where=_RECORD_TO_BUILD,
        ),
    )


class Carried(StrEnum):
    """What of a film an archive has in it."""

    FILM = "film"
    PICTURE = "picture"


class ArchiveFilm(Model):
    """A film of which an archive has something in it. It closes with the consent to that."""

    __tablename__ = "archive_films"

    id: Mapped[Key]
    archive_id: Mapped[int] = to("archives.id")
    recording_id: Mapped[int] = to("recordings.id")
    carried: Mapped[Carried] = mapped_column(choice(Carried))

    recording: Mapped[Recording] = relationship()

    __table_args__ = (UniqueConstraint("archive_id", "recording_id", "carried"),)
