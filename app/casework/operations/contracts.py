"""Publishing a service's contract, and keeping what a client signed."""

from __future__ import annotations

import re
from datetime import date

from app import audit, clock
from app.audit import Acting
from app.casework.queries.contracts import contract_words, contract_words_of
from app.extensions import db
from app.models.casework import CasePerson, Client, PersonKind
from app.models.contracts import Contract, ContractWording, SignedHow
from app.models.services import Service
from app.web.errors import Refusal

_STROKES = re.compile(r"(M\d{1,3} \d{1,3}(L\d{1,3} \d{1,3})+)+")
LONGEST_MARK = 20_000


def publish_contract(actor: Acting, service: Service, words: str) -> ContractWording:
    """The next version of the service's contract. What was signed before keeps its words."""
    number, now = contract_words_of(service.id)
    if words == now:
        raise Refusal("This says the same as the version in use. Nothing was published.")
    row = ContractWording(
        service_id=service.id, number=number + 1, words=words, published_by_id=actor.person_id
    )
    db.session.add(row)
    audit.record(actor, "contract.published", row, service=service.id, version=row.number)
    return row


def sign_contract(
    actor: Acting,
    client: Client,
    person: CasePerson,
    how: SignedHow,
    signed_on: date,
    typed: str = "",
    drawn: str = "",
    version: int | None = None,
) -> Contract:
    """What `person` signed, with the words that stood on the page when they did.

    Raises Refusal without a mark on the device, and when the words have changed meanwhile.
    """
    if person.client_id != client.id or person.kind is PersonKind.PRACTITIONER:
        raise Refusal("Choose somebody of this case.")
    if signed_on > clock.today():
        raise Refusal("This day is still to come. Choose today or an earlier day.")
    number, words = contract_words(client)
    if version is not None and version != number:
        raise Refusal("The words have changed. Please read them again; nothing was kept yet.")
    if how is SignedHow.TYPED and not typed.strip():
        raise Refusal("Let them type their mark, for example their initials.")
    if how is SignedHow.DRAWN and (len(drawn) > LONGEST_MARK or not _STROKES.fullmatch(drawn)):
        raise Refusal("Let them draw their mark in the box, or choose another way to sign.")
    contract = Contract(
        client_id=client.id,
        case_person_id=person.id,
        version=number,
        words=words,
        signed_how=how,
        typed_mark=typed.strip() if how is SignedHow.TYPED else None,
        drawn_mark=drawn if how is SignedHow.DRAWN else None,
        signed_on=signed_on,
        recorded_by_id=actor.person_id,
    )
    db.session.add(contract)
    audit.record(actor, "contract.signed", contract, how=how.value, version=number)
    return contract
