"""What a moment says, as plain values: what is sent, what a version keeps, what is merged."""

from __future__ import annotations

from typing import Any

from app.models.moments import Moment, TagKind

Said = dict[str, Any]

BELONG_TOGETHER = (
    ("start", "end"),
    ("words",),
    ("principles",),
    ("criteria",),
    ("review",),
    ("kind",),
    ("turn", "giver", "receiver", "follows"),
)
"""What is changed as one: two people who change different ones of these do not collide."""

NOTHING: Said = {
    "end": None,
    "words": "",
    "principles": [],
    "criteria": [],
    "review": [],
    "kind": None,
    "turn": None,
    "giver": None,
    "receiver": None,
    "follows": None,
}


def said_by(moment: Moment) -> Said:
    """The moment's own values, as JSON has them."""
    keys = {kind: [tag.key for tag in moment.tags if tag.kind is kind] for kind in TagKind}
    return {
        "start": moment.start_frame,
        "end": moment.end_frame,
        "words": moment.words,
        "principles": keys[TagKind.PRINCIPLE],
        "criteria": keys[TagKind.CRITERION],
        "review": keys[TagKind.REVIEW_WORD],
        "kind": moment.kind,
        "turn": moment.turn,
        "giver": moment.giver,
        "receiver": moment.receiver,
        "follows": moment.follows_id,
    }


def merge(before: Said, now: Said, sent: Said) -> Said | None:
    """`now` with what `sent` changed since `before`; None where both changed the same thing."""
    merged = dict(now)
    for names in BELONG_TOGETHER:
        wanted = {name: sent.get(name, before[name]) for name in names}
        if all(wanted[name] == before[name] for name in names):
            continue
        moved = any(now[name] != before[name] for name in names)
        if moved and any(now[name] != wanted[name] for name in names):
            return None
        merged |= wanted
    return merged
