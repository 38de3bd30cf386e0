"""Pages of casework."""

from app.casework.routes import (
    clients,
    consents,
    contract,
    cycles,
    journal,
    letter,
    measures,
    record,
    requests,
)

__all__ = [
    "clients",
    "consents",
    "contract",
    "cycles",
    "journal",
    "letter",
    "measures",
    "record",
    "requests",
]
