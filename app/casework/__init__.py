"""Casework: coded clients, who may be in shot, what each agreed to, and cycles."""

from flask import Blueprint

blueprint = Blueprint("casework", __name__)

from app.casework import routes  # noqa: E402

__all__ = ["blueprint", "routes"]
