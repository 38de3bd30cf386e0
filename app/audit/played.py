"""What players say they showed: only ever added to."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from app import clock
from app.audit.entries import Acting
from app.extensions import db, transaction
from app.models.audit import Played

Interval = tuple[int, int]


def record_played(
    actor: Acting, recording_id: int, token: str, intervals: Sequence[Interval]
) -> None:
    """Note the frames, first and last, that a player says it showed while the film ran.

    Intervals that touch become one. The same `token` again adds nothing. Uses a short transaction
    of its own.
    """
    known = select(Played.id).filter_by(person_id=actor.person_id, token=token).limit(1)
    if db.session.scalar(known) is not None:
        return
    said = {
        "token": token,
        "person_id": actor.person_id,
        "role": actor.role,
        "recording_id": recording_id,
        "at": clock.now(),
    }
    rows = [{**said, "first_frame": first, "last_frame": last} for first, last in merged(intervals)]
    try:
        with transaction() as session:
            session.execute(insert(Played), rows)
    except IntegrityError:
        if db.session.scalar(known) is None:
            raise  # not the same message a moment earlier, but one that must not be kept


def merged(intervals: Sequence[Interval]) -> list[Interval]:
    """The same frames as few intervals, in order."""
    found: list[Interval] = []
    for first, last in sorted(intervals):
        if found and first <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return found
