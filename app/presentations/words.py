"""What something is shown for, as pages say it."""

from __future__ import annotations

from app.models.presentations import PresentationPurpose

PURPOSES = {
    PresentationPurpose.TRANSITION: "For a transition meeting",
    PresentationPurpose.MIDPOINT: "For the mid-point",
    PresentationPurpose.GROUP: "For the training group",
    PresentationPurpose.HANDOVER: "For the next supervisor",
    PresentationPurpose.ACCREDITATION: "For accreditation",
}
