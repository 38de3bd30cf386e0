"""The principles of attuned interaction and guidance, and sets of criteria: their types.

Keys are stable: a moment or a rating keeps the key, and the words are looked up in the
framework of the edition it was made under.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from accreditation.marks import ILLUSTRATIVE_MARK, Source


class Standing(StrEnum):
    """Where the wording of a principle was found."""

    FOUND = "found"
    FROM_MEMORY = "from-memory"

    @property
    def label(self) -> str:
        return STANDING_LABELS[self]


STANDING_LABELS = {
    Standing.FOUND: "found in a public practitioner text",
    Standing.FROM_MEMORY: "from memory, not confirmed",
}


class FilmKind(StrEnum):
    """Which film a criterion is looked for in."""

    CLIENT_FILM = "client_film"
    SHARED_REVIEW = "shared_review"
    SUPERVISION = "supervision"

    @property
    def label(self) -> str:
        return FILM_LABELS[self]


FILM_LABELS = {
    FilmKind.CLIENT_FILM: "client film",
    FilmKind.SHARED_REVIEW: "shared review",
    FilmKind.SUPERVISION: "supervision film",
}


@dataclass(frozen=True, slots=True)
class Layer:
    """One of the layers the groups build up: number counts from 1 at the foundation."""

    key: str
    number: int
    title: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Principle:
    """One item of a group; `number` is its place in the group, from 1."""

    key: str
    number: int
    wording: str
    standing: Standing
    note: str = ""

    @property
    def confirmed(self) -> bool:
        return self.standing is Standing.FOUND


@dataclass(frozen=True, slots=True)
class PrincipleGroup:
    """A block of principles in building order, with what the child may feel."""

    key: str
    number: int
    title: str
    layer: Layer
    child_impact: str
    principles: tuple[Principle, ...]


@dataclass(frozen=True, slots=True)
class PrinciplesFramework:
    id: str
    title: str
    note: str
    layers: tuple[Layer, ...]
    groups: tuple[PrincipleGroup, ...]
    sources: Mapping[str, Source]

    def principles(self) -> Iterator[tuple[PrincipleGroup, Principle]]:
        """Every principle with its group, in building order."""
        for group in self.groups:
            for principle in group.principles:
                yield group, principle

    def group(self, key: str) -> PrincipleGroup | None:
        return next((group for group in self.groups if group.key == key), None)

    def principle(self, key: str) -> Principle | None:
        return next((each for _, each in self.principles() if each.key == key), None)

    def group_of(self, key: str) -> PrincipleGroup | None:
        """The group a principle belongs to, by the principle's key."""
        return next((group for group, each in self.principles() if each.key == key), None)


@dataclass(frozen=True, slots=True)
class Level:
    """One step of a scale; `number` counts from 1 and only orders, it is not a score."""

    key: str
    number: int
    title: str


@dataclass(frozen=True, slots=True)
class Scale:
    title: str
    note: str
    levels: tuple[Level, ...]

    def level(self, key: str) -> Level | None:
        return next((level for level in self.levels if level.key == key), None)


@dataclass(frozen=True, slots=True)
class Criterion:
    """What a supervisor and a trainee look for; `rests_on` are keys of sources."""

    key: str
    number: int
    wording: str
    used_on: tuple[FilmKind, ...]
    rests_on: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CriteriaArea:
    key: str
    number: int
    title: str
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True)
class CriteriaFramework:
    id: str
    title: str
    note: str
    illustrative: bool
    scale: Scale
    areas: tuple[CriteriaArea, ...]
    sources: Mapping[str, Source]

    @property
    def mark(self) -> str:
        """What must stand beside these criteria wherever they are shown, or nothing."""
        return ILLUSTRATIVE_MARK if self.illustrative else ""

    def criteria(self, film: FilmKind | None = None) -> Iterator[tuple[CriteriaArea, Criterion]]:
        """Every criterion with its area, in order; only those looked for in `film` if given."""
        for area in self.areas:
            for criterion in area.criteria:
                if film is None or film in criterion.used_on:
                    yield area, criterion

    def criterion(self, key: str) -> Criterion | None:
        return next((each for _, each in self.criteria() if each.key == key), None)
