"""The JSON the Studio's pages speak, version 1.

Refusals are `{"error": sentence}`, with the `field` they are about where there is one. What there
is stands in `openapi.py`, and a test compares it with the routes.
"""

ROOT = "/api/v1"

from app.studio.api import captions, clips, described, moments, threads, tracks  # noqa: E402

__all__ = ["ROOT", "captions", "clips", "described", "moments", "threads", "tracks"]
