"""Panel: who reviews a submission, for how long, and what they decide."""

from flask import Blueprint

blueprint = Blueprint("panel", __name__)

from app.panel import routes  # noqa: E402

__all__ = ["blueprint", "routes"]
