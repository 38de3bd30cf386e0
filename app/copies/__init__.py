"""Copies to take away, as archives that open without Attune.

A trainee's whole record; and for somebody of a case who asks, what is held about them.
"""

from flask import Blueprint

blueprint = Blueprint("copies", __name__)

from app.copies import routes  # noqa: E402

__all__ = ["blueprint", "routes"]
