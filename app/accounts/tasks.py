"""Work in the background: letters to those who asked for a new password."""

from __future__ import annotations

from app import jobs
from app.accounts import operations, queries
from app.extensions import transaction


@jobs.work("password-request", pending=queries.unanswered_password_requests)
def answer_password_request(request_id: int) -> None:
    with transaction():
        operations.answer_password_request(request_id)
