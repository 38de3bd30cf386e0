"""Supervision: what a trainee brings, how it is rated, what was said, and the signature."""

from flask import Blueprint

blueprint = Blueprint("supervision", __name__)

from app.supervision import log_routes, routes, signed_routes, time_routes  # noqa: E402

__all__ = ["blueprint", "log_routes", "routes", "signed_routes", "time_routes"]
