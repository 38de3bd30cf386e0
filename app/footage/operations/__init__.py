"""The verbs of footage."""

from app.footage.operations.arriving import (
    begin_upload,
    expire_upload,
    finish_upload,
    note_arrival,
    receive,
    require_it_may_arrive,
)
from app.footage.operations.cutting import ask_for_film, cut_clip, drop_clip_film
from app.footage.operations.declaring import confirm_in_shot, declare_recording
from app.footage.operations.ending import erase_files, erase_recording, refuse_recording
from app.footage.operations.readying import Prepared, drop_original, make_ready, prepare_film

__all__ = [
    "Prepared",
    "ask_for_film",
    "begin_upload",
    "confirm_in_shot",
    "cut_clip",
    "declare_recording",
    "drop_clip_film",
    "drop_original",
    "erase_files",
    "erase_recording",
    "expire_upload",
    "finish_upload",
    "make_ready",
    "note_arrival",
    "prepare_film",
    "receive",
    "refuse_recording",
    "require_it_may_arrive",
]
