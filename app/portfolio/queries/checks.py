"""The lines of the check before submitting."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from app.models.moments import Moment


@dataclass(frozen=True)
class Check:
    """One line. `endpoint` and `values` name the page where it is mended, when it is not met.

    What is not the trainee's to mend is told and does not hold the portfolio back.
    """

    title: str
    met: bool
    sentence: str
    endpoint: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    go: str = ""
    holds_back: bool = True


@dataclass(frozen=True)
class Preflight:
    checks: tuple[Check, ...]

    @property
    def ready(self) -> bool:
        return not self.left

    @property
    def left(self) -> tuple[Check, ...]:
        return tuple(check for check in self.checks if not check.met and check.holds_back)


def time_of(moment: Moment) -> str:
    return moment.span.label(moment.rate)
