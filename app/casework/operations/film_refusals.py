"""Saying no to one film, and taking that back. What was answered for all films stays as it is."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from accreditation.consent import Purpose
from app import audit, clock, events
from app.audit import Acting
from app.casework import queries
from app.casework.operations.consents import refuse_wrong_person
from app.extensions import db
from app.models.casework import CasePerson
from app.models.consent import GivenBy, GivenHow
from app.models.film_refusals import FilmRefusal
from app.models.footage import Recording
from app.models.rights import LinkAnswersFor
from app.web.errors import Refusal


def refuse_film(
    actor: Acting,
    recording: Recording,
    case_person: CasePerson,
    purposes: Collection[Purpose],
    said_on: date,
    given_by: GivenBy,
    given_how: GivenHow,
) -> list[FilmRefusal]:
    """Keep `purposes` as what a person in shot says no to for this film, and nothing else.

    What they said no to before, and not now, is taken back; what came through a link of their own
    stays. The new ones are the answer; they hold from the next request on, and the cycle still
    counts. Raises Refusal for somebody who cannot say this, or a day that cannot be.
    """
    refuse_wrong_person(actor, case_person, given_by, given_how)
    if said_on > clock.today():
        raise Refusal("The day they said it cannot be in the future.")
    how = {
        "given_by": given_by,
        "given_how": given_how,
        "said_on": said_on,
        "recorded_by_id": actor.person_id,
    }
    return _keep(actor, recording, case_person, purposes, how)


def refuse_film_by_link(
    link: LinkAnswersFor, recording: Recording, purposes: Collection[Purpose]
) -> list[FilmRefusal]:
    """As `refuse_film`, said today through a client's own link: those of that link."""
    how = {
        "given_by": link.given_by,
        "given_how": GivenHow.LINK,
        "said_on": clock.today(),
        "link_id": link.link_id,
    }
    return _keep(None, recording, link.case_person, purposes, how)


def _keep(
    actor: Acting | None,
    recording: Recording,
    case_person: CasePerson,
    purposes: Collection[Purpose],
    how: Mapping[str, Any],
) -> list[FilmRefusal]:
    if not queries.is_in_shot(recording, case_person):
        raise Refusal("This person is not in this film. Nothing was changed.")
    before = queries.refusals_of(recording, case_person, how.get("link_id"))
    for one in before:
        if one.purpose not in purposes:
            _take_back(actor, one)
    standing = {one.purpose for one in before}
    about = {
        "recording_id": recording.id,
        "case_person_id": case_person.id,
        "client_id": case_person.client_id,
    }
    new = [one for one in Purpose if one in purposes and one not in standing]
    return [_say(actor, FilmRefusal(purpose=purpose, **about, **how)) for purpose in new]


def _take_back(actor: Acting | None, refusal: FilmRefusal) -> None:
    refusal.taken_back_at = clock.now()
    audit.record(actor, "film_refusal.taken_back", refusal, purpose=refusal.purpose.value)


def _say(actor: Acting | None, refusal: FilmRefusal) -> FilmRefusal:
    db.session.add(refusal)
    audit.record(actor, "film_refusal.said", refusal, purpose=refusal.purpose.value)
    events.tell("film.refused", refusal, by=actor.person_id if actor else None)
    return refusal
