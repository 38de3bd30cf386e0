"""Supervision: what a trainee brings, how it is rated, what was said, and the signature."""

from flask import Blueprint

blueprint = Blueprint("supervision", __name__)

from app.supervision import routes  # noqa: E402

__all__ = ["blueprint", "routes"]
