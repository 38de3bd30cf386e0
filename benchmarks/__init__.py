"""What Attune costs, each figure beside a reference measured in the same run: `make bench`.

A benchmark is a function in a module of this folder:

    @bench("pdf-small", unit="ms", target="<= 1.25")
    def pdf_small():
        return interleave(ours=build_with_attune, reference=build_bare, rounds=7)

It returns `Samples`. With a reference the target judges median(ours) / median(reference); without
one it judges median(ours). `unit` is that of ours and reference.
"""

from benchmarks.harness.measure import Samples, interleave
from benchmarks.harness.registry import bench

__all__ = ["Samples", "bench", "interleave"]
