"""Building the draft, submitting it, binding it as a PDF."""

from app.portfolio.operations.binding import build_document
from app.portfolio.operations.drafting import (
    begin_portfolio,
    choose_moment,
    choose_recording,
    leave_moment,
    leave_recording,
    write_statement,
)
from app.portfolio.operations.submitting import submit, submit_again

__all__ = [
    "begin_portfolio",
    "build_document",
    "choose_moment",
    "choose_recording",
    "leave_moment",
    "leave_recording",
    "submit",
    "submit_again",
    "write_statement",
]
