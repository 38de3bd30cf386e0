from app.panel.routes import after, desk, reviewing, seats

__all__ = ["after", "desk", "reviewing", "seats"]
