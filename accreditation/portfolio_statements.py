"""What was written for a portfolio: by the trainee, and by whoever supervises them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Statement:
    """A written document, its paragraphs as the trainee wrote them."""

    kind: ClassVar[str] = "statement"
    title: str
    text: str
    written_on: date | None


@dataclass(frozen=True, slots=True)
class SupervisorStatement:
    """What a supervisor gave for this portfolio, with their name and the day they gave it."""

    kind: ClassVar[str] = "supervisor-statement"
    supervisor: str
    text: str
    given_on: date
