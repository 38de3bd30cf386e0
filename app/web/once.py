"""A form sent twice is taken in once: the second time leads to where the first one led."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import timedelta

from flask import Response, redirect, request
from flask_login import current_user
from sqlalchemy import delete

from app import clock
from app.extensions import db
from app.models.people import SentForm

FIELD = "once"


def new_token() -> str:
    return secrets.token_urlsafe(16)


def only_once(answer: Callable[[], Response]) -> Response:
    """`answer()`, unless this very form was taken in before; runs inside the open transaction."""
    token = request.form.get(FIELD, "")[:64]
    if not token or not current_user.is_authenticated:
        return answer()
    before = db.session.get(SentForm, (token, current_user.id))
    if before is not None:
        return redirect(before.led_to)  # type: ignore[return-value]
    response = answer()
    if response.status_code in (302, 303):
        _remember(token, response.location or "/")
    return response


def _remember(token: str, led_to: str) -> None:
    """Keep the form for a day: nobody sends the same one again after that."""
    old = clock.now() - timedelta(days=1)
    db.session.execute(delete(SentForm).where(SentForm.at < old))
    db.session.add(SentForm(token=token, person_id=current_user.id, led_to=led_to, at=clock.now()))
