"""Portfolio: evidence chosen and written about, submitted frozen, bound as a PDF."""

from flask import Blueprint

blueprint = Blueprint("portfolio", __name__)

from app.portfolio import cli, routes  # noqa: E402

__all__ = ["blueprint", "cli", "routes"]
