"""`page-caseload`: a caseload of a thousand beside the same template filled from constants."""

from __future__ import annotations

from benchmarks import Samples, bench
from benchmarks.harness.crowded import ROWS, crowded
from benchmarks.harness.pages import beside_constants
from benchmarks.harness.server import Visit, serving


@bench("page-caseload", unit="ms", target="<= 4")
def page_caseload() -> Samples:
    folder, lists = crowded()
    found = next(each for each in lists if each.url == "/caseload")
    with serving(folder) as port:
        supervisor = Visit(port, found.email, found.role)
        samples = beside_constants(supervisor, found.url, rounds=100)
        supervisor.ask("GET", found.url)
    note = f"{ROWS:,} trainees, 25 on the page, {supervisor.queries} queries"
    return Samples(samples.ours, samples.reference, note)
