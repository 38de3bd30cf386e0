"""Where somebody goes next: the page they wanted, what comes before it, and waiting."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from flask import Response, make_response, request, url_for

from app.accounts.operations import TooManyAttempts
from app.models.people import Person
from app.web.access import waiting_roles


def wanted_page() -> str | None:
    """The page within Attune that somebody was on the way to; other addresses do not count."""
    wanted = request.args.get("next", "")
    parts = urlsplit(wanted)
    within = wanted.startswith("/") and not wanted.startswith(("//", "/\\"))
    return wanted if within and not parts.netloc and not parts.scheme else None


def onward(person: Person) -> str:
    """After signing in: the second factor where a role needs one, else where they wanted to go."""
    if waiting_roles(person):
        return url_for("accounts.set_up_second_factor", next=wanted_page())
    return wanted_page() or url_for("accounts.start")


def closed_for_now(
    too_many: TooManyAttempts, field: Any, page: Callable[[int], tuple[str, int]]
) -> Response:
    """The page with status 429: how long to wait stands at the field, and as Retry-After."""
    field.errors = [
        "There were many tries in a short time, so this waits for a while. "
        f"Try again in {_in_words(too_many.wait)}; nothing was lost."
    ]
    response = make_response(page(429))
    response.headers["Retry-After"] = str(int(too_many.wait.total_seconds()) + 1)
    return response


def _in_words(wait: timedelta) -> str:
    minutes = int(wait.total_seconds()) // 60 + 1
    return "a minute" if minutes == 1 else f"{minutes} minutes"
