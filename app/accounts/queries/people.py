"""Questions about people: the list, one person's account, who could administer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, or_, select

from app import clock, policies
from app.extensions import db
from app.models.people import Person, Role, RoleHeld
from app.models.sign_in import LinkKind, PasswordRequest, PersonalLink, SecondFactor
from app.policies import Actor
from app.web.pages import Page, paginate


@dataclass(frozen=True)
class Account:
    """A person and the state of their account, in the words of `state`."""

    person: Person
    has_second_factor: bool
    invitation: PersonalLink | None

    @property
    def state(self) -> str:
        """open, invited, invitation over, or closed"""
        if not self.person.is_active:
            return "closed"
        if self.person.has_password:
            return "open"
        return "invited" if self.invitation else "invitation over"

    @property
    def waits_for_second_factor(self) -> bool:
        needs = any(role.needs_second_factor for role in self.person.current_roles)
        return needs and not self.has_second_factor


def person_by_email(email: str) -> Person | None:
    return db.session.scalar(select(Person).where(Person.email == email.strip().lower()))


def people(actor: Actor, words: str, page: int) -> Page:
    """Accounts a registrar may administer, by name; those with `words` in name or address."""
    found = paginate(_matching(policies.allowed("person.administer", actor), words), page)
    return Page(accounts_of(found.items), found.page, found.total, found.per_page)


def _matching(query: Select[Any], words: str) -> Select[Any]:
    for word in words.split()[:6]:
        escaped = word.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
        like = f"%{escaped}%"
        query = query.where(
            or_(Person.name.ilike(like, escape="\\"), Person.email.ilike(like, escape="\\"))
        )
    return query.order_by(Person.name, Person.id)


def accounts_of(persons: list[Person]) -> list[Account]:
    """Their accounts in the same order: two queries, however many they are."""
    ids = [person.id for person in persons]
    factors = set(
        db.session.scalars(select(SecondFactor.person_id).where(SecondFactor.person_id.in_(ids)))
    )
    links = db.session.scalars(_open_invitations().where(PersonalLink.person_id.in_(ids)))
    invited = {link.person_id: link for link in links}
    return [Account(one, one.id in factors, invited.get(one.id)) for one in persons]


def _open_invitations() -> Select[Any]:
    return select(PersonalLink).where(
        PersonalLink.kind == LinkKind.INVITATION,
        PersonalLink.used_at.is_(None),
        PersonalLink.ended_at.is_(None),
        PersonalLink.until > clock.now(),
    )


def open_link(kind: LinkKind, token_hash: str) -> PersonalLink | None:
    """The link with this token while it can be used; closed accounts have none."""
    return db.session.scalar(
        select(PersonalLink)
        .join(PersonalLink.person)
        .where(
            PersonalLink.kind == kind,
            PersonalLink.token_hash == token_hash,
            PersonalLink.used_at.is_(None),
            PersonalLink.ended_at.is_(None),
            PersonalLink.until > clock.now(),
            Person.closed_at.is_(None),
        )
    )


def other_usable_registrars(person_id: int) -> int:
    """How many others hold the role now and can sign in. Their rows stay as they are meanwhile."""
    others = (
        select(RoleHeld.id)
        .join(RoleHeld.person)
        .where(
            RoleHeld.role == Role.REGISTRAR,
            RoleHeld.until.is_(None),
            RoleHeld.person_id != person_id,
            Person.closed_at.is_(None),
            Person.password_hash != "",
        )
        .with_for_update()
    )
    return len(db.session.scalars(others).all())


def unanswered_password_requests() -> list[int]:
    waiting = select(PasswordRequest.id).where(PasswordRequest.answered_at.is_(None))
    return list(db.session.scalars(waiting.order_by(PasswordRequest.id)))
