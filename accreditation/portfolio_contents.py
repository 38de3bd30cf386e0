"""What a portfolio contains, as an edition says it."""

from __future__ import annotations

from dataclasses import dataclass

from accreditation.marks import Status
from accreditation.tables import Table


@dataclass(frozen=True, slots=True)
class PortfolioContents:
    """`moments` and `films` are the least; of a criterion the best `moments_per_criterion` stand.

    `least_words` and `most_words` are of the reflective statement. 0 sets no bound. With
    `supervisor_statement` it also holds one by whoever supervises the trainee.
    """

    moments: int = 1
    films: int = 1
    moments_per_criterion: int = 0
    least_words: int = 1
    most_words: int = 0
    supervisor_statement: bool = False
    status: Status = Status.ILLUSTRATIVE

    def room(self, taken: int) -> bool:
        """Whether one more moment may stand for a criterion that has so many."""
        return not self.moments_per_criterion or taken < self.moments_per_criterion


ASKS_LITTLE = PortfolioContents()


def read_contents(table: Table | None) -> PortfolioContents:
    """An edition that says nothing asks for one moment, one film and a statement."""
    if table is None:
        return ASKS_LITTLE
    contents = PortfolioContents(
        moments=table.whole("moments", 0, 1),
        films=table.whole("films", 0, 1),
        moments_per_criterion=table.whole("moments_per_criterion", 0, 0),
        least_words=table.whole("least_words", 0, 1),
        most_words=table.whole("most_words", 0, 0),
        supervisor_statement=table.flag("supervisor_statement", False),
        status=table.choice("status", Status),
    )
    if 0 < contents.most_words < contents.least_words:
        table.fault("most_words", "The most cannot be less than the least.")
    table.refuse_unknown_keys()
    return contents
