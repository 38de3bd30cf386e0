"""Readiness, kept for lists: a stored snapshot of each training that follows every change."""

from flask import Blueprint

blueprint = Blueprint("readiness", __name__, cli_group="readiness")

from app.readiness import changes, cli, decision_routes, routes  # noqa: E402

__all__ = ["blueprint", "changes", "cli", "decision_routes", "routes"]
