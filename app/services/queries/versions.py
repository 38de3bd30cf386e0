"""The versions of a service's wording and of its retention policy."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import ScalarSelect, Select, func, select
from sqlalchemy.orm import aliased, defer, joinedload

from accreditation.consent import Purpose
from app.extensions import db
from app.models.casework import CasePerson, Client
from app.models.people import Person
from app.models.programme import Enrolment
from app.models.services import Service
from app.models.wording import ConsentWording, RetentionPolicy
from app.services.languages import LANGUAGES, SOURCE, Language

_by_whom = joinedload(ConsentWording.published_by).lazyload(Person.roles)


def _published() -> Select[ConsentWording]:
    latest = select(ConsentWording).where(ConsentWording.published_at.is_not(None))
    return latest.order_by(ConsentWording.number.desc()).limit(1)


def current_wording(service_id: int) -> ConsentWording:
    """What the service says to whoever is asked today, in English."""
    own = _published().filter_by(service_id=service_id, language=SOURCE)
    return db.session.scalars(own).one()


def current_wordings(service_id: int) -> dict[str, ConsentWording]:
    """What it says today in each language it has words in."""
    published = select(ConsentWording).where(ConsentWording.published_at.is_not(None))
    in_order = published.filter_by(service_id=service_id).order_by(ConsentWording.number)
    return {one.language: one for one in db.session.scalars(in_order)}


def _service_of(person: CasePerson) -> ScalarSelect[int]:
    case = select(Enrolment.service_id).join(Client, Client.enrolment_id == Enrolment.id)
    return case.where(Client.id == person.client_id).scalar_subquery()


def wording_for(person: CasePerson, language: str = SOURCE) -> ConsentWording:
    """What somebody of a case is told today: the current words of the service of the case.

    In English where the service has none in that language.
    """
    own = _published().filter_by(service_id=_service_of(person))
    said = db.session.scalars(own.filter_by(language=language)).one_or_none()
    return said or db.session.scalars(own.filter_by(language=SOURCE)).one()


def wording_on(person: CasePerson, day: date, language: str = SOURCE) -> ConsentWording:
    """What they were told that day: the version that held at its end, or else the first."""
    night = datetime.combine(day + timedelta(days=1), time(), UTC)
    own = _published().filter_by(service_id=_service_of(person), language=language)
    return db.session.scalars(own.where(ConsentWording.published_at < night)).first() or (
        db.session.scalars(own.order_by(None).order_by(ConsentWording.number)).one()
    )


def languages_for(person: CasePerson) -> list[Language]:
    """What somebody of a case can be told the words in, English first."""
    spoken = select(ConsentWording.language).where(ConsentWording.published_at.is_not(None))
    found = set(db.session.scalars(spoken.filter_by(service_id=_service_of(person)).distinct()))
    return [one for code, one in LANGUAGES.items() if code in found]


def draft_of(service_id: int, language: str = SOURCE) -> ConsentWording | None:
    """The version somebody is working on in a language."""
    return db.session.scalar(
        select(ConsentWording).filter_by(
            service_id=service_id, language=language, published_at=None
        )
    )


def drafts_of(service_id: int) -> Sequence[ConsentWording]:
    """Every version somebody is working on, English first."""
    drafts = select(ConsentWording).filter_by(service_id=service_id, published_at=None)
    found = db.session.scalars(drafts).all()
    return sorted(found, key=lambda one: list(LANGUAGES).index(one.language))


def wordings_of(service_id: int) -> Sequence[ConsentWording]:
    """Every version, the draft too, the latest first; without their texts."""
    texts = (
        ConsentWording.introduction,
        ConsentWording.purposes,
        ConsentWording.withdrawing,
        ConsentWording.complaints,
    )
    every = select(ConsentWording).filter_by(service_id=service_id)
    listed = every.order_by(ConsentWording.id.desc()).options(_by_whom)
    return db.session.scalars(listed.options(*(defer(text) for text in texts))).all()


def version_before(wording: ConsentWording) -> ConsentWording | None:
    """The published version that this one follows."""
    earlier = (
        _published()
        .filter_by(service_id=wording.service_id, language=wording.language)
        .where(ConsentWording.number < wording.number)
    )
    return db.session.scalar(earlier)


def next_wording_number(service: Service, language: str) -> int:
    """One more than the latest version in that language."""
    last = select(func.max(ConsentWording.number)).filter_by(
        service_id=service.id, language=language
    )
    return (db.session.scalar(last) or 0) + 1


def next_policy_number(service: Service) -> int:
    """One more than the latest version of the service."""
    last = select(func.max(RetentionPolicy.number)).filter_by(service_id=service.id)
    return (db.session.scalar(last) or 0) + 1


def policies_of(service_id: int) -> Sequence[RetentionPolicy]:
    """Every version, the one that holds first."""
    every = (
        select(RetentionPolicy)
        .filter_by(service_id=service_id)
        .options(joinedload(RetentionPolicy.published_by).lazyload(Person.roles))
        .order_by(RetentionPolicy.number.desc())
    )
    return db.session.scalars(every).all()


def clients_asked_about_keeping(client_ids: Collection[int]) -> set[int]:
    """Those of these cases whose service offers to keep films longer, and has words to ask it."""
    policy, wording = aliased(RetentionPolicy), aliased(ConsentWording)
    latest_policy = select(func.max(policy.number)).where(policy.service_id == Enrolment.service_id)
    latest_wording = select(func.max(wording.number)).where(
        wording.service_id == Enrolment.service_id,
        wording.language == SOURCE,
        wording.published_at.is_not(None),
    )
    asked = (
        select(Client.id, ConsentWording.purposes)
        .join(Enrolment, Enrolment.id == Client.enrolment_id)
        .join(RetentionPolicy, RetentionPolicy.service_id == Enrolment.service_id)
        .join(ConsentWording, ConsentWording.service_id == Enrolment.service_id)
        .where(
            Client.id.in_(client_ids),
            RetentionPolicy.number == latest_policy.correlate(Enrolment).scalar_subquery(),
            RetentionPolicy.keep_at_most_months.is_not(None),
            ConsentWording.number == latest_wording.correlate(Enrolment).scalar_subquery(),
            ConsentWording.language == SOURCE,
        )
    )
    return {one for one, purposes in db.session.execute(asked) if Purpose.KEEPING in purposes}


def policy_for(client: Client) -> RetentionPolicy:
    """How long the service of a case keeps its film today."""
    service = select(Enrolment.service_id).where(Enrolment.id == client.enrolment_id)
    own = select(RetentionPolicy).where(RetentionPolicy.service_id == service.scalar_subquery())
    return db.session.scalars(own.order_by(RetentionPolicy.number.desc()).limit(1)).one()


def current_policy(service_id: int) -> RetentionPolicy:
    """How long the service keeps film today."""
    own = select(RetentionPolicy).filter_by(service_id=service_id)
    return db.session.scalars(own.order_by(RetentionPolicy.number.desc()).limit(1)).one()
