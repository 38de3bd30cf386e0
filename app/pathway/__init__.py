"""The pathway: where a trainee is, what is left, and how a stage ends."""

from flask import Blueprint

blueprint = Blueprint("pathway", __name__)

from app.pathway import arranging_routes, meeting_routes, routes, showing_routes  # noqa: E402

__all__ = ["arranging_routes", "blueprint", "meeting_routes", "routes", "showing_routes"]
