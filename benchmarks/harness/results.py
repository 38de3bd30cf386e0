from __future__ import annotations

import json
import operator
import os
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.harness.measure import Samples

COMPARISONS = {"<=": operator.le, "<": operator.lt, ">=": operator.ge, ">": operator.gt}


@dataclass(frozen=True)
class Target:
    text: str
    comparison: str
    bound: float

    @classmethod
    def read(cls, text: str) -> Target:
        found = re.fullmatch(r"(<=|<|>=|>) (\d+(?:\.\d+)?)", text)
        if not found:
            raise ValueError(f"A target is written like '<= 6', not '{text}'.")
        return cls(text, found[1], float(found[2]))

    def met_by(self, figure: float) -> bool:
        return bool(COMPARISONS[self.comparison](figure, self.bound))


@dataclass(frozen=True)
class Result:
    """One line of results.json. An absolute figure has neither reference nor ratio."""

    name: str
    unit: str
    ours: float
    reference: float | None
    ratio: float | None
    target: str
    met: bool
    note: str


def judge(name: str, unit: str, target: Target, samples: Samples) -> Result:
    ours, reference = samples.medians()
    ratio = ours / reference if reference is not None else None
    return Result(
        name=name,
        unit=unit,
        ours=round(ours, 3),
        reference=None if reference is None else round(reference, 3),
        ratio=None if ratio is None else round(ratio, 3),
        target=target.text,
        met=target.met_by(ours if ratio is None else ratio),
        note=samples.note,
    )


def merge(file: Path, results: Iterable[Result]) -> None:
    """Replace what has the same name, keep the rest; the file is whole at every moment."""
    kept = {row["name"]: row for row in json.loads(file.read_text())} if file.exists() else {}
    write(file, kept | {result.name: asdict(result) for result in results})


def replace(file: Path, results: Iterable[Result]) -> None:
    write(file, {result.name: asdict(result) for result in results})


def write(file: Path, rows: dict[str, dict[str, object]]) -> None:
    beside = file.with_name(f".{file.name}.new")
    text = json.dumps([rows[name] for name in sorted(rows)], indent=2, ensure_ascii=False)
    beside.write_text(text + "\n")
    os.replace(beside, file)


def table(results: Iterable[Result]) -> str:
    heads = ("", "unit", "ours", "reference", "ratio", "target", "", "note")
    rows = [heads, *(_cells(result) for result in results)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(heads))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )


def _cells(result: Result) -> tuple[str, ...]:
    numbers = (
        "–" if n is None else f"{n:g}" for n in (result.ours, result.reference, result.ratio)
    )
    met = "met" if result.met else "not yet"
    return (result.name, result.unit, *numbers, result.target, met, result.note)
