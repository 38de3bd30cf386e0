"""Copies to take away: a trainee's whole record as an archive that opens without Attune."""

from flask import Blueprint

blueprint = Blueprint("copies", __name__)

from app.copies import routes  # noqa: E402

__all__ = ["blueprint", "routes"]
