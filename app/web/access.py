"""Every endpoint says what it does and for whom: an action of the policies, or open to all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from flask import abort, g, session
from flask_login import current_user

from app import policies
from app.models.people import Person, Role
from app.policies import Actor

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True)
class Access:
    """`action` None means open to all. `own_transactions`: the route opens short ones itself.

    `link_action` is what whoever holds a client's own link does there, without an account.
    """

    action: str | None
    own_transactions: bool = False
    link_action: str | None = None


def declares(action: str) -> Callable[[View], View]:
    """The endpoint does `action`, and nothing beyond it."""
    if action not in policies.RULES:
        raise LookupError(f"There is no rule for “{action}”.")
    return _mark(lambda access: replace(access, action=action))


def open_to_all(view: View) -> View:
    """The endpoint needs nobody to be signed in. Say so only for what shows nothing of anyone."""
    return _mark(lambda access: replace(access, action=None))(view)


def by_link(action: str) -> Callable[[View], View]:
    """The endpoint does `action` for the holder of a client's own link, and nothing beyond it."""
    if action not in policies.LINK_RULES:
        raise LookupError(f"There is no rule for “{action}”.")
    return _mark(lambda access: replace(access, link_action=action))


def own_transactions(view: View) -> View:
    """The route opens short transactions of its own: it hashes, mails or streams in between."""
    return _mark(lambda access: replace(access, own_transactions=True))(view)


def _mark(change: Callable[[Access], Access]) -> Callable[[View], View]:
    def mark(view: View) -> View:
        before = getattr(view, "access", Access(action=None))
        view.access = change(before)  # type: ignore[attr-defined]
        return view

    return mark


def access_of(view: Callable[..., Any]) -> Access | None:
    """What a view declared, or None where it declared nothing."""
    return getattr(view, "access", None)


PREFERENCE = (
    Role.TRAINEE,
    Role.SUPERVISOR,
    Role.ACCREDITOR,
    Role.REGISTRAR,
    Role.SERVICE_LEAD,
)


IN_COOKIE = "browser"
"""Where the cookie carries the token of its BrowserSession."""


def passed_second_factor() -> bool:
    """Whether a second factor was passed in this browser; without its live row, it was not."""
    row = g.get("browser_session")
    return row is not None and row.second_factor_at is not None


def may_act_as(role: Role) -> bool:
    """Whether this browser has what the role asks for; that the person holds it comes first."""
    return not role.needs_second_factor or passed_second_factor()


def waiting_roles(person: Person) -> tuple[Role, ...]:
    """Roles the person holds and cannot act in before they passed a second factor here."""
    return tuple(role for role in person.current_roles if not may_act_as(role))


def acting_role(person: Person) -> Role | None:
    """The role this browser acts in: the chosen one while it is held, else the first held.

    A role that needs a second factor counts only where one was passed in this browser.
    """
    usable = [role for role in person.current_roles if may_act_as(role)]
    chosen = session.get("role")
    return next((role for role in usable if role.value == chosen), None) or next(
        (role for role in PREFERENCE if role in usable), None
    )


def maybe_actor() -> Actor | None:
    """The signed-in person in the role they act in, if any, read anew for each request."""
    if not current_user.is_authenticated:
        return None
    return Actor(current_user.id, acting_role(current_user))


def actor() -> Actor:
    """As `maybe_actor`, for a route that declared an action: dispatch has seen to it."""
    found = maybe_actor()
    if found is None:
        abort(401)
    return found


def get_or_404(action: str, row_id: int) -> Any:
    """The row, if the actor may do `action` on it. Unknown and forbidden look the same."""
    row = policies.find(action, row_id, actor())
    if row is None:
        abort(404)
    return row


def may_on(action: str, row: Any) -> bool:
    """Whether the actor may do `action` on a row at hand: what a page offers to do next."""
    return policies.find(action, row.id, actor()) is not None
