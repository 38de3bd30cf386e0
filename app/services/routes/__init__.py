"""Pages of services."""

from app.services.routes import (
    checklist,
    home,
    practitioners,
    registrar,
    requests,
    retention,
    wording,
)

__all__ = [
    "checklist",
    "home",
    "practitioners",
    "registrar",
    "requests",
    "retention",
    "wording",
]
