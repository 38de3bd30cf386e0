"""Pages of footage, the door uploads come through, and the bytes of films."""

from app.footage.routes import film, recording, tus, upload

__all__ = ["film", "recording", "tus", "upload"]
