"""Browsers somebody is signed in with: they begin, are seen, and end."""

from __future__ import annotations

import secrets
from datetime import timedelta

from sqlalchemy import update

from app import audit, clock
from app.accounts import queries, sealing
from app.audit import Acting
from app.extensions import db
from app.models.people import Person
from app.models.sign_in import BrowserSession

SEEN_EVERY = timedelta(minutes=5)


def begin_session(
    person_id: int,
    address: str,
    browser: str,
    *,
    waits_for_code: bool = False,
    second_factor: bool = False,
) -> str:
    """A browser of the person's; the token for its cookie, of which only the hash is kept.

    While it `waits_for_code` nobody is signed in with it. `second_factor`: it was passed just now.
    """
    token = secrets.token_urlsafe(32)
    now = clock.now()
    db.session.add(
        BrowserSession(
            person_id=person_id,
            token_hash=sealing.token_hash(token),
            began_at=now,
            seen_at=now,
            address=address[:64],
            browser=browser[:60],
            waits_for_code=waits_for_code,
            second_factor_at=now if second_factor else None,
        )
    )
    return token


def pass_second_factor(browser_session: BrowserSession) -> str:
    """The browser has passed the second factor; its new token (the one before is void)."""
    token = secrets.token_urlsafe(32)
    browser_session.token_hash = sealing.token_hash(token)
    browser_session.waits_for_code = False
    browser_session.second_factor_at = browser_session.seen_at = clock.now()
    return token


def note_seen(session_id: int) -> None:
    """Write down that the browser was here, at most every five minutes."""
    now = clock.now()
    stale = (BrowserSession.id == session_id, BrowserSession.seen_at <= now - SEEN_EVERY)
    db.session.execute(update(BrowserSession).where(*stale).values(seen_at=now))


def end_session(actor: Acting | None, browser_session: BrowserSession) -> None:
    """The browser is signed out on its next request; ended already, nothing changes."""
    if browser_session.ended_at is None:
        browser_session.ended_at = clock.now()
        audit.record(actor, "browser_session.ended", browser_session)


def end_sessions(actor: Acting | None, person: Person, but: int | None = None) -> None:
    """All browsers of the person are signed out on their next request, except the one `but`."""
    open_ones = queries.open_sessions(person.id)
    ended = [one for one in db.session.scalars(open_ones) if one.id != but]
    for browser_session in ended:
        browser_session.ended_at = clock.now()
    if ended:
        audit.record(actor, "browser_sessions.ended", person, count=len(ended))
