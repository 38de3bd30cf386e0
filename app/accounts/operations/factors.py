"""The second factor: set up, asked for, taken away; recovery codes, each for one use."""

from __future__ import annotations

import secrets
from typing import Any, cast

from sqlalchemy import CursorResult, delete, or_, update

from app import audit, clock, mail
from app.accounts import queries, sealing, totp
from app.audit import Acting
from app.extensions import db
from app.models.people import Person
from app.models.sign_in import RecoveryCode, SecondFactor

RECOVERY_CODES = 10
ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # nothing that can be read as something else


def set_second_factor(actor: Acting | None, person: Person, secret: str) -> SecondFactor:
    """The person's authenticator app holds `secret` (base32) from now on, in place of any other.

    Recovery codes made before go with the factor before; new ones are made separately.
    """
    _forget(person)
    factor = SecondFactor(
        person_id=person.id, sealed_secret=sealing.seal(secret), set_up_at=clock.now()
    )
    db.session.add(factor)
    audit.record(actor, "second_factor.set_up", person)
    return factor


def set_up_second_factor(actor: Acting, person: Person, secret: str, code: str) -> bool:
    """As `set_second_factor`, once `code` shows that the app has the key; False when it does not.

    The code is used up. Where another key is replaced, the person is told by letter.
    """
    step = totp.fitting_step(secret, code, clock.now())
    if step is None:
        return False
    if queries.second_factor_of(person.id) is not None:
        _tell_of_a_change(person, "moved to another app")
    set_second_factor(actor, person, secret).last_step = step
    return True


def end_second_factor(actor: Acting, person: Person) -> None:
    """The person goes back to the password alone, and is told by letter."""
    take_second_factor_away(actor, person)
    _tell_of_a_change(person, "taken away")


def _tell_of_a_change(person: Person, what: str) -> None:
    mail.write(
        person,
        "second_factor_changed",
        once=f"second-factor-{person.id}-{clock.now().isoformat()}",
        name=person.name,
        what=what,
        link=mail.link("accounts.sessions"),
    )


def use_code(person_id: int, code: str) -> bool:
    """Whether `code` is the person's at this moment and was not used before; now it is."""
    factor = queries.second_factor_of(person_id)
    secret = sealing.unseal(factor.sealed_secret) if factor else None
    step = totp.fitting_step(secret, code, clock.now()) if secret else None
    if factor is None or step is None:
        return False
    unused = or_(SecondFactor.last_step.is_(None), SecondFactor.last_step < step)
    return _changes_one(
        update(SecondFactor).where(SecondFactor.id == factor.id, unused).values(last_step=step)
    )


def make_recovery_codes(actor: Acting | None, person: Person) -> list[str]:
    """Ten new codes, to be shown once; codes made before no longer fit."""
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person.id))
    codes = [_new_code() for _ in range(RECOVERY_CODES)]
    db.session.add_all(
        RecoveryCode(person_id=person.id, code_hash=_hash_of(code), made_at=clock.now())
        for code in codes
    )
    audit.record(actor, "recovery_codes.made", person)
    return codes


def use_recovery_code(person: Person, code: str) -> bool:
    """Whether `code` is one of the person's that was not used yet; now it is."""
    fits = (
        RecoveryCode.person_id == person.id,
        RecoveryCode.code_hash == _hash_of(code),
        RecoveryCode.used_at.is_(None),
    )
    used = _changes_one(update(RecoveryCode).where(*fits).values(used_at=clock.now()))
    if used:
        audit.record(None, "recovery_code.used", person)
    return used


def take_second_factor_away(actor: Acting | None, person: Person) -> None:
    """Neither a key nor recovery codes remain; a role that needs them waits for a new set-up."""
    _forget(person)
    audit.record(actor, "second_factor.taken_away", person)


def _forget(person: Person) -> None:
    db.session.execute(delete(SecondFactor).where(SecondFactor.person_id == person.id))
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person.id))


def _new_code() -> str:
    """Twelve characters in three groups: 59 random bits."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(12))
    return "-".join((letters[:4], letters[4:8], letters[8:]))


def _hash_of(code: str) -> str:
    letters = "".join(letter for letter in code.lower() if letter.isalnum())
    return sealing.keyed_hash(letters)


def _changes_one(statement: Any) -> bool:
    return cast("CursorResult[Any]", db.session.execute(statement)).rowcount == 1
