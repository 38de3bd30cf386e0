"""These tests send real films: see `tests/footage/conftest.py`."""

from tests.footage.conftest import case, ready, trainee

__all__ = ["case", "ready", "trainee"]
