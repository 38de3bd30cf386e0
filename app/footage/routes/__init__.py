"""Pages of footage, the door uploads come through, and the bytes of films."""

from app.footage.routes import device_check, film, recording, tus, upload

__all__ = ["device_check", "film", "recording", "tus", "upload"]
