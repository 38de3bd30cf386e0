"""Verbs about clients' links, what they ask for, and the day the films go."""

from app.rights.operations.asking import answer_request, ask_for
from app.rights.operations.erasing import erase_on_its_day, remind
from app.rights.operations.highlights import (
    close_highlights,
    note_own_copy,
    open_highlights,
    put_away,
    type_code,
)
from app.rights.operations.links import make_link, revoke_link, stop_everything

__all__ = [
    "answer_request",
    "ask_for",
    "close_highlights",
    "erase_on_its_day",
    "make_link",
    "note_own_copy",
    "open_highlights",
    "put_away",
    "remind",
    "revoke_link",
    "stop_everything",
    "type_code",
]
