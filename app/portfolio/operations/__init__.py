"""Building the draft, submitting it, binding it as a PDF."""

from app.portfolio.operations.binding import build_document
from app.portfolio.operations.drafting import (
    begin_portfolio,
    choose_moment,
    choose_recording,
    leave_moment,
    leave_recording,
)
from app.portfolio.operations.losing import lose_what_rested_on
from app.portfolio.operations.submitting import submit, submit_again
from app.portfolio.operations.vouching import (
    ask_for_statement,
    give_statement,
    take_back_statement,
)
from app.portfolio.operations.writing import (
    keep_while_writing,
    restore_statement,
    write_statement,
)

__all__ = [
    "ask_for_statement",
    "begin_portfolio",
    "build_document",
    "choose_moment",
    "choose_recording",
    "give_statement",
    "keep_while_writing",
    "leave_moment",
    "leave_recording",
    "lose_what_rested_on",
    "restore_statement",
    "submit",
    "submit_again",
    "take_back_statement",
    "write_statement",
]
