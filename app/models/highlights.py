"""Highlights on somebody's own page: what was opened to them, and the numbers given in person."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import At, Instant, Key, MaybeAt, Model, to
from app.models.reels import Reel
from app.models.rights import ClientLink


class OpenedReel(Model):
    """A highlights reel that a practitioner opened to the holder of a personal link.

    It is this reel and no other: one that is joined anew is opened anew.
    """

    __tablename__ = "opened_reels"

    id: Mapped[Key]
    link_id: Mapped[int] = to("client_links.id")
    reel_id: Mapped[int] = to("reels.id")
    opened_by_id: Mapped[int] = to("people.id")
    opened_at: Mapped[At]
    closed_at: Mapped[MaybeAt]

    reel: Mapped[Reel] = relationship()

    __table_args__ = (
        Index(
            "uq_opened_reels_open",
            "link_id",
            "reel_id",
            unique=True,
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
    )


class LinkCode(Model):
    """The second proof of a personal link: six numbers, told in person and never sent.

    Only a keyed hash is kept. `misses` are counted since they were last typed right; after some
    of them it is locked for a while, longer each time, and then it is over.
    """

    __tablename__ = "link_codes"

    id: Mapped[Key]
    link_id: Mapped[int] = to("client_links.id")
    code_hash: Mapped[str] = mapped_column(String(64))
    given_by_id: Mapped[int] = to("people.id")
    given_at: Mapped[At]
    ends_on: Mapped[date]
    ended_at: Mapped[MaybeAt]
    misses: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[MaybeAt]

    link: Mapped[ClientLink] = relationship()

    __table_args__ = (
        CheckConstraint("misses >= 0", name="misses_are_counted"),
        Index(
            "uq_link_codes_that_hold",
            "link_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )


class CodeTyped(Model):
    """The numbers were typed right in one browser, which may show the highlights `until` then.

    Its cookie holds a token, the row only the digest of it.
    """

    __tablename__ = "codes_typed"

    id: Mapped[Key]
    code_id: Mapped[int] = to("link_codes.id")
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    typed_at: Mapped[At]
    until: Mapped[datetime] = mapped_column(Instant)
