"""Verbs about clients' links, what they ask for, and the day the films go."""

from app.rights.operations.asking import answer_request, ask_for
from app.rights.operations.erasing import erase_on_its_day, remind
from app.rights.operations.links import make_link, revoke_link, stop_everything

__all__ = [
    "answer_request",
    "ask_for",
    "erase_on_its_day",
    "make_link",
    "remind",
    "revoke_link",
    "stop_everything",
]
