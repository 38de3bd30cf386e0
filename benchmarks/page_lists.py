"""`page-lists`: every list of a thousand rows beside the same template filled from constants.

The figure is that of the list which does worst.
"""

from __future__ import annotations

from statistics import median

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
    middle = median(map(_ratio, measured.values()))
    note = f"{len(lists)} lists of {ROWS:,} rows; the worst: {worst}; the middle one: {middle:.2f}"
    samples = measured[order[0]]
    return Samples(samples.ours, samples.reference, note)


def _measured(port: int, of: Crowded) -> Samples:
    return beside_constants(Visit(port, of.email, of.role), of.url, rounds=40)


def _ratio(samples: Samples) -> float:
    ours, reference = samples.medians()
    assert reference is not None
    return ours / reference
