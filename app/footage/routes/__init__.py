"""Pages of footage, the door uploads come through, and the bytes of films."""

from app.footage.routes import (
    blurs,
    deciding,
    device_check,
    erasure,
    film,
    recording,
    reels,
    tus,
    upload,
)

__all__ = [
    "blurs",
    "deciding",
    "device_check",
    "erasure",
    "film",
    "recording",
    "reels",
    "tus",
    "upload",
]
