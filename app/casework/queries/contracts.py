"""Questions about the written contract: which words hold, and who signed."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from accreditation.contract import WORDS
from app.extensions import db
from app.models.casework import Client
from app.models.contracts import Contract, ContractWording
from app.models.programme import Enrolment


def contract_words(client: Client) -> tuple[int, str]:
    """The version and the words of the contract that the service of a case gives today."""
    return contract_words_of(db.session.get_one(Enrolment, client.enrolment_id).service_id)


def contract_words_of(service_id: int) -> tuple[int, str]:
    """As `contract_words`; version 0 is Attune's own, until the service publishes one."""
    own = select(ContractWording).filter_by(service_id=service_id)
    row = db.session.scalar(own.order_by(ContractWording.number.desc()).limit(1))
    return (row.number, row.words) if row else (0, WORDS)


def contracts_of(client: Client) -> Sequence[Contract]:
    """What was signed in a case, the latest first; the latest twenty."""
    signed = select(Contract).filter_by(client_id=client.id)
    listed = signed.options(joinedload(Contract.case_person)).order_by(Contract.id.desc())
    return db.session.scalars(listed.limit(20)).all()


def contract_of(client: Client, contract_id: int) -> Contract | None:
    return db.session.scalar(select(Contract).filter_by(id=contract_id, client_id=client.id))
