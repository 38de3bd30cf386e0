"""Meetings: supervision and the meetings of a stage, held over the same film in step."""

from time import perf_counter

from flask import Blueprint, g

blueprint = Blueprint("meetings", __name__)

from app.meetings import room_api, room_routes  # noqa: E402


@blueprint.before_request
def _note_the_time() -> None:
    """A browser that asks the server's time is told how much of the way was spent here."""
    g.asked_at = perf_counter()


__all__ = ["blueprint", "room_api", "room_routes"]
