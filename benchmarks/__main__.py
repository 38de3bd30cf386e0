"""Measure, print a table, write benchmarks/results.json."""

from __future__ import annotations

import argparse
import sys
import traceback
from pathlib import Path

import benchmarks
from benchmarks.harness.registry import Benchmark, UnknownBenchmark, chosen, discover
from benchmarks.harness.results import Result, judge, merge, replace, table

RESULTS = Path(__file__).with_name("results.json")


def main(arguments: list[str] | None = None, results_file: Path = RESULTS) -> int:
    """0 when all was measured, met or not; 1 when something could not be; 2 for a wrong name."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--only", default="", help="names, with commas between")
    only = [name for name in parser.parse_args(arguments).only.split(",") if name]
    discover(benchmarks)
    try:
        wanted = chosen(only)
    except UnknownBenchmark as unknown:
        print(unknown, file=sys.stderr)
        return 2
    results = [result for benchmark in wanted if (result := _measured(benchmark))]
    (merge if only else replace)(results_file, results)
    print(table(results))
    return 0 if len(results) == len(wanted) else 1


def _measured(benchmark: Benchmark) -> Result | None:
    print(f"Measuring {benchmark.name}", file=sys.stderr, flush=True)
    try:
        samples = benchmark.measure()
    except Exception:  # one that breaks does not take the others with it
        traceback.print_exc()
        return None
    return judge(benchmark.name, benchmark.unit, benchmark.target, samples)


if __name__ == "__main__":
    sys.exit(main())
