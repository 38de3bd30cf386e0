"""Services: the employers that trainees and their clients belong to."""

from flask import Blueprint

blueprint = Blueprint("services", __name__, cli_group="service")

from app.services import cli, routes  # noqa: E402

__all__ = ["blueprint", "cli", "routes"]
