"""Pages of the client, without an account, and of the trainee who gives them their link."""

from app.rights.routes import case, films, for_you, highlights, questionnaires, your_page

__all__ = ["case", "films", "for_you", "highlights", "questionnaires", "your_page"]
