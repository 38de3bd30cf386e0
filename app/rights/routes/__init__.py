"""Pages of the client, without an account, and of the trainee who gives them their link."""

from app.rights.routes import case, for_you, highlights, questionnaires, your_page

__all__ = ["case", "for_you", "highlights", "questionnaires", "your_page"]
