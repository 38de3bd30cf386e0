"""Conditions about highlights that the holder of a client's own link sees on their page.

A link alone shows no footage. Beside it stand numbers that were told in person: whoever typed
them has in their browser the proof that `LinkHolder.proof` carries.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, select

from app.models.footage import Recording
from app.models.highlights import CodeTyped, LinkCode, OpenedReel
from app.models.reels import Reel
from app.policies.links import LinkCondition, LinkHolder
from app.policies.rule import Actor, Condition, this_day, this_moment

_NOBODY = Actor(0, None)


def told_for_this_link(holder: LinkHolder) -> ColumnElement[bool]:
    """the numbers were told for this link"""
    return LinkCode.link_id == holder.link_id


def code_is_not_ended(holder: LinkHolder) -> ColumnElement[bool]:
    """no other numbers took their place, and nobody ended them"""
    return LinkCode.ended_at.is_(None)


def code_is_in_its_time(holder: LinkHolder) -> ColumnElement[bool]:
    """their last day is not over"""
    return LinkCode.ends_on >= this_day()


def _code_typed_here(holder: LinkHolder) -> Select[Any]:
    typed = CodeTyped.code_id == LinkCode.id
    return select(LinkCode.id).join(CodeTyped, typed).where(CodeTyped.token_hash == holder.proof)


def numbers_were_typed_here(holder: LinkHolder) -> ColumnElement[bool]:
    """the numbers told for this link were typed in this browser"""
    return _code_typed_here(holder).where(told_for_this_link(holder)).exists()


def typed_not_long_ago(holder: LinkHolder) -> ColumnElement[bool]:
    """they were typed there not long ago"""
    return _code_typed_here(holder).where(CodeTyped.until > this_moment()).exists()


def these_numbers_hold(holder: LinkHolder) -> ColumnElement[bool]:
    """these numbers are neither ended nor over"""
    hold = (code_is_not_ended(holder), code_is_in_its_time(holder))
    return _code_typed_here(holder).where(*hold).exists()


def reel_was_opened_to_them(holder: LinkHolder) -> ColumnElement[bool]:
    """the reel was opened to this link, and not closed since"""
    opened = select(OpenedReel.reel_id).where(
        OpenedReel.link_id == holder.link_id, OpenedReel.closed_at.is_(None)
    )
    return Reel.id.in_(opened)


def of_the_film_of_the_reel(condition: LinkCondition) -> LinkCondition:
    """A condition on a reel: its recording fulfils `condition`, a condition of links."""

    def of_its_film(holder: LinkHolder) -> ColumnElement[bool]:
        return Reel.recording_id.in_(select(Recording.id).where(condition(holder)))

    return _named(of_its_film, condition, "of its recording: ")


def whoever_asks(condition: Condition) -> LinkCondition:
    """A condition of the rules of people that is about the row alone, asked for a link."""

    def whoever(holder: LinkHolder) -> ColumnElement[bool]:
        return condition(_NOBODY)

    return _named(whoever, condition, "")


def _named(made: LinkCondition, of: Any, before: str) -> LinkCondition:
    made.__name__ = of.__name__
    made.__doc__ = before + (of.__doc__ or "").strip().splitlines()[0]
    return made
