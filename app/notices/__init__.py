"""Notices: one sentence to somebody about what waits for them, and one letter a day at most."""

from flask import Blueprint

blueprint = Blueprint("notices", __name__)

__all__ = ["blueprint"]
