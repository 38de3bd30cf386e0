"""Rows as the JSON of the API has them. Frames are integers; `at` is the same time for people."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Any

from accreditation.timecode import FrameRate, Span
from accreditation.turns import Chain, count_cycles
from accreditation.webvtt import Cue, read_cues
from app.models.captions import Captions
from app.models.footage import Clip
from app.models.moments import Moment, MomentReply, MomentTag, TagKind, Track
from app.models.people import Person, Role
from app.models.rounds import RatingRound
from app.policies import Actor
from app.studio.queries import Words
from app.studio.queries.seen import MomentRow, TagRow, TrackSeen
from app.studio.queries.threads import Threads


def moment_json(moment: Moment, threads: Threads) -> dict[str, Any]:
    settled_by = moment.resolved_by.name if moment.resolved_by else None
    return _moment(moment, moment.track, moment.tags, settled_by, threads)


def _moment(
    moment: Moment | MomentRow,
    track: Track,
    tags: Sequence[MomentTag | TagRow],
    settled_by: str | None,
    threads: Threads,
) -> dict[str, Any]:
    return {
        "id": moment.id,
        "token": moment.token,
        "version": moment.version,
        "track": moment.track_id,
        "start": moment.start_frame,
        "end": moment.end_frame,
        "at": _label(moment.start_frame, moment.end_frame, moment.rate_num, moment.rate_den),
        "words": moment.words,
        "kind": moment.kind,
        "turn": moment.turn,
        "giver": moment.giver,
        "receiver": moment.receiver,
        "follows": moment.follows_id,
        "principles": [_tag(tag) for tag in tags if tag.kind is TagKind.PRINCIPLE],
        "criteria": [_tag(tag) for tag in tags if tag.kind is TagKind.CRITERION],
        "review": [_tag(tag) for tag in tags if tag.kind is TagKind.REVIEW_WORD],
        "changed": moment.changed_at is not None,
        "round": moment.round_id,
        "resolved": _resolved(moment, settled_by) if threads.is_shown(moment) else None,
        "unread": threads.is_unread(moment, track),
        "replies": [reply_json(one, threads.actor) for one in threads.of(moment)],
    }


@lru_cache(maxsize=4096)
def _label(start: int, end: int | None, num: int, den: int) -> str:
    return Span(start, end).label(FrameRate(num, den))


def _resolved(moment: Moment | MomentRow, settled_by: str | None) -> dict[str, Any] | None:
    if moment.resolved_at is None or settled_by is None:
        return None
    return {"by": settled_by, "at": moment.resolved_at.isoformat()}


def reply_json(reply: MomentReply, actor: Actor) -> dict[str, Any]:
    return {
        "id": reply.id,
        "token": reply.token,
        "moment": reply.moment_id,
        "author": reply.author.name,
        "role": Role(reply.role).label,
        "mine": (reply.author_id, reply.role) == (actor.person_id, actor.role),
        "words": reply.words,
        "at": reply.created_at.isoformat(),
        "changed": reply.changed_at is not None,
        "mentions": [{"id": one.person_id, "name": one.person.name} for one in reply.mentions],
    }


def _tag(tag: MomentTag | TagRow) -> dict[str, Any]:
    return {
        "key": tag.key,
        "group": tag.group_number,
        "wording": tag.wording,
        "framework": tag.framework,
    }


def track_json(seen: TrackSeen, threads: Threads) -> dict[str, Any]:
    track = seen.track
    return {
        "id": track.id,
        "owner": track.owner.name,
        "role": Role(track.role).label,
        "mine": seen.mine,
        "shared": track.shared_at is not None,
        "submitted": track.submitted_at is not None,
        "moments": [
            _moment(one, track, seen.tags.get(one.id, ()), one.settled_by, threads)
            for one in seen.moments
        ],
    }


def person_json(person: Person, role: Role) -> dict[str, Any]:
    return {"id": person.id, "name": person.name, "role": role.label}


def round_json(round: RatingRound, actor: Actor, url: str) -> dict[str, Any]:
    """A round as the Studio needs it. Whether the other one has finished is not told."""
    is_trainee = actor.role is Role.TRAINEE
    finished = round.trainee_finished_at if is_trainee else round.supervisor_finished_at
    return {
        "id": round.id,
        "state": _state(round, finished is not None),
        "finished": finished is not None,
        "criteria": [{"key": one.key, "wording": one.wording} for one in round.criteria],
        "url": url,
    }


def _state(round: RatingRound, finished: bool) -> str:
    if round.revealed_at is not None:
        return "revealed"
    if round.closed_at is not None:
        return "closed"
    return "finished" if finished else "open"


def chains_json(chains: Sequence[Chain]) -> dict[str, Any]:
    """Chains of turns with their cycles, and how many cycles there are of each kind."""
    return {
        "chains": [
            {
                "moments": chain.keys,
                "cycles": [{"kind": one.kind, "moments": one.keys} for one in chain.cycles],
            }
            for chain in chains
        ],
        **{kind.value: count for kind, count in count_cycles(chains).items()},
    }


def captions_json(captions: Captions | None, rate: FrameRate) -> dict[str, Any]:
    cues = read_cues(captions.vtt) if captions else []
    return {
        "language": captions.language if captions else None,
        "cues": [_cue(one, rate) for one in cues],
    }


def _cue(cue: Cue, rate: FrameRate) -> dict[str, Any]:
    """A cue with the frames it stands over: the one shown at its start, to the last one shown."""
    start = rate.frame_at(Fraction(cue.start, 1000))
    last = max(start, math.ceil(Fraction(cue.end, 1000) * rate.exact) - 1)
    return {
        "start": start,
        "end": last,
        "at": Span(start).label(rate),
        "text": cue.plain,
        "speaker": cue.speaker,
    }


def clip_json(clip: Clip, mine: bool) -> dict[str, Any]:
    return {
        "id": clip.id,
        "token": clip.token,
        "title": clip.title,
        "start": clip.start_frame,
        "end": clip.end_frame,
        "at": Span(clip.start_frame, clip.end_frame).label(clip.recording.rate),
        "place": clip.review_place,
        "mine": mine,
    }


def words_json(words: Words) -> dict[str, Any]:
    """The principles by group and, where they apply, the criteria with what they are marked as."""
    return {
        "groups": [
            {
                "number": group.number,
                "title": group.title,
                "impact": group.child_impact,
                "principles": [
                    {"key": one.key, "wording": one.wording, "confirmed": one.confirmed}
                    for one in group.principles
                ],
            }
            for group in words.principles.groups
        ],
        "criteria": _criteria(words),
        "mark": words.criteria.mark if words.criteria else "",
        "review": _review(words),
        "parties": list(words.parties),
    }


def _review(words: Words) -> list[dict[str, Any]]:
    if words.review is None:
        return []
    return [
        {
            "number": group.number,
            "title": group.title,
            "words": [{"key": one.key, "wording": one.wording} for one in group.words],
        }
        for group in words.review.groups
    ]


def _criteria(words: Words) -> list[dict[str, Any]]:
    if words.criteria is None:
        return []
    return [
        {"key": one.key, "wording": one.wording, "area": area.title}
        for area, one in words.criteria.criteria(words.film)
    ]
