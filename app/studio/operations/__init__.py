"""Verbs about moments, clips, tracks, answers, rating rounds and captions."""

from app.studio.operations.captions import forget_captions, remove_captions, write_captions
from app.studio.operations.changing import change_moment, delete_moment, restore_moment, rewrite
from app.studio.operations.clips import (
    Arranged,
    add_clip,
    arrange_for_review,
    delete_clip,
    order_for_review,
)
from app.studio.operations.marking import add_moment
from app.studio.operations.rounds import (
    close_round,
    finish_round,
    rate_in_round,
    reveal,
    start_round,
)
from app.studio.operations.threads import (
    add_reply,
    change_reply,
    delete_reply,
    mark_read,
    resolve,
    restore_reply,
)
from app.studio.operations.tracks import (
    share_track,
    show_what_the_panel_marked,
    submit_track,
    track_for,
)

__all__ = [
    "Arranged",
    "add_clip",
    "add_moment",
    "add_reply",
    "arrange_for_review",
    "change_moment",
    "change_reply",
    "close_round",
    "delete_clip",
    "delete_moment",
    "delete_reply",
    "finish_round",
    "forget_captions",
    "mark_read",
    "order_for_review",
    "rate_in_round",
    "remove_captions",
    "resolve",
    "restore_moment",
    "restore_reply",
    "reveal",
    "rewrite",
    "share_track",
    "show_what_the_panel_marked",
    "start_round",
    "submit_track",
    "track_for",
    "write_captions",
]
