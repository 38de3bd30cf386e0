"""The Studio: looking closely at a recording, to the exact frame."""

from flask import Blueprint

blueprint = Blueprint("studio", __name__)

from app.studio import api, exchange_routes, playing, round_routes, routes  # noqa: E402

__all__ = ["api", "blueprint", "exchange_routes", "playing", "round_routes", "routes"]
