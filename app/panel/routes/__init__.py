from app.panel.routes import after, desk, meeting, reviewing, seats

__all__ = ["after", "desk", "meeting", "reviewing", "seats"]
