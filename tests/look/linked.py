"""A personal link of somebody who has no account, and the highlights that are opened to them."""

from __future__ import annotations

from datetime import timedelta

from app import clock
from app.accounts.sealing import token_hash
from app.extensions import db, transaction
from app.models.case_record import ClosingLetter
from app.models.casework import CasePerson
from app.models.people import Role
from app.models.reels import Reel
from app.models.rights import ClientLink
from app.policies import Actor
from app.rights.operations import open_highlights, type_code
from app.rights.routes.for_you import IN_COOKIE
from tests import factories as make
from tests.look.signing_in import Somebody

TOKEN = "the-mother-opens-her-own-page"


def a_clients_link(of: CasePerson) -> str:
    """The secret of a link that opens."""
    make.client_link(of, secret=TOKEN)
    make.keep(ClosingLetter(client_id=of.client_id, words="You wait, and he looks up."))
    make.goal(of.client, "We laugh together at lunch", whose=of, before=3, after=6)
    return TOKEN


def a_client_with_numbers(reel: Reel) -> Somebody:
    """Whoever opened the link of `a_clients_link` and typed the numbers they were told."""
    with transaction() as session:
        link = session.query(ClientLink).filter_by(digest=token_hash(TOKEN)).one()
        trainee = Actor(reel.owner_id, Role.TRAINEE)
        until = clock.today() + timedelta(days=28)
        numbers = open_highlights(trainee, link, [session.get_one(Reel, reel.id)], until, True)
    with transaction():
        proof = type_code(db.session.get_one(ClientLink, link.id), numbers or "")
    carries = ((IN_COOKIE, {str(link.id): proof}),)
    return Somebody("a client with their numbers", None, None, carries=carries)
