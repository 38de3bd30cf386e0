"""Rows as the JSON of the API has them. Frames are integers; `at` is the same time for people."""

from __future__ import annotations

from typing import Any

from accreditation.timecode import Span
from app.models.footage import Clip
from app.models.moments import Moment, MomentTag, TagKind
from app.models.people import Role
from app.studio.queries import TrackSeen, Words


def moment_json(moment: Moment) -> dict[str, Any]:
    return {
        "id": moment.id,
        "token": moment.token,
        "track": moment.track_id,
        "start": moment.start_frame,
        "end": moment.end_frame,
        "at": moment.span.label(moment.rate),
        "words": moment.words,
        "principles": [_tag(tag) for tag in moment.tags if tag.kind is TagKind.PRINCIPLE],
        "criteria": [_tag(tag) for tag in moment.tags if tag.kind is TagKind.CRITERION],
        "changed": moment.changed_at is not None,
    }


def _tag(tag: MomentTag) -> dict[str, Any]:
    return {
        "key": tag.key,
        "group": tag.group_number,
        "wording": tag.wording,
        "framework": tag.framework,
    }


def track_json(seen: TrackSeen) -> dict[str, Any]:
    track = seen.track
    return {
        "id": track.id,
        "owner": track.owner.name,
        "role": Role(track.role).label,
        "mine": seen.mine,
        "shared": track.shared_at is not None,
        "moments": [moment_json(moment) for moment in seen.moments],
    }


def clip_json(clip: Clip, mine: bool) -> dict[str, Any]:
    return {
        "id": clip.id,
        "token": clip.token,
        "title": clip.title,
        "start": clip.start_frame,
        "end": clip.end_frame,
        "at": Span(clip.start_frame, clip.end_frame).label(clip.recording.rate),
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
    }


def _criteria(words: Words) -> list[dict[str, Any]]:
    if words.criteria is None:
        return []
    return [
        {"key": one.key, "wording": one.wording, "area": area.title}
        for area, one in words.criteria.criteria(words.film)
    ]
