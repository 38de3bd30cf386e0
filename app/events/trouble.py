"""What may be told of an error: its class and its place. Its words may hold somebody's own."""

from __future__ import annotations

import traceback
from pathlib import Path

LONGEST = 200


def where_it_stopped(error: BaseException) -> str:
    """LookupError at supervision/tasks.py:31 in tell_the_supervisor"""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "site-packages" not in frame.filename] or frames
    name = type(error).__name__
    if not ours:
        return name[:LONGEST]
    last = ours[-1]
    place = "/".join(Path(last.filename).parts[-2:])
    return f"{name} at {place}:{last.lineno} in {last.name}"[:LONGEST]
