"""Highlights of a film: the clips chosen for the shared review, and the reel they are joined to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from app import clock, policies
from app.extensions import db
from app.models.footage import Clip, Recording
from app.models.highlights import LinkCode, OpenedReel
from app.models.reels import Reel, ReelState
from app.models.rights import ClientLink
from app.policies import Actor
from app.web.standing import Standing


@dataclass(frozen=True)
class Highlights:
    """What a film's owner chose of their clips, and the reel that is kept of them, if there is one.

    `is_open` says that a family sees this very reel on their own page, `may_show` that everything
    blurred in it was looked at.
    """

    recording: Recording
    clips: Sequence[Clip]
    reel: Reel | None
    may_watch: bool
    may_show: bool
    is_open: bool

    @property
    def chosen(self) -> list[Clip]:
        chosen = [one for one in self.clips if one.review_place is not None]
        return sorted(chosen, key=lambda one: (one.review_place, one.id))

    @property
    def others(self) -> list[Clip]:
        return [one for one in self.clips if one.review_place is None]

    @property
    def is_as_chosen(self) -> bool:
        return self.reel is not None and is_joined_of(self.reel, self.chosen)

    @property
    def standing(self) -> Standing | None:
        return standing_of_reel(self.reel) if self.reel else None


def highlights_of(recording: Recording, actor: Actor) -> Highlights:
    """Of the actor's own film."""
    own = select(Clip).filter_by(
        recording_id=recording.id, author_id=actor.person_id, deleted_at=None
    )
    clips = db.session.scalars(own.order_by(Clip.start_frame, Clip.id)).all()
    reel = reel_of(recording)
    return Highlights(
        recording,
        clips,
        reel,
        may_watch=_may("reel.watch", reel, actor),
        may_show=_may("reel.show", reel, actor),
        is_open=reel is not None and _is_open(reel),
    )


def _may(action: str, reel: Reel | None, actor: Actor) -> bool:
    return reel is not None and policies.find(action, reel.id, actor) is not None


def _is_open(reel: Reel) -> bool:
    """Whether it was opened to a link whose numbers hold."""
    opened = (
        select(OpenedReel.id)
        .join(ClientLink, ClientLink.id == OpenedReel.link_id)
        .join(LinkCode, LinkCode.link_id == OpenedReel.link_id)
        .where(
            OpenedReel.reel_id == reel.id,
            OpenedReel.closed_at.is_(None),
            ClientLink.revoked_at.is_(None),
            LinkCode.ended_at.is_(None),
            LinkCode.ends_on >= clock.today(),
        )
    )
    return db.session.scalar(opened.limit(1)) is not None


def chosen_for_review(recording: Recording) -> Sequence[Clip]:
    """The owner's clips that are chosen for the shared review, in their order."""
    mine = select(Clip).where(
        Clip.recording_id == recording.id,
        Clip.author_id == recording.owner_id,
        Clip.deleted_at.is_(None),
        Clip.review_place.is_not(None),
    )
    return db.session.scalars(mine.order_by(Clip.review_place, Clip.id)).all()


def reel_of(recording: Recording) -> Reel | None:
    """The reel that is kept of this recording."""
    kept = select(Reel).where(Reel.recording_id == recording.id, Reel.deleted_at.is_(None))
    return db.session.scalar(kept)


def is_joined_of(reel: Reel, clips: Sequence[Clip]) -> bool:
    """Whether these are its clips, in its order."""
    return [piece.clip_id for piece in reel.pieces] == [clip.id for clip in clips]


def standing_of_reel(reel: Reel) -> Standing:
    """Where a highlights reel stands, for its page."""
    if reel.state is ReelState.READY:
        return Standing("The reel is ready.", ("done", "Ready"))
    if reel.state is ReelState.FAILED:
        return Standing(
            "The reel could not be made, though it was tried several times. The film and its clips "
            "are safe. Have it tried again.",
            ("notice", "Could not be made"),
        )
    sentence = "The clips are being joined to one film. You can leave this page and come back."
    if reel.progress:
        sentence = f"The clips are being joined to one film: {reel.progress:.0%} done."
    return Standing(sentence, ("waiting", "Being made"), reel.progress, is_moving=True)
