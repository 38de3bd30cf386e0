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

# What the council was asked for: the code, who suggested it, and what was said.
REQUESTS = {
    "R-21": {
        "referred_by": "school SENCO",
        "why": "A teaching assistant and a boy of seven who is often upset in class. She would "
        "like to see what he shows her before it is too much for him.",
        "assessed": "Three visits to the class: he looks for her, and they often miss each other.",
        "discussed": "With the class teacher and his parents; all would like to try it.",
        "hoped_change": "That she finds more moments to receive what he begins.",
        "lived_experience": "A school day with somebody near who notices.",
    },
    "R-22": {
        "referred_by": "health visitor",
        "why": "A father who returned to work early and feels that his baby prefers everybody "
        "else. He asked for something that shows him what goes well.",
        "assessed": "Warm when he forgets that he is watched; he looks away when she fusses.",
        "hoped_change": "That he sees how often she turns to him. He said so himself.",
        "lived_experience": "Two parents who know her, instead of one.",
    },
    "R-23": {
        "referred_by": "social worker",
        "why": "A foster carer and two sisters at bedtime, which takes three hours.",
        "discussed": "With the carer and the girls’ social worker.",
    },
}
GIVEN_BACK = "I am with two families at the moment. I could begin in three months."
