"""Programmes: editions in use, enrolment, supervisors, the intro course, stages."""

from flask import Blueprint

blueprint = Blueprint("programmes", __name__, cli_group="programme")

from app.programmes import cli, course_routes, edition_routes, routes  # noqa: E402

__all__ = ["blueprint", "cli", "course_routes", "edition_routes", "routes"]
