"""Pages of archives to take away."""

from app.copies.routes import client, record

__all__ = ["client", "record"]
