"""Footage: films arrive, are made ready, are played, and are erased."""

from flask import Blueprint

blueprint = Blueprint("footage", __name__)

from app.footage import routes  # noqa: E402

__all__ = ["blueprint", "routes"]
