"""What each kind of work asks about a case. These are Attune's own, not AVIGuk's."""

from __future__ import annotations

from dataclasses import dataclass

from app.models.casework import CaseType


@dataclass(frozen=True)
class Detail:
    """A question about a case: its key in `CaseContext.details`, its label, a hint."""

    key: str
    label: str
    hint: str


DETAILS: dict[CaseType, tuple[Detail, ...]] = {
    CaseType.VIG: (
        Detail("person", "Person", "Whose initiatives are received, for example a child of four."),
        Detail("partner", "Partner", "Who interacts with them, for example the mother."),
    ),
    CaseType.VERP: (
        Detail("practice", "Practice that is filmed", "For example circle time in reception."),
        Detail("taking_part", "Who takes part", "One to one, or how many in the small group."),
        Detail("others", "Others in shot", "Colleagues, pupils: each is asked for consent."),
    ),
    CaseType.VFF: (
        Detail("managing", "What the film shows them managing", "In their own words."),
        Detail(
            "steps", "Steps that are filmed", "Which parts are put together, and with whose help."
        ),
    ),
    CaseType.VHT: (
        Detail("household", "Who lives at home", "In words such as mother, two brothers."),
        Detail("visits", "Visits", "How often, and at which time of day."),
    ),
    CaseType.SUPERVISION: (
        Detail("practitioner", "Practitioner", "For example a health visitor in Stage 1."),
        Detail("shown", "Whom the clips show", "Each is in shot as well, and is asked first."),
    ),
}
