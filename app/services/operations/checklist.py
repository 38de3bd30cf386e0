"""What a lead confirms before anyone films, and takes back when it no longer holds."""

from __future__ import annotations

from datetime import date

from app import audit, clock
from app.audit import Acting
from app.extensions import db
from app.models.services import CheckItem, FilmingCheck, Service
from app.services import queries
from app.web.errors import Refusal


def confirm_check(
    actor: Acting, service: Service, item: CheckItem, settled_on: date, reference: str
) -> FilmingCheck:
    """The actor confirms that `item` was settled that day, and where it can be found.

    With the last item, trainees of the service may film. Raises Refusal for a day to come, for
    no reference, and for an item that is confirmed.
    """
    if settled_on > clock.today():
        raise Refusal("That day is still to come. Confirm it once it is settled.")
    if not reference.strip():
        raise Refusal("Say where it can be found, so that somebody else can look it up.")
    if queries.check_now(service.id, item) is not None:
        raise Refusal("This is confirmed already. Take it back first if it changed.")
    check = FilmingCheck(
        service_id=service.id,
        item=item,
        settled_on=settled_on,
        reference=reference.strip(),
        confirmed_by_id=actor.person_id,
        confirmed_at=clock.now(),
    )
    db.session.add(check)
    audit.record(actor, "filming_check.confirmed", check, service=service.id, item=item.value)
    return check


def take_back_check(actor: Acting, service: Service, item: CheckItem) -> FilmingCheck:
    """It no longer holds: no film is declared or uploaded from the next request on.

    What was filmed before stays. Raises Refusal where nothing stands to be taken back.
    """
    check = queries.check_now(service.id, item)
    if check is None:
        raise Refusal("This is not confirmed, so there is nothing to take back.")
    check.taken_back_at, check.taken_back_by_id = clock.now(), actor.person_id
    audit.record(actor, "filming_check.taken_back", check, service=service.id, item=item.value)
    return check
