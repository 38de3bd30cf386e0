"""Pages of casework."""

from app.casework.routes import clients, consents, cycles

__all__ = ["clients", "consents", "cycles"]
