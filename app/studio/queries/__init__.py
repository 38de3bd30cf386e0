"""Questions about a recording as it is looked at: whose moments, which words to tag with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from accreditation.framework import CriteriaArea, CriteriaFramework, FilmKind, PrinciplesFramework
from accreditation.review_words import ReviewWords
from app import policies
from app.extensions import db
from app.models.casework import Cycle
from app.models.footage import Clip, Recording
from app.models.handing_over import CycleBrought
from app.models.moments import Moment, MomentVersion, Party, Track
from app.models.panel import Decision, PanelMember
from app.models.people import Person, Role
from app.models.portfolio import Submission
from app.models.presentations import PresentedRecording
from app.models.programme import Allocation, Enrolment
from app.models.rounds import RatingRound
from app.policies import Actor
from app.policies.brought import cycles_with_the_supervisor
from app.programmes.queries import (
    criteria_of,
    principles_of,
    review_words_of,
    supervisor_of,
)


@dataclass(frozen=True)
class Words:
    """What a moment on this recording can be tagged with; no criteria where they do not apply."""

    principles: PrinciplesFramework
    criteria: CriteriaFramework | None
    film: FilmKind
    review: ReviewWords | None = None

    @property
    def parties(self) -> tuple[Party, ...]:
        """Who can give and receive in this kind of film."""
        if self.film is FilmKind.SUPERVISION:
            return Party.SUPERVISOR, Party.PRACTITIONER
        return Party.PERSON, Party.PARTNER, Party.PRACTITIONER


def cycle_of(recording: Recording) -> Cycle:
    """The cycle, with its client, enrolment, trainee and edition in one query."""
    enrolled = joinedload(Cycle.enrolment)
    return db.session.scalars(
        select(Cycle)
        .where(Cycle.id == recording.cycle_id)
        .options(
            joinedload(Cycle.client),
            enrolled.joinedload(Enrolment.edition),
            enrolled.joinedload(Enrolment.trainee),
        )
    ).one()


def _enrolment_of(recording: Recording) -> Enrolment:
    """The enrolment with its edition, and nothing of the people."""
    return db.session.scalars(
        select(Enrolment)
        .join(Cycle, Cycle.enrolment_id == Enrolment.id)
        .where(Cycle.id == recording.cycle_id)
        .options(joinedload(Enrolment.edition))
    ).one()


def words_for(actor: Actor, recording: Recording, cycle: Cycle | None = None) -> Words:
    """Principles for everyone; criteria for who judges, and on every film but a client's; the
    review's own words on the films that the edition names."""
    enrolment = cycle.enrolment if cycle else _enrolment_of(recording)
    film = FilmKind(recording.kind.value)
    judged = actor.role is not Role.TRAINEE or film is not FilmKind.CLIENT_FILM
    criteria = criteria_of(enrolment) if judged else None
    return Words(principles_of(enrolment), criteria, film, review_words_of(enrolment, film))


def areas_looked_for(words: Words) -> list[CriteriaArea]:
    """The areas with at least one criterion for this kind of film."""
    if words.criteria is None:
        return []
    return list(dict.fromkeys(area for area, _ in words.criteria.criteria(words.film)))


def own_track(actor: Actor, recording: Recording) -> Track | None:
    return db.session.scalar(
        select(Track).filter_by(
            recording_id=recording.id, owner_id=actor.person_id, role=actor.role
        )
    )


def both_sides(recording: Recording) -> Sequence[int]:
    """The trainee, and once the cycle was brought who supervises them now."""
    supervises = (
        select(Allocation.supervisor_id)
        .join(Cycle, Cycle.enrolment_id == Allocation.enrolment_id)
        .where(
            Cycle.id == recording.cycle_id,
            Allocation.until.is_(None),
            Cycle.id.in_(cycles_with_the_supervisor()),
        )
    )
    return [recording.owner_id, *db.session.scalars(supervises)]


def is_kept_back(round_id: int | None) -> bool:
    """Whether it belongs to a rating round that is not revealed."""
    round = db.session.get(RatingRound, round_id) if round_id else None
    return round is not None and round.revealed_at is None


def round_of(moment: Moment) -> RatingRound | None:
    return db.session.get(RatingRound, moment.round_id) if moment.round_id else None


def links_of(track: Track) -> dict[int, int | None]:
    """The turns of a track that are kept: each with the turn before it."""
    turns = select(Moment.id, Moment.follows_id).where(
        Moment.track_id == track.id, Moment.turn.is_not(None), Moment.deleted_at.is_(None)
    )
    return {row.id: row.follows_id for row in db.session.execute(turns)}


def was_changed_by(token: str) -> bool:
    """Whether a change with this token was taken in before."""
    return db.session.scalar(select(MomentVersion.id).filter_by(token=token)) is not None


def said_at(moment: Moment, version: int | None) -> dict[str, Any] | None:
    """What the moment said in an earlier version, as it was kept."""
    asked = select(MomentVersion.said).filter_by(moment_id=moment.id, version=version)
    return db.session.scalar(asked)


def moment_by_token(token: str) -> Moment | None:
    return db.session.scalar(select(Moment).filter_by(token=token))


def tokens_there(tokens: Sequence[str]) -> set[str]:
    """Those of the tokens with which a moment was made before."""
    return set(db.session.scalars(select(Moment.token).where(Moment.token.in_(tokens))))


def clip_by_token(token: str) -> Clip | None:
    return db.session.scalar(select(Clip).filter_by(token=token))


def clips_of(actor: Actor, recording: Recording) -> list[Clip]:
    """The clips on the film that the actor may see, in their order."""
    seen = policies.allowed("clip.see", actor).where(Clip.recording_id == recording.id)
    return list(db.session.scalars(seen.order_by(Clip.start_frame, Clip.id)))


def others_of_cycle(actor: Actor, recording: Recording) -> list[Recording]:
    """The cycle's other recordings that the actor may mark."""
    open_to_them = policies.allowed("recording.annotate", actor)
    same_cycle = open_to_them.where(
        Recording.cycle_id == recording.cycle_id, Recording.id != recording.id
    )
    return list(db.session.scalars(same_cycle.order_by(Recording.id)))


def was_brought(recording: Recording) -> bool:
    """Whether its cycle was brought to whoever supervises the trainee now."""
    brought = cycles_with_the_supervisor().where(CycleBrought.cycle_id == recording.cycle_id)
    return db.session.scalar(brought.limit(1)) is not None


def shared_with(actor: Actor, cycle: Cycle) -> Person | None:
    """Who sees the actor's track once it is shared: supervisor and trainee see each other's."""
    if actor.role is Role.TRAINEE:
        return supervisor_of(cycle.enrolment)
    return cycle.enrolment.trainee


def review_of(actor: Actor, recording: Recording) -> int | None:
    """The submission before a panel of the accreditor's now, of which the film is part."""
    if actor.role is not Role.ACCREDITOR:
        return None
    asked = (
        policies.allowed("submission.review", actor)
        .join(PanelMember, PanelMember.submission_id == Submission.id)
        .join(PresentedRecording, PresentedRecording.presentation_id == PanelMember.presentation_id)
        .where(
            PanelMember.accreditor_id == actor.person_id,
            PresentedRecording.recording_id == recording.id,
        )
    )
    return db.session.scalar(
        asked.with_only_columns(Submission.id).order_by(Submission.id).limit(1)
    )


def tracks_of_panel(decision: Decision) -> Sequence[Track]:
    """What those on its panel shared of their own moments, on the films that lay before them."""
    shared = (
        select(Track)
        .join(PresentedRecording, PresentedRecording.recording_id == Track.recording_id)
        .join(PanelMember, PanelMember.presentation_id == PresentedRecording.presentation_id)
        .where(
            PanelMember.submission_id == decision.submission_id,
            PanelMember.accreditor_id == Track.owner_id,
            PanelMember.left_at.is_(None),
            Track.role == Role.ACCREDITOR,
            Track.shared_at.is_not(None),
        )
    )
    return db.session.scalars(shared.order_by(Track.id)).all()
