"""Pages of casework."""

from app.casework.routes import (
    assents,
    clients,
    consents,
    contract,
    cycles,
    film_answers,
    journal,
    letter,
    measures,
    record,
    requests,
    scans,
)

__all__ = [
    "assents",
    "clients",
    "consents",
    "contract",
    "cycles",
    "film_answers",
    "journal",
    "letter",
    "measures",
    "record",
    "requests",
    "scans",
]
