"""Personal links: an invitation, or a way to a new password. One use, for a time."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Any, cast

from sqlalchemy import CursorResult, update

from app import audit, clock, mail
from app.accounts import queries, sealing
from app.accounts.operations.passwords import change_password
from app.accounts.operations.people import open_account
from app.audit import Acting
from app.extensions import db
from app.jobs import ring_after_commit
from app.models.people import Person, Role
from app.models.sign_in import LinkKind, PasswordRequest, PersonalLink
from app.web.errors import Refusal

LASTS = {LinkKind.INVITATION: timedelta(days=7), LinkKind.RESET: timedelta(hours=1)}


def invite(actor: Acting | None, name: str, email: str, roles: list[Role]) -> Person:
    """An account without a password, and a letter with a personal link to choose one.

    Raises Refusal where the address has an account.
    """
    if queries.person_by_email(email) is not None:
        raise Refusal(f"{email.strip().lower()} has an account already; find it under “People”.")
    person = open_account(actor, name, email, "", roles)
    _send_invitation(actor, person)
    return person


def invite_again(actor: Acting | None, person: Person) -> None:
    """A new letter with a new link; the link before ends."""
    if person.has_password or not person.is_active:
        raise Refusal(f"{person.name} is not waiting for an invitation.")
    _send_invitation(actor, person)


def withdraw_invitation(actor: Acting, person: Person) -> None:
    """The link in the letter leads nowhere from now on; the account stays, without a password."""
    end_links(person.id, LinkKind.INVITATION)
    audit.record(actor, "invitation.withdrawn", person)


def _send_invitation(actor: Acting | None, person: Person) -> None:
    link, token = _make_link(actor, person, LinkKind.INVITATION)
    audit.record(actor, "invitation.sent", person)
    mail.write(
        person,
        "invitation",
        once=f"personal-link-{link.id}",
        name=person.name,
        roles=" and ".join(role.label for role in person.current_roles),
        link=mail.link("accounts.invitation", token=token),
        until=_day(link),
    )


def _make_link(actor: Acting | None, person: Person, kind: LinkKind) -> tuple[PersonalLink, str]:
    """The one open link of this kind; those before it end."""
    end_links(person.id, kind)
    token, now = secrets.token_urlsafe(32), clock.now()
    link = PersonalLink(
        person_id=person.id,
        kind=kind,
        token_hash=sealing.token_hash(token),
        made_by_id=actor.person_id if actor else None,
        made_at=now,
        until=now + LASTS[kind],
    )
    db.session.add(link)
    db.session.flush()
    return link, token


def _day(link: PersonalLink) -> str:
    return f"{link.until.day} {link.until:%B %Y} at {link.until:%H:%M} UTC"


def end_links(person_id: int, *kinds: LinkKind) -> None:
    """No open link of these kinds leads anywhere from now on."""
    still_open = (
        PersonalLink.person_id == person_id,
        PersonalLink.kind.in_(kinds),
        PersonalLink.used_at.is_(None),
        PersonalLink.ended_at.is_(None),
    )
    db.session.execute(update(PersonalLink).where(*still_open).values(ended_at=clock.now()))


def accept_invitation(link: PersonalLink, password_hash: str) -> bool:
    """The invited person has their password; False where the link was used meanwhile."""
    if not _use(link):
        return False
    link.person.password_hash = password_hash
    audit.record(None, "invitation.accepted", link.person)
    return True


def reset_password(link: PersonalLink, password_hash: str) -> bool:
    """A new password by letter; False where the link was used meanwhile.

    Every browser is signed out, and the person is told. The second factor still stands.
    """
    if not _use(link):
        return False
    person = link.person
    change_password(None, person, password_hash)
    audit.record(None, "password.reset", person)
    _tell_of_new_password(person)
    return True


def change_own_password(actor: Acting, person: Person, password_hash: str, but: int) -> None:
    """As `change_password`, leaving the session `but`; the person is told by letter."""
    change_password(actor, person, password_hash, but=but)
    _tell_of_new_password(person)


def _tell_of_new_password(person: Person) -> None:
    mail.write(
        person,
        "password_changed",
        once=f"password-changed-{person.id}-{clock.now().isoformat()}",
        name=person.name,
        link=mail.link("accounts.ask_for_password"),
    )


def _use(link: PersonalLink) -> bool:
    """Whether this was the one use of an open link."""
    now = clock.now()
    still_open = (
        PersonalLink.id == link.id,
        PersonalLink.used_at.is_(None),
        PersonalLink.ended_at.is_(None),
        PersonalLink.until > now,
    )
    used = update(PersonalLink).where(*still_open).values(used_at=now)
    return cast("CursorResult[Any]", db.session.execute(used)).rowcount == 1


def ask_for_password(email: str) -> None:
    """Note that somebody asked. The work is the same whether or not there is an account:
    the answer, a letter to those who have one, is written afterwards, in the background.
    """
    asked = PasswordRequest(email=email.strip().lower()[:254], asked_at=clock.now())
    db.session.add(asked)
    db.session.flush()
    ring_after_commit("password-request", asked.id)


def answer_password_request(request_id: int) -> None:
    """A letter with a link for an hour, to whoever has an account and a password. Once."""
    unanswered = (PasswordRequest.id == request_id, PasswordRequest.answered_at.is_(None))
    taken = update(PasswordRequest).where(*unanswered).values(answered_at=clock.now())
    if cast("CursorResult[Any]", db.session.execute(taken)).rowcount != 1:
        return
    person = queries.person_by_email(db.session.get_one(PasswordRequest, request_id).email)
    if person is None or not person.is_active or not person.has_password:
        return
    link, token = _make_link(None, person, LinkKind.RESET)
    mail.write(
        person,
        "new_password",
        once=f"personal-link-{link.id}",
        name=person.name,
        link=mail.link("accounts.new_password", token=token),
        until=_day(link),
    )
