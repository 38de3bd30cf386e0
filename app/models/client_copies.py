"""Copies for people of a case who ask what is held about them, and what was chosen for each."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import CheckConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.archives import Archive
from app.models.base import At, Key, MaybeAt, Model, choice, to
from app.models.footage import Recording
from app.models.people import Person
from app.models.rights import ClientLink


class ClientCopy(Model):
    """What is put together for the holder of one personal link, and for the children of it.

    `archive` is the one that was asked for last.
    """

    __tablename__ = "client_copies"

    id: Mapped[Key]
    link_id: Mapped[int] = to("client_links.id", unique=True)
    begun_by_id: Mapped[int] = to("people.id")
    begun_at: Mapped[At]
    looked_at: Mapped[At]
    archive_id: Mapped[int | None] = to("archives.id", unique=True)

    link: Mapped[ClientLink] = relationship()
    archive: Mapped[Archive | None] = relationship()


class ItemKind(StrEnum):
    """A film, or something that was written, by where it stands."""

    FILM = "film"
    HELPING_QUESTION = "helping_question"
    CONTEXT = "context"
    REFERRAL = "referral"
    TALK = "talk"
    GOAL = "goal"
    SCORE = "score"
    LETTER = "letter"
    NOTES = "notes"
    QUESTION = "question"
    MOMENT = "moment"
    ANSWER = "answer"


class CopyItem(Model):
    """Something that may have others in it. It goes into a copy once a person released it.

    `what` and `by` say what it is and whose words, without repeating any. `by_practitioner`: it was
    written by whoever holds the case.
    """

    __tablename__ = "copy_items"

    id: Mapped[Key]
    copy_id: Mapped[int] = to("client_copies.id")
    kind: Mapped[ItemKind] = mapped_column(choice(ItemKind))
    row_id: Mapped[int]
    recording_id: Mapped[int | None] = to("recordings.id")
    what: Mapped[str] = mapped_column(String(200))
    by: Mapped[str] = mapped_column(String(60))
    by_practitioner: Mapped[bool]
    released_at: Mapped[MaybeAt]
    released_by_id: Mapped[int | None] = to("people.id")

    copy: Mapped[ClientCopy] = relationship()
    recording: Mapped[Recording | None] = relationship()
    released_by: Mapped[Person | None] = relationship()

    __table_args__ = (
        UniqueConstraint("copy_id", "kind", "row_id"),
        CheckConstraint("(kind = 'film') = (recording_id IS NOT NULL)", name="a_film_is_named"),
        CheckConstraint("kind <> 'film' OR NOT by_practitioner", name="a_film_is_no_words"),
        CheckConstraint("what <> ''", name="it_says_what_it_is"),
        CheckConstraint(
            "(released_at IS NULL) = (released_by_id IS NULL)", name="released_by_somebody"
        ),
    )


class Disclosure(Model):
    """Something of others was in an archive that was fetched to be handed over.

    It is by value, and stays: what, for whom, who released it, who fetched it, and when first.
    """

    __tablename__ = "disclosures"

    id: Mapped[Key]
    client_id: Mapped[int] = to("clients.id")
    item_id: Mapped[int] = to("copy_items.id")
    archive_id: Mapped[int] = to("archives.id")
    what: Mapped[str] = mapped_column(String(200))
    by: Mapped[str] = mapped_column(String(60))
    to_whom: Mapped[str] = mapped_column(String(60))
    released_by_id: Mapped[int] = to("people.id")
    handed_over_by_id: Mapped[int] = to("people.id")
    at: Mapped[At]

    released_by: Mapped[Person] = relationship(foreign_keys=[released_by_id])
    handed_over_by: Mapped[Person] = relationship(foreign_keys=[handed_over_by_id])

    __table_args__ = (UniqueConstraint("item_id", "archive_id"),)
