"""Work in the background: letters to send, and old ones to remove."""

from __future__ import annotations

from app.jobs import work
from app.mail import operations, queries


@work("mail", pending=queries.to_send)
def send(mail_id: int) -> None:
    operations.send(mail_id)


@work("mail.prune", pending=lambda: queries.old(operations.KEPT_FOR, 1))
def prune(_mail_id: int) -> None:
    operations.prune()
