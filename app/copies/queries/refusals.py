"""What somebody of a case said no to for single films, as plain values."""

from __future__ import annotations

from app.casework.queries import refusals_about
from app.copies.plain import Plain, plain, taken
from app.models.casework import CasePerson
from app.models.film_refusals import FilmRefusal

_SAID = ("purpose", "said_on", "given_by", "given_how", "recorded_at", "taken_back_at")


def refused_films(person: CasePerson, link_id: int | None = None) -> list[Plain]:
    """Everything that was ever said, or only what came through a link."""
    said = refusals_about([person.id])
    return [_refusal(one) for one in said if link_id in (None, one.link_id)]


def _refusal(one: FilmRefusal) -> Plain:
    filmed_on = plain(one.recording.filmed_on)
    return {"film": one.recording_id, "filmed_on": filmed_on, **taken(one, *_SAID)}
