"""Meetings: supervision and the meetings of a stage, held over the same film in step."""

from flask import Blueprint

blueprint = Blueprint("meetings", __name__)

__all__ = ["blueprint"]
