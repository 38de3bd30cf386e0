"""Making a personal link and revoking it. The secret is told once and never kept."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import timedelta

from app import audit, clock
from app.accounts.sealing import token_hash
from app.audit import Acting
from app.casework.operations import withdraw_all
from app.extensions import db
from app.models.casework import CasePerson, Client, PersonKind
from app.models.consent import GivenBy
from app.models.rights import ClientLink, LinkAnswersFor
from app.rights import queries
from app.web.errors import Refusal

OPENS_FOR = timedelta(days=365)


def make_link(
    actor: Acting, client: Client, holder: CasePerson, children: Sequence[CasePerson] = ()
) -> tuple[ClientLink, str]:
    """A link for `holder`, who may answer for `children` too, and its secret of 32 letters.

    Whoever had a link keeps it until it is revoked. Raises Refusal for people who cannot be meant.
    """
    _refuse_wrong_people(client, holder, children)
    secret = secrets.token_urlsafe(24)
    link = ClientLink(
        client_id=client.id,
        label=holder.label,
        digest=token_hash(secret),
        made_by_id=actor.person_id,
        ends_on=clock.today() + OPENS_FOR,
        answers=[
            _answers(client, holder, GivenBy.THEMSELVES),
            *(_answers(client, one, GivenBy.PARENTAL_RESPONSIBILITY) for one in children),
        ],
    )
    db.session.add(link)
    audit.record(actor, "client_link.made", link, answers_for=len(link.answers))
    return link, secret


def _answers(client: Client, person: CasePerson, given_by: GivenBy) -> LinkAnswersFor:
    return LinkAnswersFor(case_person_id=person.id, client_id=client.id, given_by=given_by)


def _refuse_wrong_people(
    client: Client, holder: CasePerson, children: Sequence[CasePerson]
) -> None:
    if any(one.client_id != client.id for one in (holder, *children)):
        raise Refusal("Choose people of this case.")
    if holder.kind is PersonKind.PRACTITIONER:
        raise Refusal("A practitioner answers from their own account.")
    if any(one.kind is not PersonKind.CHILD for one in children):
        raise Refusal("Each adult answers with a link of their own.")
    if children and holder.kind is not PersonKind.ADULT:
        raise Refusal("Only an adult answers for a child.")


def revoke_link(actor: Acting, link: ClientLink) -> None:
    """It opens nothing from the next request on. What was answered with it stays."""
    link.revoked_at = clock.now()
    audit.record(actor, "client_link.revoked", link)


def stop_everything(link: ClientLink) -> int:
    """Take back every yes of the people the link answers for; how many of them had one.

    Nothing with them in it is shown from the next request on.
    """
    stopped = [one for one in link.answers if queries.has_a_yes(one.case_person)]
    for one in stopped:
        withdraw_all(None, one.case_person)
    audit.record(None, "client_link.stopped_everything", link, people=len(stopped))
    return len(stopped)
