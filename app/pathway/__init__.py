"""The pathway: where a trainee is, what is left, and how a stage ends."""

from flask import Blueprint

blueprint = Blueprint("pathway", __name__)

from app.pathway import (  # noqa: E402
    arranging_routes,
    course_routes,
    course_running,
    evidence_routes,
    growing_routes,
    log_routes,
    meeting_routes,
    routes,
    showing_routes,
)

__all__ = [
    "arranging_routes",
    "blueprint",
    "course_routes",
    "course_running",
    "evidence_routes",
    "growing_routes",
    "log_routes",
    "meeting_routes",
    "routes",
    "showing_routes",
]
