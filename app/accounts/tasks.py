"""Work in the background: letters to those who lost their password, and old notes to remove."""

from __future__ import annotations

from app import jobs
from app.accounts import operations, queries
from app.extensions import transaction


@jobs.work("password-request", pending=queries.unanswered_password_requests)
def answer_password_request(request_id: int) -> None:
    with transaction():
        operations.answer_password_request(request_id)


@jobs.work("sign-ins.prune", pending=queries.some_sign_in_is_long_past)
def prune(_found: int) -> None:
    with transaction():
        operations.prune_sign_ins()
