"""`page-home`: the trainee's home beside the same template filled from constants."""

from __future__ import annotations

from app.demo.people import NORA
from app.models.people import Role
from benchmarks import Samples, bench
from benchmarks.harness.pages import beside_constants
from benchmarks.harness.server import Visit, serving


@bench("page-home", unit="ms", target="<= 4")
def page_home() -> Samples:
    with serving() as port:
        return beside_constants(Visit(port, NORA.email, Role.TRAINEE), "/home", rounds=150)
