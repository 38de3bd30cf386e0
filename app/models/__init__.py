"""The schema: one package, one file for each subject. Importing it declares every table."""

from app.models import (
    audit,
    casework,
    consent,
    footage,
    guards,
    meetings,
    moments,
    panel,
    people,
    portfolio,
    presentations,
    programme,
    register,
    services,
    supervision,
)

__all__ = [
    "audit",
    "casework",
    "consent",
    "footage",
    "guards",
    "meetings",
    "moments",
    "panel",
    "people",
    "portfolio",
    "presentations",
    "programme",
    "register",
    "services",
    "supervision",
]
