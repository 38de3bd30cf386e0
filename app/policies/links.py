"""What opens with a client's own link. Its holder is an actor of its own: in no role, no person.

No rule of people is ever asked for a link, and none of these for a person. A link alone shows what
is held and what was answered, never a picture; the table of its rules is in `rules/links.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, not_, or_, select
from sqlalchemy.orm import aliased

from app.models.case_record import Goal
from app.models.casework import CasePerson, PersonKind
from app.models.consent import GivenBy
from app.models.footage import InShot, Recording, RecordingState
from app.models.rights import ClientLink, LinkAnswersFor
from app.policies.rule import this_day


@dataclass(frozen=True)
class LinkHolder:
    """Whoever opens one personal link, and nothing more is known of them.

    `proof` is what their browser shows for the numbers that were typed in it, if any were.
    """

    link_id: int
    proof: str | None = None


LinkCondition = Callable[[LinkHolder], ColumnElement[bool]]


@dataclass(frozen=True)
class LinkRule:
    """What the holder of a link may do on rows of `subject`, when every condition holds."""

    subject: Any
    way: tuple[LinkCondition, ...]


def it_is_this_link(holder: LinkHolder) -> ColumnElement[bool]:
    """it is the link that was opened"""
    return ClientLink.id == holder.link_id


def link_is_not_revoked(holder: LinkHolder) -> ColumnElement[bool]:
    """the link is not revoked"""
    return ClientLink.revoked_at.is_(None)


def link_has_not_ended(holder: LinkHolder) -> ColumnElement[bool]:
    """the link has not ended"""
    return ClientLink.ends_on >= this_day()


OPENS: tuple[LinkCondition, ...] = (it_is_this_link, link_is_not_revoked, link_has_not_ended)


def _people(holder: LinkHolder) -> Select[Any]:
    return select(LinkAnswersFor.case_person_id).where(LinkAnswersFor.link_id == holder.link_id)


def link_opens(holder: LinkHolder) -> ColumnElement[bool]:
    """their link is neither revoked nor ended"""
    return exists().where(*(one(holder) for one in OPENS))


def link_answers_for_them(holder: LinkHolder) -> ColumnElement[bool]:
    """the link was made to answer for this person"""
    return CasePerson.id.in_(_people(holder))


def link_answers_for_somebody_in_shot(holder: LinkHolder) -> ColumnElement[bool]:
    """somebody the link answers for is in shot"""
    return Recording.id.in_(
        select(InShot.recording_id).where(InShot.case_person_id.in_(_people(holder)))
    )


def no_other_adult_unless_with_them(holder: LinkHolder) -> ColumnElement[bool]:
    """the holder is in shot themselves, or no other adult is"""
    shot, adult = aliased(InShot), aliased(CasePerson)
    themselves = _people(holder).where(LinkAnswersFor.given_by == GivenBy.THEMSELVES)
    own = exists().where(shot.recording_id == Recording.id, shot.case_person_id.in_(themselves))
    other = exists().where(
        shot.recording_id == Recording.id,
        adult.id == shot.case_person_id,
        adult.kind == PersonKind.ADULT,
        adult.id.not_in(_people(holder)),
    )
    return or_(own.correlate(Recording), not_(other.correlate(Recording)))


def goal_is_their_own(holder: LinkHolder) -> ColumnElement[bool]:
    """the goal is the holder's own"""
    themselves = _people(holder).where(LinkAnswersFor.given_by == GivenBy.THEMSELVES)
    return Goal.case_person_id.in_(themselves)


def film_is_kept(holder: LinkHolder) -> ColumnElement[bool]:
    """it is not erased"""
    return Recording.state != RecordingState.ERASED
