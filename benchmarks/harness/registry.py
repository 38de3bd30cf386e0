from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from types import ModuleType

from benchmarks.harness.measure import Samples
from benchmarks.harness.results import Target


class UnknownBenchmark(LookupError):
    pass


@dataclass(frozen=True)
class Benchmark:
    name: str
    unit: str
    target: Target
    measure: Callable[[], Samples]


REGISTRY: dict[str, Benchmark] = {}


def bench(
    name: str, *, unit: str, target: str
) -> Callable[[Callable[[], Samples]], Callable[[], Samples]]:
    """Register a function that measures. `target` is text such as `<= 6`.

    Raises ValueError for a target nobody can read and for a name that is taken.
    """
    read = Target.read(target)

    def register(measure: Callable[[], Samples]) -> Callable[[], Samples]:
        if name in REGISTRY:
            raise ValueError(f"There are two benchmarks called {name}.")
        REGISTRY[name] = Benchmark(name, unit, read, measure)
        return measure

    return register


def discover(package: ModuleType) -> None:
    """Import every module that stands directly in `package`; folders are not looked into."""
    for module in pkgutil.iter_modules(package.__path__):
        if not module.ispkg and not module.name.startswith("_"):
            importlib.import_module(f"{package.__name__}.{module.name}")


def chosen(only: Iterable[str]) -> list[Benchmark]:
    """The named benchmarks, or all, by name. Raises UnknownBenchmark."""
    wanted = set(only)
    if unknown := wanted - set(REGISTRY):
        known = ", ".join(sorted(REGISTRY)) or "none yet"
        raise UnknownBenchmark(
            f"No benchmark is called {', '.join(sorted(unknown))}. There is: {known}."
        )
    return [REGISTRY[name] for name in sorted(wanted or REGISTRY)]
