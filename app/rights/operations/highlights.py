"""Opening highlights to the holder of a link, with six numbers that are told in person."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import delete

from app import audit, clock, mail, notices
from app.accounts.sealing import keyed_hash, token_hash
from app.audit import Acting
from app.extensions import db
from app.models.highlights import CodeTyped, LinkCode, OpenedReel
from app.models.people import Role
from app.models.reels import Reel
from app.models.rights import ClientLink
from app.rights import queries
from app.web.errors import Refusal

HOLDS_FOR = timedelta(days=28)
LONGEST = timedelta(days=90)
SHOWN_FOR = timedelta(hours=1)
LOCKED_FOR = {
    3: timedelta(minutes=1),
    4: timedelta(minutes=5),
    5: timedelta(minutes=15),
    6: timedelta(hours=1),
    7: timedelta(hours=4),
    8: timedelta(hours=12),
    9: timedelta(days=1),
}
"""How long nobody can try again after so many misses in a row."""
MOST_MISSES = 10
USED_UP = (
    "Somebody typed wrong numbers ten times on a page of one of your cases, so they open nothing "
    "any more. Tell new ones when you are next together."
)
NONE_CHOSEN = "Choose at least one to open, or close them all. Nothing was changed."
TOO_LONG = "Choose a day from today on, within 90 days and within the time of the link."


def open_highlights(
    actor: Acting, link: ClientLink, reels: Sequence[Reel], until: date, renew: bool
) -> str | None:
    """Open these reels to the holder of a link, and close the others.

    Returns new numbers, which nobody can read again; None where those they have go on holding.
    The reels were loaded with the policy. Raises Refusal for none, and for a day too far.
    """
    if not reels:
        raise Refusal(NONE_CHOSEN)
    renew = renew or queries.standing_code(link) is None
    if renew and not clock.today() <= until <= min(clock.today() + LONGEST, link.ends_on):
        raise Refusal(TOO_LONG)
    _open_only(actor, link, {one.id for one in reels})
    return _tell_new_code(actor, link, until) if renew else None


def close_highlights(actor: Acting, link: ClientLink) -> None:
    """Nothing is shown on their page from the next request on, and the numbers open nothing."""
    _open_only(actor, link, set())
    _end_code(link)


def _open_only(actor: Acting, link: ClientLink, wanted: set[int]) -> None:
    opened = {one.reel_id: one for one in queries.openings_of(link)}
    for reel_id in opened.keys() - wanted:
        opened[reel_id].closed_at = clock.now()
    by = {"link_id": link.id, "opened_by_id": actor.person_id}
    db.session.add_all(OpenedReel(reel_id=one, **by) for one in sorted(wanted - opened.keys()))
    act = "highlights.opened" if wanted else "highlights.closed"
    audit.record(actor, act, link, reels=sorted(wanted))


def _tell_new_code(actor: Acting, link: ClientLink, until: date) -> str:
    _end_code(link)
    numbers = f"{secrets.randbelow(10**6):06}"
    code = LinkCode(
        link_id=link.id,
        code_hash=_hash(link.id, numbers),
        given_by_id=actor.person_id,
        ends_on=until,
    )
    db.session.add(code)
    audit.record(actor, "link_code.told", code, link=link.id)
    return numbers


def _end_code(link: ClientLink) -> None:
    standing = db.session.query(LinkCode).filter_by(link_id=link.id, ended_at=None)
    standing.update({"ended_at": clock.now()})
    db.session.flush()


def _hash(link_id: int, numbers: str) -> str:
    return keyed_hash(f"link {link_id}: {numbers}")


def type_code(link: ClientLink, numbers: str) -> str | timedelta | None:
    """Try the numbers that were told in person, in a transaction of the caller.

    Right ones give the proof that the browser keeps for an hour; a time says how long nobody can
    try again. None: they are wrong, or nothing opens with numbers any more.
    """
    code = queries.standing_code(link)
    if code is None:
        return None
    if code.locked_until is not None and code.locked_until > clock.now():
        return code.locked_until - clock.now()
    if not secrets.compare_digest(code.code_hash, _hash(link.id, numbers)):
        return _missed(code)
    code.misses, code.locked_until = 0, None
    proof = secrets.token_urlsafe(24)
    now = clock.now()
    db.session.execute(delete(CodeTyped).where(CodeTyped.until < now))
    typed = CodeTyped(code_id=code.id, token_hash=token_hash(proof), until=now + SHOWN_FOR)
    db.session.add(typed)
    audit.record(None, "link_code.typed", code, link=link.id)
    return proof


def _missed(code: LinkCode) -> timedelta | None:
    code.misses += 1
    audit.record(None, "link_code.missed", code, misses=code.misses)
    wait = LOCKED_FOR.get(code.misses)
    if wait is not None:
        code.locked_until = clock.now() + wait
    if code.misses >= MOST_MISSES:
        code.ended_at = clock.now()
        url = mail.path("rights.highlights", link_id=code.link_id)
        once = f"numbers {code.id} used up"
        notices.tell(code.given_by_id, USED_UP, url, once=once, role=Role.TRAINEE)
    return wait


def put_away(proof: str) -> None:
    """The browser with this proof shows no highlights any more, until numbers are typed again."""
    shown = db.session.query(CodeTyped).filter_by(token_hash=token_hash(proof))
    shown.update({"until": clock.now()})


def note_own_copy(link: ClientLink, reel: Reel) -> None:
    """Write down that the holder of a link took a copy to keep."""
    audit.record(None, "reel.copied", reel, recording=reel.recording_id, link=link.id)
