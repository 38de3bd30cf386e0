"""Pages of the draft, and of what was submitted."""

from app.portfolio.routes import builder, choosing, submission

__all__ = ["builder", "choosing", "submission"]
