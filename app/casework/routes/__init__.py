"""Pages of casework."""

from app.casework.routes import clients, consents, cycles, journal, letter, record

__all__ = ["clients", "consents", "cycles", "journal", "letter", "record"]
