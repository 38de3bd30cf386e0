"""Supervision: what a trainee brings, how it is rated, what was said, and the signature."""

from flask import Blueprint

blueprint = Blueprint("supervision", __name__)

from app.supervision import (  # noqa: E402
    group_routes,
    handing_routes,
    log_routes,
    routes,
    signed_routes,
    time_routes,
)

__all__ = [
    "blueprint",
    "group_routes",
    "handing_routes",
    "log_routes",
    "routes",
    "signed_routes",
    "time_routes",
]
