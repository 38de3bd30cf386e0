"""Questions about highlights on somebody's own page: what may be opened, what is, who typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, func, select
from sqlalchemy.orm import joinedload

from accreditation.consent import Purpose
from app import policies
from app.casework.queries import verdicts
from app.extensions import db
from app.footage.queries import clips_that_wait
from app.models.audit import LinkWatch
from app.models.footage import Recording
from app.models.highlights import LinkCode, OpenedReel
from app.models.reels import Reel, ReelState
from app.models.rights import ClientLink
from app.policies import Actor, LinkHolder

LATEST = 20
NOT_THEIRS = (
    "Nobody this link is for is in the film, or another adult is in it alone with the child."
)
BEING_MADE = "It is being made. Come back in a moment."
NOT_MADE = "It could not be made. Have it tried again on its page."
NOT_LOOKED_AT = "Something is blurred in it that you have not looked at yet."
A_CLIP_WENT = "One of its clips was deleted. Have the others joined anew."


@dataclass(frozen=True)
class Offered:
    """A reel of the case, whether it is open to the link, and why it cannot be if it cannot."""

    reel: Reel
    is_open: bool
    reasons: tuple[str, ...]

    @property
    def may_be_opened(self) -> bool:
        return not self.reasons


def offered_reels(actor: Actor, link: ClientLink) -> list[Offered]:
    """The reels that are kept in the case of a link, the latest twenty; six queries for any."""
    reels = _reels_of_case(link)
    ids = [one.id for one in reels]
    allowed = policies.allowed("reel.open_to_client", actor).where(Reel.id.in_(ids))
    may_open = {one.id for one in db.session.scalars(allowed)}
    listed = policies.allowed_by_link("your_page.list_film", LinkHolder(link.id))
    theirs = set(db.session.scalars(listed.with_only_columns(Recording.id)))
    said = verdicts([one.recording for one in reels], Purpose.SHARED_REVIEW)
    is_open = {one.reel_id for one in openings_of(link)}
    waiting = clips_that_wait([piece.clip_id for one in reels for piece in one.pieces])
    told = []
    for one in reels:
        reasons = list(said[one.recording_id].reasons)
        if one.recording_id not in theirs:
            reasons.append(NOT_THEIRS)
        if not reasons and any(piece.clip_id in waiting for piece in one.pieces):
            reasons.append(NOT_LOOKED_AT)
        if not reasons and one.id not in may_open:
            reasons.append(_why_not(one))
        told.append(Offered(one, one.id in is_open, tuple(reasons)))
    return told


def _why_not(reel: Reel) -> str:
    if reel.state is ReelState.READY:
        return A_CLIP_WENT
    return NOT_MADE if reel.state is ReelState.FAILED else BEING_MADE


def _reels_of_case(link: ClientLink) -> Sequence[Reel]:
    kept = (
        select(Reel)
        .join(Reel.recording)
        .where(Recording.client_id == link.client_id, Reel.deleted_at.is_(None))
        .options(joinedload(Reel.recording).joinedload(Recording.cycle), joinedload(Reel.pieces))
        .order_by(Recording.filmed_on.desc(), Reel.id.desc())
        .limit(LATEST)
    )
    return db.session.scalars(kept).unique().all()


def openings_of(link: ClientLink) -> Sequence[OpenedReel]:
    """What is open to a link now."""
    opened = select(OpenedReel).filter_by(link_id=link.id, closed_at=None)
    return db.session.scalars(opened.order_by(OpenedReel.id)).all()


def standing_code(link: ClientLink) -> LinkCode | None:
    """The numbers that hold for a link, if any do."""
    allowed = policies.allowed_by_link("your_page.type_code", LinkHolder(link.id))
    code: LinkCode | None = db.session.scalar(allowed)
    return code


def something_is_open(link: ClientLink) -> bool:
    """Whether numbers hold for a link, and a reel that is kept was opened to it."""
    kept = exists().where(Reel.id == OpenedReel.reel_id, Reel.deleted_at.is_(None))
    opened = select(OpenedReel.id).filter_by(link_id=link.id, closed_at=None).where(kept)
    return standing_code(link) is not None and db.session.scalar(opened.limit(1)) is not None


def reels_for(holder: LinkHolder) -> Sequence[Reel]:
    """What whoever typed the numbers sees: the latest twenty."""
    allowed = policies.allowed_by_link("your_page.watch", holder)
    newest = allowed.join(Recording, Recording.id == Reel.recording_id).order_by(
        Recording.filmed_on.desc(), Reel.id.desc()
    )
    return db.session.scalars(newest.options(joinedload(Reel.recording)).limit(LATEST)).all()


def own_watching(link: ClientLink) -> datetime | None:
    """When footage was last sent to this link, or None. Another parent's is never told."""
    return db.session.scalar(select(func.max(LinkWatch.from_minute)).filter_by(link_id=link.id))
