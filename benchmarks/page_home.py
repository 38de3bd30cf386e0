"""`page-home`: the trainee's home beside the same template filled from constants."""

from __future__ import annotations

import re

from app.demo.people import NORA
from benchmarks import Samples, bench, interleave
from benchmarks.harness.server import Visit, serving


@bench("page-home", unit="ms", target="<= 4")
def page_home() -> Samples:
    """Ours is signed in and reads the database; the reference does neither."""
    with serving() as port:
        nora, nobody = Visit(port, NORA.email), Visit(port, NORA.email)
        nobody.cookies.clear()

        def ours() -> str:
            status, page = nora.ask("GET", "/home")
            assert status == 200, status
            return page

        def reference() -> str:
            status, page = nobody.ask("GET", "/bare/home")
            assert status == 200, status
            nobody.cookies.clear()
            return page

        assert _words(ours()) == _words(reference()), "the two pages differ"
        return interleave(ours=ours, reference=reference, rounds=150, warm_up=10)


def _words(page: str) -> str:
    """The page without its tokens against forged requests, which are drawn anew."""
    return re.sub(r'name="csrf_token" value="[^"]*"', "", page)
