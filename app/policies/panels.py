"""Conditions about films that lie before a panel, and about what an accreditor marks on them.

Each reviews alone: what others marked opens after one's own review, and what the panel marked
leaves it with the released decision.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import aliased

from app.models.footage import Recording
from app.models.moments import Moment, Track
from app.models.panel import Decision, DecisionRelease, PanelMember
from app.models.people import Role
from app.models.presentations import PresentedRecording
from app.policies.footage import presentations_open_to
from app.policies.rule import Actor


def _open_seats(actor: Actor) -> Select[Any]:
    """Seats the actor accepted and did not leave, open now, of panels that have not decided."""
    return select(PanelMember.id).where(
        PanelMember.accreditor_id == actor.person_id,
        PanelMember.accepted_at.is_not(None),
        PanelMember.left_at.is_(None),
        PanelMember.presentation_id.in_(presentations_open_to(actor)),
        PanelMember.submission_id.not_in(select(Decision.submission_id)),
    )


def _films_before(seats: Select[Any]) -> Select[Any]:
    return (
        select(PresentedRecording.recording_id)
        .join(PanelMember, PanelMember.presentation_id == PresentedRecording.presentation_id)
        .where(PanelMember.id.in_(seats))
    )


def _on(films: Select[Any]) -> ColumnElement[bool]:
    return Moment.track_id.in_(select(Track.id).where(Track.recording_id.in_(films)))


def film_before_my_panel(actor: Actor) -> ColumnElement[bool]:
    """it lies before a panel they sit on now"""
    return Recording.id.in_(_films_before(_open_seats(actor)))


def moment_before_my_panel(actor: Actor) -> ColumnElement[bool]:
    """the moment is on a film that lies before a panel they sit on now"""
    return _on(_films_before(_open_seats(actor)))


def moment_before_my_panel_after_my_review(actor: Actor) -> ColumnElement[bool]:
    """it lies before a panel they sit on now, and they have finished their own review there"""
    return _on(_films_before(_open_seats(actor).where(PanelMember.finished_at.is_not(None))))


def in_the_trainees_track(actor: Actor) -> ColumnElement[bool]:
    """the moment is in the track of the trainee whose film it is"""
    theirs = select(Track.id).join(Recording, Recording.id == Track.recording_id)
    return Moment.track_id.in_(
        theirs.where(Track.role == Role.TRAINEE, Track.owner_id == Recording.owner_id)
    )


def in_a_supervisors_track(actor: Actor) -> ColumnElement[bool]:
    """the moment is in a supervisor's track"""
    return Moment.track_id.in_(select(Track.id).where(Track.role == Role.SUPERVISOR))


def moment_is_submitted(actor: Actor) -> ColumnElement[bool]:
    """its owner submitted the track with the film"""
    return Moment.track_id.in_(select(Track.id).where(Track.submitted_at.is_not(None)))


def by_my_panel_once_all_finished(actor: Actor) -> ColumnElement[bool]:
    """it is by somebody on the same panel, and everybody there has finished their review"""
    other = aliased(PanelMember)
    unfinished = select(PanelMember.submission_id).where(
        PanelMember.left_at.is_(None), PanelMember.finished_at.is_(None)
    )
    seats = _open_seats(actor).where(PanelMember.submission_id.not_in(unfinished))
    beside_me = (
        select(Track.id)
        .join(PresentedRecording, PresentedRecording.recording_id == Track.recording_id)
        .join(PanelMember, PanelMember.presentation_id == PresentedRecording.presentation_id)
        .join(other, other.submission_id == PanelMember.submission_id)
        .where(
            PanelMember.id.in_(seats),
            other.accreditor_id == Track.owner_id,
            other.left_at.is_(None),
            Track.role == Role.ACCREDITOR,
        )
    )
    return Moment.track_id.in_(beside_me)


def _judged() -> Select[Any]:
    """Tracks of accreditors with a seat before which the film lay, and which they did not leave."""
    return (
        select(Track.id)
        .join(PresentedRecording, PresentedRecording.recording_id == Track.recording_id)
        .join(
            PanelMember,
            and_(
                PanelMember.presentation_id == PresentedRecording.presentation_id,
                PanelMember.accreditor_id == Track.owner_id,
            ),
        )
        .where(Track.role == Role.ACCREDITOR, PanelMember.left_at.is_(None))
    )


def waits_for_no_release(actor: Actor) -> ColumnElement[bool]:
    """no accreditor marked it, or the decision of their panel was released, and no other waits"""
    released = select(Decision.submission_id).join(
        DecisionRelease, DecisionRelease.decision_id == Decision.id
    )
    of_accreditors = select(Track.id).where(Track.role == Role.ACCREDITOR)
    shown = _judged().where(
        PanelMember.submission_id.in_(released), PanelMember.accepted_at.is_not(None)
    )
    waiting = _judged().where(PanelMember.submission_id.not_in(released))
    return or_(
        Moment.track_id.not_in(of_accreditors),
        and_(Moment.track_id.in_(shown), Moment.track_id.not_in(waiting)),
    )
