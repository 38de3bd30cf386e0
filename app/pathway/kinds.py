"""The kinds of meeting a trainee proposes: what each is called, and what it is shown for."""

from __future__ import annotations

from dataclasses import dataclass

from accreditation.programme import Kind
from app.models.meetings import StageMeetingKind
from app.models.presentations import PresentationPurpose
from app.models.programme import TrainingEventKind


@dataclass(frozen=True)
class MeetingKind:
    """`closes`: it comes once the stage's work is in place. `counts_as` is what it is recorded as
    in the training besides the meeting itself.
    """

    name: str
    requirement: Kind
    purpose: PresentationPurpose
    closes: bool
    counts_as: TrainingEventKind | None = None
    lede: str = ""


KINDS: dict[StageMeetingKind, MeetingKind] = {
    StageMeetingKind.TRANSITION: MeetingKind(
        "transition meeting",
        Kind.TRANSITION_MEETING,
        PresentationPurpose.TRANSITION,
        closes=True,
        lede="A supervisor who is not yours looks at your work with you and says how you go on.",
    ),
    StageMeetingKind.MIDPOINT: MeetingKind(
        "mid-point meeting",
        Kind.MID_POINT,
        PresentationPurpose.MIDPOINT,
        closes=False,
        counts_as=TrainingEventKind.MIDPOINT,
        lede="About halfway you present your work to a supervisor who is not yours.",
    ),
    StageMeetingKind.GROUP_SHARING: MeetingKind(
        "group sharing",
        Kind.GROUP_SHARING,
        PresentationPurpose.GROUP,
        closes=True,
        counts_as=TrainingEventKind.GROUP_SHARING,
        lede="You show your film to those who train beside you, with a supervisor who leads it.",
    ),
    StageMeetingKind.ACCREDITATION: MeetingKind(
        "accreditation meeting",
        Kind.ACCREDITATION_MEETING,
        PresentationPurpose.ACCREDITATION,
        closes=True,
    ),
}
PROPOSED = tuple(kind for kind in KINDS if kind is not StageMeetingKind.ACCREDITATION)
"""The accreditation meeting is held by the panel; nobody proposes it."""
