"""Pages of casework."""

from app.casework.routes import (
    clients,
    consents,
    contract,
    cycles,
    film_answers,
    journal,
    letter,
    measures,
    record,
    scans,
)

__all__ = [
    "clients",
    "consents",
    "contract",
    "cycles",
    "film_answers",
    "journal",
    "letter",
    "measures",
    "record",
    "scans",
]
