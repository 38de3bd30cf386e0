"""What a certificate of erasure says, the same on the page and in the document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from accreditation.wording import counted, day
from app.casework.queries import scans_gone_with_films
from app.footage import queries
from app.models.erasures import ErasedWhy, Erasure
from app.models.footage import Recording
from app.web.words import moment, size

STAYS = (
    "That the film was made, and the count of its cycle; what was written about it without its "
    "picture; who watched it and when. Nothing of the film can be made from these."
)
FINGERPRINT_SAYS = (
    "The fingerprint is the SHA-256 of the file that was sent. Whoever has a copy of the file can "
    "show by it which film this certificate is about; the film cannot be made from it."
)


def certified_facts(recording: Recording, erasure: Erasure) -> list[tuple[str, str]]:
    """The lines of the certificate; its erasure has come to its end."""
    assert erasure.removed_at is not None
    assert erasure.backups_gone_on is not None
    return [
        ("Film", f"Number {recording.id}, {recording.kind.label}"),
        ("Why", erasure.why.label),
        ("Nobody could watch it from", moment(erasure.begun_at)),
        ("Its files were gone on", moment(erasure.removed_at)),
        ("Fingerprint", recording.sha256 or "None was taken: the film never became ready."),
        (
            "Backups",
            f"The last that may hold any of it is gone by {day(erasure.backups_gone_on)}",
        ),
        *_signed_forms(recording, erasure),
    ]


def _signed_forms(recording: Recording, erasure: Erasure) -> Iterator[tuple[str, str]]:
    """Said once all of them are gone from the store, so that what is certified never changes."""
    gone = scans_gone_with_films(recording.client_id)
    ends = [one.backups_gone_on for one in gone if one.backups_gone_on]
    if erasure.why is ErasedWhy.RETENTION and gone and len(ends) == len(gone):
        yield (
            "Signed forms of the case",
            f"{counted(len(gone), 'scan')} of what was signed on paper went with the last film. "
            f"The last backup that may hold any is gone by {day(max(ends))}",
        )


def what_was_removed(erasure: Erasure) -> str:
    """Every rendition and every picture, counted where they were kept."""
    if not erasure.files:
        return "There was no file of it left in any store."
    return (
        f"{counted(erasure.files, 'file')}, {size(erasure.bytes)} in all: the film as it is "
        "watched, its pictures, storyboard, sound curve, clips and reel, and what was left of the "
        "file that was sent. Afterwards every store was asked, and nothing of the film was there."
    )


def erasure_page(recording: Recording) -> dict[str, Any] | None:
    """The values of the certificate's page and document; None where there is no certificate.

    Refused before certificates were written, a film has none.
    """
    certified = queries.erasure_of(recording)
    if certified is None or certified.removed_at is None:
        return None
    return {
        "recording": recording,
        "cycle": recording.cycle,
        "certified": certified_facts(recording, certified),
        "removed": what_was_removed(certified),
        "stays": STAYS,
        "fingerprint_says": FINGERPRINT_SAYS,
    }
