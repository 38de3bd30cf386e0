"""Questions about scans of signed papers: which are kept, what they prove, which must go."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import contains_eager, selectinload

from app import clock
from app.extensions import db
from app.jobs import lease
from app.models.casework import CasePerson
from app.models.consent import Consent, GivenHow
from app.models.consent_scans import ConsentScan, ProvedAnswer, ScanFile, ScanGone
from app.models.rights import LinkAnswersFor, RequestKind, RightsRequest

ARRIVES_WITHIN = timedelta(hours=1)
"""A scan that is not whole by then never will be: the form it was sent with is long answered."""
IS_KEPT = and_(ConsentScan.kept_at.is_not(None), ConsentScan.gone_at.is_(None))


@dataclass(frozen=True)
class Paper:
    """What somebody answered on paper on one day, and its scan; None: there is none yet."""

    given_on: date
    answers: Sequence[Consent]
    scan: ConsentScan | None

    @property
    def purposes(self) -> list[str]:
        """What it is about, each named once."""
        return list(dict.fromkeys(one.purpose.heading for one in self.answers))


def papers_of(person: CasePerson) -> list[Paper]:
    """Every paper of which a scan is kept, and every day with a standing answer that lacks one."""
    held = [
        Paper(one.given_on, [answer.consent for answer in one.answers], one)
        for one in scans_of(person)
    ]
    by_day: dict[date, list[Consent]] = {}
    for answer in _without_scan(Consent.case_person_id == person.id):
        by_day.setdefault(answer.given_on, []).append(answer)
    lacking = [
        Paper(day, answers, None)
        for day, answers in by_day.items()
        if any(one.replaced_at is None for one in answers)
    ]
    return sorted(held + lacking, key=lambda one: one.given_on, reverse=True)


def scans_of(person: CasePerson) -> Sequence[ConsentScan]:
    """The scans that are kept of a person, each with its pages and what it proves."""
    return scans_of_people([person.id])


def scans_of_people(case_person_ids: Iterable[int]) -> Sequence[ConsentScan]:
    kept = select(ConsentScan).where(ConsentScan.case_person_id.in_(list(case_person_ids)), IS_KEPT)
    with_all = (
        selectinload(ConsentScan.files),
        selectinload(ConsentScan.answers).joinedload(ProvedAnswer.consent),
    )
    return db.session.scalars(kept.order_by(ConsentScan.id).options(*with_all)).all()


def scans_gone(person: CasePerson) -> Sequence[ConsentScan]:
    """What was kept of a person once, the last to go first."""
    gone = select(ConsentScan).where(
        ConsentScan.case_person_id == person.id,
        ConsentScan.kept_at.is_not(None),
        ConsentScan.gone_at.is_not(None),
    )
    return db.session.scalars(gone.order_by(ConsentScan.gone_at.desc())).all()


def scan_of(answer: Consent) -> ConsentScan | None:
    """The scan that proves an answer now."""
    proves = exists().where(
        ProvedAnswer.scan_id == ConsentScan.id, ProvedAnswer.consent_id == answer.id
    )
    kept = select(ConsentScan).where(IS_KEPT, proves).options(selectinload(ConsentScan.files))
    return db.session.scalar(kept)


def answers_without_scan(person: CasePerson, given_on: date) -> Sequence[Consent]:
    """What the person answered on paper on a day and no scan proves, in the order of asking."""
    return _without_scan(Consent.case_person_id == person.id, Consent.given_on == given_on)


def _without_scan(*conditions: ColumnElement[bool]) -> Sequence[Consent]:
    proved = exists().where(
        ProvedAnswer.consent_id == Consent.id, ProvedAnswer.scan_id == ConsentScan.id, IS_KEPT
    )
    lacking = select(Consent).where(
        Consent.given_how == GivenHow.PAPER, ~proved, ~_erasure_was_asked(), *conditions
    )
    return db.session.scalars(lacking.order_by(Consent.id)).all()


def _erasure_was_asked() -> ColumnElement[bool]:
    """Through a link that answers for its person, after a Consent was written down."""
    return exists().where(
        RightsRequest.kind == RequestKind.ERASURE,
        RightsRequest.link_id == LinkAnswersFor.link_id,
        RightsRequest.asked_at >= Consent.recorded_at,
        LinkAnswersFor.case_person_id == Consent.case_person_id,
    )


def erasure_was_asked(answer: Consent) -> bool:
    """Whether they asked for erasure since they answered: no scan of it is taken in any more."""
    asked = select(Consent.id).where(Consent.id == answer.id, _erasure_was_asked())
    return db.session.scalar(asked) is not None


def file_of(scan: ConsentScan, number: int) -> ScanFile | None:
    return next((one for one in scan.files if one.number == number), None)


def has_scans(client_id: object) -> ColumnElement[bool]:
    """Whether a scan is kept of somebody in a case."""
    return exists().where(
        CasePerson.client_id == client_id, ConsentScan.case_person_id == CasePerson.id, IS_KEPT
    )


def scans_of_cases(client_ids: Iterable[int]) -> dict[int, list[ConsentScan]]:
    """The scans that are kept in cases, by case; one query for any."""
    found: dict[int, list[ConsentScan]] = {}
    for one in _scans_in(client_ids, IS_KEPT):
        found.setdefault(one.case_person.client_id, []).append(one)
    return found


def scans_gone_with_films(client_id: int) -> Sequence[ConsentScan]:
    """The scans of a case that went when the time for its films was over."""
    return _scans_in([client_id], ConsentScan.gone_because == ScanGone.RETENTION)


def _scans_in(client_ids: Iterable[int], condition: ColumnElement[bool]) -> Sequence[ConsentScan]:
    in_cases = CasePerson.client_id.in_(list(client_ids))
    found = select(ConsentScan).join(ConsentScan.case_person).where(in_cases, condition)
    with_person = contains_eager(ConsentScan.case_person)
    return db.session.scalars(found.order_by(ConsentScan.id).options(with_person)).all()


def files_must_go() -> tuple[ColumnElement[bool], ...]:
    """Conditions on a scan that is gone, or that never arrived whole."""
    left = and_(ConsentScan.kept_at.is_(None), ConsentScan.begun_at < clock.now() - ARRIVES_WITHIN)
    return or_(ConsentScan.gone_at.is_not(None), left), ConsentScan.files_gone_at.is_(None)


def scans_to_drop() -> list[int]:
    waiting = select(ConsentScan.id).where(*files_must_go(), lease.is_free(ConsentScan))
    return list(db.session.scalars(waiting.order_by(ConsentScan.id)))
