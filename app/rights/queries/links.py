"""Questions about personal links and what was asked for through them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from app import policies
from app.accounts.sealing import token_hash
from app.extensions import db
from app.models.casework import CasePerson, Client
from app.models.consent import Consent
from app.models.rights import ClientLink, LinkAnswersFor, RightsRequest
from app.policies import LinkHolder
from app.web.pages import Page, paginate

LATEST = 20


def link_by_token(token: str) -> ClientLink | None:
    """The link with this secret, if it opens today."""
    row_id = db.session.scalar(select(ClientLink.id).filter_by(digest=token_hash(token)))
    if row_id is None:
        return None
    return policies.find_by_link("your_page.see", row_id, LinkHolder(row_id))


def has_a_yes(person: CasePerson) -> bool:
    standing = select(Consent.id).filter_by(
        case_person_id=person.id, agreed=True, replaced_at=None, withdrawn_at=None
    )
    return db.session.scalar(standing.limit(1)) is not None


def links_page(client: Client, page: int) -> Page:
    """The links of a case, the latest first, each with whom it answers for."""
    people = selectinload(ClientLink.answers).joinedload(LinkAnswersFor.case_person)
    of_case = select(ClientLink).filter_by(client_id=client.id).options(people)
    return paginate(of_case.order_by(ClientLink.id.desc()), page)


def requests_page(client: Client, page: int) -> Page:
    """What was asked for in a case, the latest first."""
    asked = select(RightsRequest).join(ClientLink).where(ClientLink.client_id == client.id)
    listed = asked.options(joinedload(RightsRequest.link)).order_by(RightsRequest.id.desc())
    return paginate(listed, page)


def requests_of(link: ClientLink) -> Sequence[RightsRequest]:
    """What was asked through this link: the latest twenty."""
    asked = select(RightsRequest).filter_by(link_id=link.id)
    return db.session.scalars(asked.order_by(RightsRequest.id.desc()).limit(LATEST)).all()


def count_waiting(link: ClientLink) -> int:
    waiting = select(func.count(RightsRequest.id)).filter_by(link_id=link.id, answered_at=None)
    return db.session.scalar(waiting) or 0
