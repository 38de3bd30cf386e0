from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter


@dataclass(frozen=True)
class Samples:
    """Measurements in the benchmark's unit; no reference where the figure is absolute."""

    ours: Sequence[float]
    reference: Sequence[float] | None = None
    note: str = ""

    def medians(self) -> tuple[float, float | None]:
        return median(self.ours), median(self.reference) if self.reference else None


def interleave(
    ours: Callable[[], object],
    reference: Callable[[], object],
    rounds: int,
    warm_up: int = 1,
    note: str = "",
) -> Samples:
    """Time the two in turn, in milliseconds.

    Who goes first changes each round, so that a noisy neighbour or a warm cache favours nobody.
    What was made before is set aside from collecting: that would take longer than the work itself.
    """
    gc.collect()
    gc.freeze()
    for _ in range(warm_up):
        ours()
        reference()
    pair: tuple[tuple[Callable[[], object], list[float]], ...] = ((ours, []), (reference, []))
    for number in range(rounds):
        for work, took in pair if number % 2 == 0 else reversed(pair):
            took.append(_milliseconds(work))
    return Samples(pair[0][1], pair[1][1], note)


def _milliseconds(work: Callable[[], object]) -> float:
    gc.collect()
    began = perf_counter()
    work()
    return (perf_counter() - began) * 1000
