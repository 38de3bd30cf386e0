"""`page-lists`: every list of a thousand rows beside the same template filled from constants.

The figure is that of one walk through all of them; the note names those that do worst.
"""

from __future__ import annotations

from benchmarks import Samples, bench
from benchmarks.harness.crowded import ROWS, Crowded, crowded
from benchmarks.harness.pages import beside_constants
from benchmarks.harness.server import Visit, serving


@bench("page-lists", unit="ms", target="<= 4")
def page_lists() -> Samples:
    folder, lists = crowded()
    with serving(folder) as port:
        measured = {each.url: _measured(port, each) for each in lists}
    order = sorted(measured, key=lambda url: _ratio(measured[url]), reverse=True)
    worst = ", ".join(f"{url} {_ratio(measured[url]):.2f}" for url in order[:3])
    note = f"{len(lists)} lists of {ROWS:,} rows; the worst: {worst}"
    return Samples(*_walks(list(measured.values())), note)


def _walks(samples: list[Samples]) -> tuple[list[float], list[float]]:
    """Round by round through all lists: how long ours took, and the references."""
    ours = zip(*(one.ours for one in samples), strict=True)
    references = zip(*(one.reference or () for one in samples), strict=True)
    return [sum(walk) for walk in ours], [sum(walk) for walk in references]


def _measured(port: int, of: Crowded) -> Samples:
    return beside_constants(Visit(port, of.email, of.role), of.url, rounds=25)


def _ratio(samples: Samples) -> float:
    ours, reference = samples.medians()
    assert reference is not None
    return ours / reference
