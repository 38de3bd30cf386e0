"""What an employer settles before anyone films, in words."""

from __future__ import annotations

from dataclasses import dataclass

from app.models.services import CheckItem


@dataclass(frozen=True)
class ItemWords:
    """`missing` is what a trainee reads while the item is not confirmed."""

    title: str
    about: str
    reference: str
    missing: str


WORDS: dict[CheckItem, ItemWords] = {
    CheckItem.VIDEO_PROTOCOL: ItemWords(
        "Video protocol",
        "How films are made, kept, shown and erased in your service, written down and agreed.",
        "Its title and version, or where it is kept",
        "The video protocol is not confirmed yet.",
    ),
    CheckItem.DPIA: ItemWords(
        "Data protection impact assessment (DPIA)",
        "What could go wrong for the people in the films, and what you do about it. The "
        "Information Commissioner expects one where film of this kind is kept.",
        "Its number or title, or who keeps it",
        "The data protection impact assessment (DPIA) is not confirmed yet.",
    ),
    CheckItem.ENCRYPTED_DEVICES: ItemWords(
        "Encrypted devices",
        "Every phone, tablet and camera card that people film with is encrypted and locked.",
        "Which devices, or the register they stand in",
        "It is not confirmed yet that devices are encrypted.",
    ),
}
