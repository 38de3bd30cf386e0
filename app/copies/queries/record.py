"""The trainee's whole record: all that they may read of their own at this moment."""

from __future__ import annotations

from app import clock
from app.copies.plain import Plain, plain
from app.copies.queries.casework import clients_of
from app.copies.queries.evidence import certificates_of, journal_of, portfolio_of
from app.copies.queries.training import enrolments_of, person_of, training_of
from app.policies import Actor

FORM = "attune-record-1"


def record_of(actor: Actor, with_journal: bool) -> Plain:
    """Plain values alone: what each says is described in `app/copies/described.py`."""
    return {
        "form": FORM,
        "made_at": plain(clock.now()),
        "person": person_of(actor),
        "trainings": [
            {
                **training_of(one, actor),
                "clients": clients_of(one, actor),
                "portfolio": portfolio_of(one, actor),
                "certificates": certificates_of(one, actor),
            }
            for one in enrolments_of(actor)
        ],
        "journal": journal_of(actor) if with_journal else None,
    }
