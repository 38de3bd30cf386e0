"""The Studio: looking closely at a recording, to the exact frame."""

from flask import Blueprint

blueprint = Blueprint("studio", __name__)

from app.studio import (  # noqa: E402
    api,
    exchange_routes,
    highlights_routes,
    playing,
    round_routes,
    routes,
)

__all__ = [
    "api",
    "blueprint",
    "exchange_routes",
    "highlights_routes",
    "playing",
    "round_routes",
    "routes",
]
