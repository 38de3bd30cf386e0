"""Pages of the draft, and of what was submitted."""

from app.portfolio.routes import builder, choosing, submission, vouching

__all__ = ["builder", "choosing", "submission", "vouching"]
