"""The demo: a small association with people, cases and drawn films.

Every row comes from an operation, called as the person who would do it, at the time they would.
"""

from flask import Blueprint

blueprint = Blueprint("demo", __name__, cli_group="demo")

from app.demo import cli  # noqa: E402

__all__ = ["blueprint", "cli"]
