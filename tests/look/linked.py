"""A personal link of somebody who has no account."""

from __future__ import annotations

from app.models.case_record import ClosingLetter
from app.models.casework import CasePerson
from tests import factories as make

TOKEN = "the-mother-opens-her-own-page"


def a_clients_link(of: CasePerson) -> str:
    """The secret of a link that opens."""
    make.client_link(of, secret=TOKEN)
    make.keep(ClosingLetter(client_id=of.client_id, words="You wait, and he looks up."))
    make.goal(of.client, "We laugh together at lunch", whose=of, before=3, after=6)
    return TOKEN
