"""Questions about editions: the programme that stands in one, and what it asks for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import defer

from accreditation import shipped
from accreditation.framework import CriteriaFramework, FilmKind, PrinciplesFramework
from accreditation.marks import Source
from accreditation.programme import Programme
from accreditation.programme_file import digest, load_programme
from accreditation.readiness import assess
from accreditation.record import TrainingRecord
from accreditation.review_words import ReviewWords
from app import policies
from app.extensions import db
from app.models.programme import EditionInUse, Enrolment
from app.policies import Actor

_read: dict[str, Programme] = {}  # by digest: an edition in use never changes


@dataclass(frozen=True)
class Asked:
    """One requirement of an edition, in words, with its source and standing."""

    title: str
    asks_for: str
    source: Source
    status: str
    note: str


def programme_in(edition: EditionInUse) -> Programme:
    """The programme that stands in an edition's own text."""
    if edition.digest not in _read:
        _read[edition.digest] = load_programme(edition.source, f"{edition.slug}.toml")
    return _read[edition.digest]


def programme_of(enrolment: Enrolment) -> Programme:
    """The edition a trainee is pinned to, and never a later one."""
    return programme_in(enrolment.edition)


def principles_of(enrolment: Enrolment) -> PrinciplesFramework:
    return shipped.principles(programme_of(enrolment).principles)


def criteria_of(enrolment: Enrolment) -> CriteriaFramework:
    return shipped.criteria(programme_of(enrolment).criteria)


def review_words_of(enrolment: Enrolment, film: FilmKind) -> ReviewWords | None:
    """The shared review's own words, where the edition names any for this kind of film."""
    programme = programme_of(enrolment)
    named = programme.review_words if film in programme.review_words_on else ""
    return shipped.review_words(named) if named else None


def editions_in_use(actor: Actor) -> Sequence[EditionInUse]:
    """Editions the actor looks after, the latest taken up first."""
    latest = (EditionInUse.taken_up_at.desc(), EditionInUse.id.desc())
    mine = policies.allowed("edition.administer", actor).options(defer(EditionInUse.source))
    return db.session.scalars(mine.order_by(*latest)).all()


def shipped_and_unused() -> list[Programme]:
    """Editions that come with Attune and are not in use, word for word."""
    used = set(db.session.scalars(select(EditionInUse.digest)))
    return [
        shipped.programme(each)
        for each in shipped.programme_ids()
        if digest(shipped.programme_text(each)) not in used
    ]


def asked_of(programme: Programme) -> Iterator[tuple[str, list[Asked]]]:
    """Each stage's title with what it asks for, told by assessing somebody who just begins."""
    beginner = assess(TrainingRecord(), programme, programme.dated)
    for stage in beginner.every_stage():
        yield (
            stage.title,
            [
                Asked(
                    each.title,
                    each.sentence.removesuffix(" to come"),
                    each.source,
                    each.status.value,
                    each.requirement.note,
                )
                for each in stage.requirements
            ],
        )
