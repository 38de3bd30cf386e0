"""What the services of the demo decided about film."""

from __future__ import annotations

from app.models.services import CheckItem, ServiceKind
from app.services.operations import PolicyTerms

ROOM_FOR_FILMS = 40 * 1024**3

POLICIES = {
    ServiceKind.COUNCIL: PolicyTerms(
        months_after_end=2,
        reminder_days=(30, 7),
        keep_at_most_months=24,
        source="Northmoor Council, records retention schedule, line EP-14",
        reason="Two months leave time for the closing letter and the family's own copy.",
    ),
    ServiceKind.TRUST: PolicyTerms(
        months_after_end=3,
        reminder_days=(30, 7),
        keep_at_most_months=30,
        source="Harbour NHS Trust, policy on recordings of patients, section 6",
        reason="A return to the ward within three months is common.",
    ),
    ServiceKind.CHARITY: PolicyTerms(
        months_after_end=1,
        reminder_days=(14, 3),
        keep_at_most_months=24,
        source="Skerry Families, minutes of the trustees, item 5",
        reason="Everybody knows everybody here, so films go early.",
    ),
}

REFERENCES = {
    ServiceKind.COUNCIL: {
        CheckItem.VIDEO_PROTOCOL: "Staff handbook, chapter 9: filming with families",
        CheckItem.DPIA: "Information governance register, DPIA 31",
        CheckItem.ENCRYPTED_DEVICES: "IT service desk, list of team tablets",
    },
    ServiceKind.TRUST: {
        CheckItem.VIDEO_PROTOCOL: "Policy on recordings of patients, appendix B",
        CheckItem.DPIA: "DPIA register, perinatal team, second version",
        CheckItem.ENCRYPTED_DEVICES: "Clinical devices inventory, tablets 4 to 9",
    },
    ServiceKind.CHARITY: {
        CheckItem.VIDEO_PROTOCOL: "Skerry Families, how we film (two pages)",
        CheckItem.DPIA: "Minutes of the trustees, item 4, with the assessment",
        CheckItem.ENCRYPTED_DEVICES: "Office folder, two phones and one tablet",
    },
}

COMPLAINTS = (
    "If something is not right, talk to the person who films with you, or to their manager.\n"
    "You can write to the children's services desk at Northmoor Council as well."
)
