"""Which criteria a portfolio has evidence for: a line for each, with its moments."""

from __future__ import annotations

from collections.abc import Iterable

from accreditation.framework import CriteriaFramework
from accreditation.portfolio_document import CoverageLine, Covering


def coverage(
    criteria: CriteriaFramework, chosen: Iterable[tuple[int, str, Iterable[str]]], most: int
) -> list[CoverageLine]:
    """A line for each criterion, in the order of the framework.

    `chosen` are moments in the order of the document: id, title of the stage, and keys of the
    criteria they stand for. `most` is how many may stand for one criterion, 0 for no bound.
    """
    by_criterion: dict[str, list[Covering]] = {}
    for moment_id, stage, keys in chosen:
        for key in keys:
            by_criterion.setdefault(key, []).append(Covering(moment_id, stage))
    return [
        CoverageLine(
            area=area.title,
            criterion=one.wording,
            moments=tuple(by_criterion.get(one.key, ())),
            most=most,
            mark=criteria.mark,
        )
        for area, one in criteria.criteria()
    ]
