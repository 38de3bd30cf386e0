"""The sweep forgets what was announced more than an hour ago."""

from __future__ import annotations

from app.jobs import work
from app.live import operations, queries


@work("live.prune", pending=queries.prunable)
def prune(message_id: int) -> None:
    operations.prune(message_id)
