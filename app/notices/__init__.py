"""Notices: one sentence to somebody about what waits for them, and one letter a day at most."""

from flask import Blueprint

from app.notices.operations import about, mark_read_until, tell

blueprint = Blueprint("notices", __name__)

from app.notices import routes  # noqa: E402

__all__ = ["about", "blueprint", "mark_read_until", "routes", "tell"]
