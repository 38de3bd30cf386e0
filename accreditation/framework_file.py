"""Loading principles and criteria from association-authored files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from accreditation.framework import (
    CriteriaArea,
    CriteriaFramework,
    Criterion,
    FilmKind,
    Layer,
    Level,
    Principle,
    PrincipleGroup,
    PrinciplesFramework,
    Scale,
    Standing,
)
from accreditation.marks import Source
from accreditation.tables import FileFault, Table


class FrameworkFault(FileFault):
    """A framework file was refused; `faults` names each file, key path and reason."""


def load_principles(text: str, name: str) -> PrinciplesFramework:
    """Read a principles file. `name` is the file's name, for its faults.

    Raises FrameworkFault with every fault found.
    """
    file = Table.parse(text, name)
    _refuse_if_faulty(file, only_unreadable=True)
    layers = {key: _layer(key, n, table) for n, key, table in _numbered(file, "layers")}
    framework = PrinciplesFramework(
        id=file.slug("id"),
        title=file.text("title"),
        note=file.text("note", ""),
        layers=tuple(layers.values()),
        groups=tuple(_group(key, n, table, layers) for n, key, table in _numbered(file, "groups")),
        sources=read_sources(file),
    )
    _refuse_repeated(file, (principle.key for _, principle in framework.principles()))
    file.refuse_unknown_keys()
    _refuse_if_faulty(file)
    return framework


def load_criteria(text: str, name: str) -> CriteriaFramework:
    """Read a criteria file. `name` is the file's name, for its faults.

    Raises FrameworkFault with every fault found.
    """
    file = Table.parse(text, name)
    _refuse_if_faulty(file, only_unreadable=True)
    sources = read_sources(file)
    framework = CriteriaFramework(
        id=file.slug("id"),
        title=file.text("title"),
        note=file.text("note", ""),
        illustrative=file.flag("illustrative"),
        scale=_scale(file.table("scale")),
        areas=tuple(_area(key, n, table, sources) for n, key, table in _numbered(file, "areas")),
        sources=sources,
    )
    _refuse_repeated(file, (criterion.key for _, criterion in framework.criteria()))
    file.refuse_unknown_keys()
    _refuse_if_faulty(file)
    return framework


def read_sources(file: Table) -> dict[str, Source]:
    """The `sources` tables of a file by key."""
    return {key: _source(key, table) for key, table in file.keyed_tables("sources")}


def _source(key: str, table: Table) -> Source:
    source = Source(key, table.text("title"), table.text("url", ""), table.text("note", ""))
    table.refuse_unknown_keys()
    return source


def _layer(key: str, number: int, table: Table) -> Layer:
    layer = Layer(key, number, table.text("title"), table.text("meaning"))
    table.refuse_unknown_keys()
    return layer


def _group(key: str, number: int, table: Table, layers: Mapping[str, Layer]) -> PrincipleGroup:
    layer = layers.get(table.text("layer"))
    if layer is None:
        table.fault("layer", f"This must be one of the layers: {', '.join(layers)}.")
    group = PrincipleGroup(
        key=key,
        number=number,
        title=table.text("title"),
        layer=layer or Layer("", 0, "", ""),
        child_impact=table.text("child_impact"),
        principles=tuple(_principle(k, n, each) for n, k, each in _numbered(table, "principles")),
    )
    table.refuse_unknown_keys()
    return group


def _principle(key: str, number: int, table: Table) -> Principle:
    principle = Principle(
        key,
        number,
        table.text("wording"),
        table.choice("standing", Standing),
        table.text("note", ""),
    )
    table.refuse_unknown_keys()
    return principle


def _scale(table: Table) -> Scale:
    levels = tuple(_level(key, n, each) for n, key, each in _numbered(table, "levels"))
    scale = Scale(table.text("title"), table.text("note", ""), levels)
    if len(levels) == 1:
        table.fault("levels", "A scale needs at least two levels.")
    table.refuse_unknown_keys()
    return scale


def _level(key: str, number: int, table: Table) -> Level:
    level = Level(key, number, table.text("title"))
    table.refuse_unknown_keys()
    return level


def _area(key: str, number: int, table: Table, sources: Mapping[str, Source]) -> CriteriaArea:
    criteria = tuple(_criterion(k, n, each, sources) for n, k, each in _numbered(table, "criteria"))
    area = CriteriaArea(key, number, table.text("title"), criteria)
    table.refuse_unknown_keys()
    return area


def _criterion(key: str, number: int, table: Table, sources: Mapping[str, Source]) -> Criterion:
    rests_on = table.texts("rests_on")
    for unknown in (source for source in rests_on if source not in sources):
        table.fault("rests_on", f"{unknown!r} is not one of the sources of this file.")
    wording, used_on = table.text("wording"), table.choices("used_on", FilmKind)
    table.refuse_unknown_keys()
    return Criterion(key, number, wording, used_on, rests_on)


def _numbered(table: Table, key: str) -> list[tuple[int, str, Table]]:
    return [(n, name, each) for n, (name, each) in enumerate(table.named_tables(key), start=1)]


def _refuse_repeated(file: Table, keys: Iterable[str]) -> None:
    for key, times in Counter(keys).items():
        if times > 1:
            file.fault(key, f"This key is used {times} times; every key is used once.")


def _refuse_if_faulty(file: Table, only_unreadable: bool = False) -> None:
    if file.faults and not (only_unreadable and file.readable):
        raise FrameworkFault(*file.faults)
