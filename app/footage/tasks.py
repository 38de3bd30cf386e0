"""Work in the background: each kind with the rows that wait for it."""

from __future__ import annotations

from app.footage import operations, queries
from app.jobs import work


@work("footage.finish_upload", pending=queries.arrived_uploads)
def finish_upload(recording_id: int) -> None:
    operations.finish_upload(recording_id)


@work("footage.expire_upload", pending=queries.forgotten_uploads)
def expire_upload(recording_id: int) -> None:
    operations.expire_upload(recording_id)


@work("footage.erase_files", pending=queries.with_files_to_erase)
def erase_files(recording_id: int) -> None:
    operations.erase_files(recording_id)


@work("footage.drop_original", pending=queries.ready_with_original)
def drop_original(recording_id: int) -> None:
    operations.drop_original(recording_id)


@work("footage.make_ready", pending=queries.received)
def make_ready(recording_id: int) -> None:
    operations.make_ready(recording_id)
