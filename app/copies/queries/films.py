"""Films of a cycle as plain values: frames at an exact rate, and what was seen in them."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from sqlalchemy import Select
from sqlalchemy.orm import joinedload, selectinload

from app import policies
from app.copies.plain import Plain, plain, taken
from app.extensions import db
from app.footage.queries import erasure_of, in_shot_of
from app.models.blurs import Blur
from app.models.casework import Cycle
from app.models.footage import Clip, Recording
from app.models.moments import Moment, MomentReply, Track
from app.models.rounds import RatingRound, RoundRating
from app.policies import Actor


def films_of(cycle: Cycle, actor: Actor) -> list[Plain]:
    own = policies.allowed("recording.follow", actor).where(Recording.cycle_id == cycle.id)
    found = db.session.scalars(own.order_by(Recording.id)).all()
    moments = moments_on([one.id for one in found], actor)
    return [_film(one, actor, moments[one.id]) for one in found]


def _film(film: Recording, actor: Actor, moments: list[Plain]) -> Plain:
    erasure = erasure_of(film)
    return {
        "number": film.id,
        **taken(film, "kind", "state", "filmed_on", "frame_count", "width", "height", "sha256"),
        "rate": str(film.rate) if film.rate_num else None,
        **taken(film, "received_at", "ready_at", "erased_at", "files_erased_at"),
        "erased_why": plain(erasure.why) if erasure else None,
        "in_shot": [one.label for one in in_shot_of(film)],
        "in_shot_confirmed_at": plain(film.in_shot_confirmed_at),
        "moments": moments,
        "clips": _clips(film, actor),
        "blurred": _blurred(film, actor),
        "rounds": _rounds(film, actor),
    }


def readable_moments(recording_ids: list[int], actor: Actor) -> Select[Any]:
    """The moments on these films that `actor` may read now, in the order of the film."""
    return (
        policies.allowed("moment.read", actor)
        .join(Track, Track.id == Moment.track_id)
        .where(Track.recording_id.in_(recording_ids))
        .options(
            joinedload(Moment.track).joinedload(Track.owner),
            joinedload(Moment.track).joinedload(Track.recording),
            selectinload(Moment.tags),
            selectinload(Moment.replies).joinedload(MomentReply.author),
        )
        .order_by(Moment.start_frame, Moment.id)
    )


def moments_on(recording_ids: list[int], actor: Actor) -> dict[int, list[Plain]]:
    """Of each film the moments that `actor` may read now."""
    found: dict[int, list[Plain]] = defaultdict(list)
    for one in db.session.scalars(readable_moments(recording_ids, actor)):
        found[one.track.recording_id].append(moment(one))
    return found


def moment(one: Moment) -> Plain:
    """Its frames, the film's exact rate, and its time worked out from both."""
    return {
        "token": one.token,
        "by": one.track.owner.name,
        "role": plain(one.track.role),
        "start_frame": one.start_frame,
        "last_frame": one.span.last,
        "rate": str(one.rate),
        "start_seconds": plain(one.rate.seconds_at(one.start_frame)),
        "time": one.span.label(one.rate),
        **taken(one, "words", "kind", "turn", "giver", "receiver", "created_at", "changed_at"),
        "tags": [
            taken(tag, "kind", "framework", "key", "group_number", "wording") for tag in one.tags
        ],
        "answers": [
            {"by": said.author.name, **taken(said, "role", "words", "created_at")}
            for said in one.replies
            if said.deleted_at is None
        ],
    }


def _clips(film: Recording, actor: Actor) -> list[Plain]:
    own = policies.allowed("clip.see", actor).where(Clip.recording_id == film.id)
    return [
        {
            **taken(one, "token", "title", "start_frame", "review_place", "created_at"),
            "last_frame": one.end_frame,
            "rate": str(film.rate),
        }
        for one in db.session.scalars(own.order_by(Clip.start_frame, Clip.id))
        if film.rate_num
    ]


def _blurred(film: Recording, actor: Actor) -> list[Plain]:
    own = policies.allowed("blur.change", actor).where(Blur.recording_id == film.id)
    return [
        {
            **taken(one, "start_frame", "placed_at", "confirmed_at"),
            "last_frame": one.end_frame,
            "first_edges": list(one.start_box),
            "last_edges": list(one.end_box),
        }
        for one in db.session.scalars(own.order_by(Blur.start_frame, Blur.id))
    ]


def _rounds(film: Recording, actor: Actor) -> list[Plain]:
    mine = policies.allowed("round.see", actor).where(RatingRound.recording_id == film.id)
    wordings = joinedload(RatingRound.criteria)
    found = db.session.scalars(mine.order_by(RatingRound.id).options(wordings)).unique().all()
    return [
        {
            **taken(one, "started_at", "revealed_at", "closed_at"),
            "supervisor": one.supervisor.name,
            "ratings": _round_ratings(one, actor),
        }
        for one in found
    ]


def _round_ratings(one: RatingRound, actor: Actor) -> list[Plain]:
    wordings = {each.key: each.wording for each in one.criteria}
    readable = policies.allowed("round_rating.read", actor).where(
        RoundRating.round_id == one.id, RoundRating.replaced_at.is_(None)
    )
    listed = readable.options(joinedload(RoundRating.rater)).order_by(RoundRating.id)
    return [
        {
            "by": given.rater.name,
            **taken(given, "role", "criterion", "level", "level_wording", "words", "rated_at"),
            "criterion_wording": wordings[given.criterion],
        }
        for given in db.session.scalars(listed)
    ]


def own_films(actor: Actor) -> list[Recording]:
    """Every film of the trainee that can still be there, in the order of cases and cycles."""
    own = (
        policies.allowed("recording.follow", actor)
        .join(Cycle, Cycle.id == Recording.cycle_id)
        .options(joinedload(Recording.cycle).joinedload(Cycle.client))
        .order_by(Cycle.client_id, Cycle.number, Recording.id)
    )
    return list(db.session.scalars(own))
