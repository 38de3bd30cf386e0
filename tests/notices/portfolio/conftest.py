"""These tests stand on one story: see `tests/portfolio/fixtures.py`."""

from tests.portfolio.fixtures import app, bound, story, told, told_and_bound

__all__ = ["app", "bound", "story", "told", "told_and_bound"]
