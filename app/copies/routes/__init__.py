"""Pages of archives to take away."""

from app.copies.routes import record

__all__ = ["record"]
