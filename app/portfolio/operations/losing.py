"""A draft loses what somebody in it took their agreement back for."""

from __future__ import annotations

from dataclasses import dataclass

from accreditation.consent import Purpose
from app import audit, clock
from app.casework.queries import Withdrawal, verdicts
from app.extensions import db
from app.models.portfolio import Portfolio
from app.portfolio import queries

NEEDED = frozenset({Purpose.FILMING, Purpose.OTHER_SUPERVISORS})
"""Without both nobody of a panel may see a film."""


@dataclass(frozen=True)
class Lost:
    """What left a draft: how many moments, and how many films to watch whole."""

    moments: int
    films: int


def lose_what_rested_on(withdrawn: Withdrawal, portfolio: Portfolio) -> Lost:
    """Take the moments and films out of the draft that can be shown to no panel since.

    What was submitted is not touched here. An answer that was changed meanwhile takes nothing
    away. Safe to repeat.
    """
    if withdrawn.purpose not in NEEDED or not withdrawn.stands:
        return Lost(0, 0)
    with_them = queries.recordings_with(withdrawn.person.id)
    said = verdicts(with_them, Purpose.OTHER_SUPERVISORS)
    gone = {one.id for one in with_them if not said[one.id].permitted}
    moments = [
        one for one in queries.chosen_moments(portfolio) if one.moment.track.recording_id in gone
    ]
    films = [one for one in queries.chosen_recordings(portfolio) if one.recording_id in gone]
    for one in (*moments, *films):
        db.session.delete(one)
    lost = Lost(len(moments), len(films))
    if moments or films:
        portfolio.changed_at = clock.now()
        audit.record(
            None, "portfolio.lost_evidence", portfolio, moments=lost.moments, films=lost.films
        )
    return lost
