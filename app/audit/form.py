"""The form in which an entry is sealed: the digest over all it says and over the one before.

The digest is SHA-256, in small hexadecimal letters, over these bytes in UTF-8:

    attune-audit-1
    {"act":…,"at":…,"detail":…,"id":…,"person_id":…,"previous":…,"role":…,"subject":…,"subject_id":…}

The first line names the form; a later form has another. The second line is the canonical form of
`accreditation.seal`: keys in order, no spaces, no escapes that are not needed, no floats. `at` is
in UTC with six digits of a second: "2026-03-02T12:01:00.000000+00:00". Nothing in it depends on
the database that keeps the entry.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from accreditation.seal import canonical

FORM = b"attune-audit-1\n"
BEFORE_THE_FIRST = "0" * 64
"""What the first entry has in place of the digest of one before."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """An entry with its place in the chain; the names are those of the table."""

    id: int
    at: datetime
    person_id: int | None
    role: str | None
    act: str
    subject: str
    subject_id: int
    detail: dict[str, Any]
    previous: str

    @property
    def digest(self) -> str:
        """Raises SealError for what cannot be written in the canonical form."""
        said = {name: getattr(self, name) for name in self.__slots__}
        said["at"] = self.at.astimezone(UTC).isoformat(timespec="microseconds")
        return hashlib.sha256(FORM + canonical(said).encode()).hexdigest()
