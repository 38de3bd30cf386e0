"""Register: certificates of accredited practitioners."""

from flask import Blueprint

blueprint = Blueprint("register", __name__)

from app.register import routes  # noqa: E402

__all__ = ["blueprint", "routes"]
