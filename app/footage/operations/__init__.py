"""The verbs of footage."""

from app.footage.operations.arriving import (
    begin_upload,
    expire_upload,
    finish_upload,
    note_arrival,
    note_fingerprint,
    receive,
    require_it_may_arrive,
)
from app.footage.operations.blurring import (
    Place,
    change_blur,
    confirm_blur,
    place_blur,
    place_of,
    remove_blur,
    try_blur_again,
)
from app.footage.operations.cutting import (
    ask_for_film,
    cut_clip,
    drop_clip_film,
    drop_old_clip_films,
)
from app.footage.operations.deciding import stop_making_ready, try_again
from app.footage.operations.declaring import confirm_in_shot, declare_recording
from app.footage.operations.ending import erase_files, erase_recording, refuse_recording
from app.footage.operations.readying import (
    Glance,
    Prepared,
    look_at,
    make_ready,
    prepare_film,
    put_away_original,
)
from app.footage.operations.reels import (
    ask_for_reel,
    drop_reel,
    join_as_chosen,
    join_reel,
    note_copy,
)
from app.footage.operations.showing_blurs import drop_blur_film, show_blur, span_to_look_at

__all__ = [
    "Glance",
    "Place",
    "Prepared",
    "ask_for_film",
    "ask_for_reel",
    "begin_upload",
    "change_blur",
    "confirm_blur",
    "confirm_in_shot",
    "cut_clip",
    "declare_recording",
    "drop_blur_film",
    "drop_clip_film",
    "drop_old_clip_films",
    "drop_reel",
    "erase_files",
    "erase_recording",
    "expire_upload",
    "finish_upload",
    "join_as_chosen",
    "join_reel",
    "look_at",
    "make_ready",
    "note_arrival",
    "note_copy",
    "note_fingerprint",
    "place_blur",
    "place_of",
    "prepare_film",
    "put_away_original",
    "receive",
    "refuse_recording",
    "remove_blur",
    "require_it_may_arrive",
    "show_blur",
    "span_to_look_at",
    "stop_making_ready",
    "try_again",
    "try_blur_again",
]
