"""The pathway: where a trainee is, what is left, and how a stage ends."""

from flask import Blueprint

blueprint = Blueprint("pathway", __name__)

from app.pathway import meeting_routes, routes  # noqa: E402

__all__ = ["blueprint", "meeting_routes", "routes"]
