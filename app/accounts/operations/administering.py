"""What a registrar does with somebody's account."""

from __future__ import annotations

from app import audit, clock, mail
from app.accounts import queries
from app.accounts.operations.factors import take_second_factor_away
from app.accounts.operations.links import end_links
from app.accounts.operations.people import end_role
from app.accounts.operations.sessions import end_sessions
from app.audit import Acting
from app.models.people import Person, Role
from app.models.sign_in import LinkKind
from app.web.errors import Refusal


def take_role_back(actor: Acting | None, person: Person, role: Role) -> None:
    """As `end_role`; Refusal where nobody would be left to administer people."""
    if role is Role.REGISTRAR:
        _somebody_else_remains(person)
    end_role(actor, person, role)


def close_account(actor: Acting, person: Person) -> None:
    """Nobody signs in with it any more, and who is signed in is not on the next request.

    What the person wrote and filmed stays where it is, and so do the roles they held.
    """
    if not person.is_active:
        return
    if Role.REGISTRAR in person.current_roles:
        _somebody_else_remains(person)
    person.closed_at = clock.now()
    audit.record(actor, "account.closed", person)
    end_sessions(actor, person)
    end_links(person.id, LinkKind.INVITATION, LinkKind.RESET)


def open_account_again(actor: Acting, person: Person) -> None:
    """The person signs in as before; browsers that were signed out stay so."""
    if person.is_active:
        return
    person.closed_at = None
    audit.record(actor, "account.opened_again", person)


def reset_second_factor(actor: Acting, person: Person, reason: str) -> None:
    """The person sets up a new one at their next sign-in, and is told by letter.

    `reason` says how the registrar knows who asked; it is kept in audit. Every browser is signed
    out. The password stays.
    """
    factor = queries.second_factor_of(person.id)
    if factor is None:
        raise Refusal(f"{person.name} has no second factor that could be reset.")
    if actor.person_id == person.id:
        raise Refusal("Your own second factor is moved on your own page, under “Your account”.")
    once = f"second-factor-reset-{factor.id}-{int(factor.set_up_at.timestamp())}"
    take_second_factor_away(actor, person)
    audit.record(actor, "second_factor.reset", person, reason=reason.strip())
    end_sessions(actor, person)
    mail.write(
        person,
        "second_factor_reset",
        once=once,
        name=person.name,
        link=mail.link("accounts.sign_in"),
    )


def _somebody_else_remains(person: Person) -> None:
    if not queries.other_usable_registrars(person.id):
        raise Refusal(
            f"{person.name} is the only registrar who can sign in. "
            "Make somebody else a registrar first; then this can be done."
        )
