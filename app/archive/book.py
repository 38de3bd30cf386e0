"""The page of an archive that people read: opens from a disk, with no network and no script."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from accreditation.exchange import harmless

HERE = Path(__file__).parent
Cell = str | int | None


@dataclass(frozen=True, slots=True)
class Words:
    """Something somebody wrote, with its title."""

    title: str
    text: str
    kind: str = "words"


@dataclass(frozen=True, slots=True)
class Facts:
    """Names with their values."""

    pairs: Sequence[tuple[str, Cell]]
    kind: str = "facts"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under columns; the first cell of each row says what the row is about."""

    caption: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    kind: str = "table"

    def csv(self) -> str:
        """The same as CSV. A cell that a spreadsheet would run begins with a quote."""
        out = io.StringIO()
        lines = csv.writer(out)
        lines.writerow(self.columns)
        for row in self.rows:
            lines.writerow([harmless(one) if isinstance(one, str) else one for one in row])
        return out.getvalue()


@dataclass(frozen=True, slots=True)
class Link:
    """A file of the archive, by its name in it. `note` says what it is, or how large."""

    name: str
    label: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Files:
    """Files to open from here, and what is not here with the reason."""

    title: str
    links: Sequence[Link]
    missing: Sequence[tuple[str, str]] = ()
    kind: str = "files"


Block = Words | Facts | Table | Files


@dataclass(frozen=True, slots=True)
class Section:
    """A chapter: `key` is its place in the page, `lede` the sentence under its title."""

    key: str
    title: str
    blocks: Sequence[Block] = ()
    lede: str = ""
    parts: Sequence[Section] = ()


@dataclass(frozen=True, slots=True)
class Book:
    """The whole page. `notes` stand at its foot."""

    title: str
    lede: str
    sections: Sequence[Section]
    notes: Sequence[str] = ()

    def html(self) -> str:
        """One file that needs no other but those it links to."""
        return _environment().get_template("index.html").render(book=self)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["css"] = (HERE / "index.css").read_text()
    return environment
