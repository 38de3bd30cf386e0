"""What a submission that follows a “not yet” says of the earlier one, by value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class SinceLine:
    """How many entries of a section are new, left, were rewritten, and stayed."""

    section: str
    new: int
    left: int
    rewritten: int
    stayed: int


@dataclass(frozen=True, slots=True)
class Since:
    """The next steps of the decision before, and how much changed; nothing of ratings."""

    kind: ClassVar[str] = "since"
    earlier_number: int
    decided_on: date
    next_steps: str
    lines: tuple[SinceLine, ...]
