"""Presentations: recordings shown to named people, for a purpose, for a time."""

from flask import Blueprint

blueprint = Blueprint("presentations", __name__)

from app.presentations import routes  # noqa: E402

__all__ = ["blueprint", "routes"]
