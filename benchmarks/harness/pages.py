"""A page beside the same template filled from constants, over real HTTP."""

from __future__ import annotations

import re

from benchmarks.harness.measure import Samples, interleave
from benchmarks.harness.server import Visit


def beside_constants(reader: Visit, path: str, rounds: int) -> Samples:
    """Ours is signed in and reads the database; the reference does neither."""

    def ours() -> str:
        return _page(reader, path)

    def reference() -> str:
        return _page(reader, path, "fill")

    kept = _page(reader, path, "keep")
    assert _words(kept) == _words(reference()), f"{path}: the two pages differ"
    assert reader.queries == 0, f"{path}: the reference asked the database"
    return interleave(ours=ours, reference=reference, rounds=rounds, warm_up=10)


def _page(reader: Visit, path: str, bare: str = "") -> str:
    status, page = reader.ask("GET", path, bare=bare)
    assert status == 200, f"{path} answered {status}"
    return page


def _words(page: str) -> str:
    """The page without its tokens against forged requests, which are drawn anew."""
    return re.sub(r'name="csrf_token" value="[^"]*"', "", page)
