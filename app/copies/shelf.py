"""What is gathered for an archive while it is built."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from app.archive import Link
from app.models.archives import Carried


@dataclass
class Shelf:
    """Entries by their name in the archive; what they are linked as; what is not here, and why.

    `films` says of which films something is in it, so that the archive closes with their consent.
    """

    folder: Path
    entries: dict[str, str | Path] = field(default_factory=dict)
    films: set[tuple[int, Carried]] = field(default_factory=set)
    papers: list[Link] = field(default_factory=list)
    papers_missing: list[tuple[str, str]] = field(default_factory=list)
    media: list[Link] = field(default_factory=list)
    media_missing: list[tuple[str, str]] = field(default_factory=list)
    tables: list[Link] = field(default_factory=list)

    def put(self, name: str, content: str | Path) -> None:
        assert name not in self.entries, name
        self.entries[name] = content

    def room_for(self, name: str) -> Path:
        """Where a file that becomes `name` is made."""
        path = self.folder / "gathered" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        return path
