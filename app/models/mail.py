"""Letters: written with the change they tell of, sent afterwards."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import CheckConstraint, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import At, Key, MaybeAt, Model, choice, to
from app.models.leases import Leased


class MailState(StrEnum):
    """`kept`: in the local mailbox. `unsent`: this installation chose to send no mail."""

    WAITING = "waiting"
    SENT = "sent"
    REFUSED = "refused"
    KEPT = "kept"
    UNSENT = "unsent"


class Mail(Leased, Model):
    """One letter to one person. Its text is emptied once nobody needs it here any more."""

    __tablename__ = "mails"

    id: Mapped[Key]
    once: Mapped[str] = mapped_column(String(200), unique=True)
    letter: Mapped[str] = mapped_column(String(60))
    person_id: Mapped[int | None] = to("people.id")
    name: Mapped[str] = mapped_column(String(120), default="")
    address: Mapped[str] = mapped_column(String(254))
    subject: Mapped[str] = mapped_column(String(200))
    body: Mapped[str] = mapped_column(Text)
    calendar: Mapped[str] = mapped_column(Text, default="", server_default="")
    state: Mapped[MailState] = mapped_column(choice(MailState), index=True)
    written_at: Mapped[At]
    sent_at: Mapped[MaybeAt]
    trouble: Mapped[str | None] = mapped_column(String(300), default=None)

    __table_args__ = (
        CheckConstraint(
            "state IN ('waiting', 'kept') OR body = ''", name="only_a_letter_here_has_its_text"
        ),
        CheckConstraint(
            "(state = 'sent') = (sent_at IS NOT NULL)", name="a_sent_letter_has_its_time"
        ),
    )
