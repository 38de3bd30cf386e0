"""What of films goes into a trainee's own archive: highlights reels that may be given out.

Film leaves Attune only where everyone in it agreed to a purpose that lets it: “client copy”, which
speaks of the best bits. So a reel may be in an archive and a whole film never is.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable

from accreditation.consent import Purpose
from app import policies
from app.archive import Link
from app.casework.queries import reel_of, verdict
from app.copies import files, queries
from app.copies.shelf import Shelf
from app.footage import files as footage
from app.footage.queries import a_blur_waits_in_reel
from app.models.archives import Carried
from app.models.footage import Recording, RecordingState
from app.policies import Actor
from app.web.words import day, size

ERASED = "It was erased. What was counted stays."
REFUSED = "It could not be used, so nothing of it is kept."
NOT_READY = "It was not ready when the archive was made."
NO_REEL = (
    "Everyone in it agreed to giving out a copy of the best bits, and no highlights reel of it is "
    "made. Join its clips, then ask for a new archive. A whole film is never in an archive: nobody "
    "is asked about that."
)
NOT_LOOKED_AT = (
    "Something is blurred in its highlights reel that you have not looked at yet. Look at it on "
    "the page of the film, then ask for a new archive."
)
_ENDED = {RecordingState.ERASED: ERASED, RecordingState.REFUSED: REFUSED}


def put_in_reels(shelf: Shelf, actor: Actor, go_on: Callable[[float], None]) -> None:
    """The rule is asked for each film at this moment; what is not here stands with its reason."""
    films = queries.own_films(actor)
    for number, film in enumerate(films, 1):
        label = label_of(film)
        reason = _put_in_reel(shelf, actor, film, label)
        if reason is not None:
            shelf.media_missing.append((label, reason))
        go_on(number / len(films))


def label_of(film: Recording) -> str:
    cycle = film.cycle
    what = f"{film.kind.label} of {day(film.filmed_on)}"
    return f"{cycle.client.code}, cycle {cycle.number}, {what}"


def _put_in_reel(shelf: Shelf, actor: Actor, film: Recording, label: str) -> str | None:
    """None when its reel is in; else why it is not, in a sentence."""
    if film.state is not RecordingState.READY:
        return _ENDED.get(film.state, NOT_READY)
    agreed = verdict(film, Purpose.CLIENT_COPY)
    if not agreed.permitted:
        return " ".join(agreed.reasons)
    reel = reel_of(film)
    if reel is not None and a_blur_waits_in_reel(reel):
        return NOT_LOOKED_AT
    if reel is None or policies.find("reel.copy", reel.id, actor) is None:
        return NO_REEL
    name = f"media/{film.cycle.client.code}-cycle-{film.cycle.number}-{film.id}-highlights.mp4"
    copy = shelf.room_for(name)
    with files.storage().fetch(footage.reel_key(film.id, reel.id)) as kept:
        shutil.copyfile(kept, copy)
    shelf.put(name, copy)
    shelf.films.add((film.id, Carried.FILM))
    shelf.media.append(Link(name, f"Highlights reel: {label}", size(copy.stat().st_size)))
    return None
