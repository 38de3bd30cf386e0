"""Questions about links, what somebody's own page shows, and films whose day is near."""

from app.rights.queries.held import (
    HeldFilm,
    HeldPaper,
    WatchedBy,
    films_held,
    papers_held,
    watched_by,
)
from app.rights.queries.highlights import (
    Offered,
    offered_reels,
    openings_of,
    own_watching,
    reels_for,
    something_is_open,
    standing_code,
)
from app.rights.queries.links import (
    count_waiting,
    has_a_yes,
    link_by_token,
    links_page,
    requests_of,
    requests_page,
)
from app.rights.queries.own import OwnAnswers, own_answers
from app.rights.queries.questions import holder_of, occasion_now, own_goals
from app.rights.queries.retention import (
    Going,
    going,
    reminder_due,
    whose_films_are_due,
    whose_reminder_is_due,
)

__all__ = [
    "Going",
    "HeldFilm",
    "HeldPaper",
    "Offered",
    "OwnAnswers",
    "WatchedBy",
    "count_waiting",
    "films_held",
    "going",
    "has_a_yes",
    "holder_of",
    "link_by_token",
    "links_page",
    "occasion_now",
    "offered_reels",
    "openings_of",
    "own_answers",
    "own_goals",
    "own_watching",
    "papers_held",
    "reels_for",
    "reminder_due",
    "requests_of",
    "requests_page",
    "something_is_open",
    "standing_code",
    "watched_by",
    "whose_films_are_due",
    "whose_reminder_is_due",
]
