"""The browser that asks: its session row, found by the token in its cookie."""

from __future__ import annotations

import logging

from flask import flash, g, request, session
from flask_login import current_user, login_user, logout_user
from sqlalchemy.exc import OperationalError

from app import clock
from app.accounts import browsers, operations, queries
from app.extensions import transaction
from app.models.people import Person, Role
from app.models.sign_in import BrowserSession
from app.web.access import IN_COOKIE, acting_role
from app.web.navigation import for_a_part

log = logging.getLogger(__name__)

ASKED_BY_NOBODY = {
    "static",
    "live.stream",
    "live.since",
    "footage.state",
    "footage.blur_state",
    "footage.still_open",
    "meetings.room_state",
    "meetings.be_here",
    "portfolio.state",
}
"""What an open page asks for by itself: it does not keep a browser signed in."""


def here() -> operations.Here:
    agent = browsers.in_words(request.headers.get("User-Agent", ""))
    return operations.Here(request.remote_addr or "", agent)


def signed_in_person(person_id: str) -> Person | None:
    """The person of the cookie, while their browser's row is live. For Flask-Login."""
    token = session.get(IN_COOKIE, "")
    found = queries.live_session(token) if token else None
    if found is None or str(found.person_id) != person_id:
        return None
    g.browser_session = found
    return found.person


def of_now() -> BrowserSession:
    """The row of a browser somebody is signed in with."""
    found: BrowserSession = g.browser_session
    return found


def _asked_by_nobody() -> bool:
    return request.endpoint in ASKED_BY_NOBODY or for_a_part()


def note_seen() -> None:
    """Before each request: that the browser was here, at most every five minutes."""
    if _asked_by_nobody() or not current_user.is_authenticated:
        return
    row = of_now()
    if row.seen_at > clock.now() - operations.SEEN_EVERY:
        return
    try:
        with transaction():
            operations.note_seen(row.id)
    except OperationalError:
        log.warning("The database was too busy to note that a browser was seen.")


def say_that_a_role_ended() -> None:
    """Before each page: who acted in a role that ended goes on in another, and is told so."""
    chosen = session.get("role")
    if _asked_by_nobody() or not chosen or not current_user.is_authenticated:
        return
    if chosen in [role.value for role in current_user.current_roles]:
        return
    session.pop("role")
    now = acting_role(current_user)
    ended = f"Your role as {Role(chosen).label} has ended; your work is kept."
    flash(f"{ended} You go on as {now.label}." if now else ended, "notice")


def waiting_for_code() -> BrowserSession | None:
    """The row of a browser from which the password was given, and the code not yet."""
    token = session.get(IN_COOKIE, "")
    return queries.session_waiting_for_code(token) if token else None


def wait_for_code(token: str) -> None:
    """Nobody is signed in; the cookie leads back to what was begun."""
    _begin_anew(token)


def sign_in(token: str, person: Person, role: Role | None = None) -> None:
    """The person is signed in here. Nothing of the session before remains but the role given."""
    _begin_anew(token)
    login_user(person)
    g.browser_session = queries.live_session(token)
    if role is not None:
        session["role"] = role.value


def _begin_anew(token: str) -> None:
    session.clear()
    session.permanent = True
    session[IN_COOKIE] = token


def forget() -> None:
    """Whoever was signed in here is not any more, as far as this cookie goes."""
    logout_user()
    session.clear()
