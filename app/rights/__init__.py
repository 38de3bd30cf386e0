"""Rights: the page that belongs to the people in the films, and the day the films go."""

from flask import Blueprint

blueprint = Blueprint("rights", __name__)

from app.rights import routes  # noqa: E402

__all__ = ["blueprint", "routes"]
