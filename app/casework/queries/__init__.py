"""Questions about clients, consent and cycles."""

from app.casework.queries.brought import BroughtCycle, SeenRecording, brought_cycles, ratings_by
from app.casework.queries.clients import (
    ClientInList,
    clients_page,
    code_problem,
    countdown_of,
    cycles_of,
    is_listed,
    listed_as,
)
from app.casework.queries.consents import (
    NEEDED_FOR_ACCREDITATION,
    Standing,
    answer_of,
    history_of,
    standings,
    verdict,
    verdicts,
)
from app.casework.queries.cycles import (
    CyclePath,
    Step,
    film_is_done,
    paths,
    sessions_of,
    what_it_lacks,
)
from app.casework.queries.identifying import Identifying, identifying_words

__all__ = [
    "NEEDED_FOR_ACCREDITATION",
    "BroughtCycle",
    "ClientInList",
    "CyclePath",
    "Identifying",
    "SeenRecording",
    "Standing",
    "Step",
    "answer_of",
    "brought_cycles",
    "clients_page",
    "code_problem",
    "countdown_of",
    "cycles_of",
    "film_is_done",
    "history_of",
    "identifying_words",
    "is_listed",
    "listed_as",
    "paths",
    "ratings_by",
    "sessions_of",
    "standings",
    "verdict",
    "verdicts",
    "what_it_lacks",
]
