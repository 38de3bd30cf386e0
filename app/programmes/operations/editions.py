"""Taking an edition into use: checked whole, kept by value, never changed."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from accreditation import shipped
from accreditation.programme import Programme
from accreditation.programme_file import ProgrammeFault, digest, load_programme
from accreditation.tables import Fault
from app import audit
from app.audit import Acting
from app.extensions import db
from app.models.programme import EditionInUse


def check_edition(text: str, name: str) -> Programme:
    """Read an edition file called `name` and see that its frameworks are there.

    Raises ProgrammeFault with file, key path and reason of every fault.
    """
    programme = load_programme(text, name)
    faults = tuple(_missing_frameworks(programme, name))
    if faults:
        raise ProgrammeFault(*faults)
    return programme


def take_up_edition(actor: Acting | None, text: str, name: str) -> EditionInUse:
    """Keep an edition by value, with its digest; the same text again is the same edition.

    `name` is the file's, for its faults. Raises ProgrammeFault as `check_edition` does.
    """
    programme = check_edition(text, name)
    found = db.session.scalar(select(EditionInUse).filter_by(digest=digest(text)))
    if found is not None:
        return found
    edition = EditionInUse(
        slug=programme.id,
        title=programme.title,
        digest=digest(text),
        source=text,
        taken_up_by_id=actor.person_id if actor else None,
    )
    db.session.add(edition)
    audit.record(actor, "edition.taken_up", edition, slug=edition.slug, digest=edition.digest)
    return edition


def _missing_frameworks(programme: Programme, name: str) -> Iterator[Fault]:
    read = {
        "principles": shipped.principles,
        "criteria": shipped.criteria,
        "review_words": shipped.review_words,
    }
    for kind, framework_id in (
        ("principles", programme.principles),
        ("criteria", programme.criteria),
        ("review_words", programme.review_words),
    ):
        if kind == "review_words" and not framework_id:
            continue
        try:
            read[kind](framework_id)
        except (LookupError, ValueError):
            reason = f"There is no framework of {kind} called {framework_id!r} here."
            yield Fault(name, f"frameworks.{kind}", reason)
