"""Recording answers about consent, and taking them back. An answer is never overwritten."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select

from accreditation.consent import Purpose
from app import audit, clock, events
from app.audit import Acting
from app.extensions import db
from app.models.casework import CasePerson, PersonKind
from app.models.consent import Consent, GivenBy, GivenHow
from app.models.rights import LinkAnswersFor
from app.models.wording import ConsentWording
from app.services.languages import SOURCE
from app.services.queries import wording_on
from app.web.errors import Refusal


def answer_consent(
    actor: Acting,
    case_person: CasePerson,
    answers: Mapping[Purpose, bool],
    given_on: date,
    given_by: GivenBy,
    given_how: GivenHow,
    until: date | None = None,
    interpreted_into: str | None = None,
    language: str = SOURCE,
) -> list[Consent]:
    """Record a yes or no for each purpose in `answers`; other purposes stay as they are.

    Each answer is pinned to the service's words in `language` on the day it was given; earlier ones
    are kept as replaced with theirs. A yes that goes on keeps its first day, under new words
    too. What may be watched follows on the next request.
    Raises Refusal for somebody who cannot give this answer, or days that cannot be.
    """
    if not answers:
        raise Refusal("Choose yes or no for at least one purpose.")
    refuse_wrong_person(actor, case_person, given_by, given_how)
    _refuse_wrong_days(given_on, until)
    how = {
        "given_by": given_by,
        "given_how": given_how,
        "recorded_by_id": actor.person_id,
        "interpreted_into": interpreted_into or None,
    }
    words = wording_on(case_person, given_on, language)
    return _keep(actor, case_person, answers, given_on, until, how, words)


def answer_by_link(
    link: LinkAnswersFor,
    answers: Mapping[Purpose, bool],
    until: date | None = None,
    language: str = SOURCE,
) -> list[Consent]:
    """As `answer_consent`, given today by the holder of a client's own link.

    Raises Refusal for a yes where somebody else's no about a child stands: that is spoken about.
    """
    if not answers:
        raise Refusal("Pick yes or no for at least one thing.")
    today = clock.today()
    if until is not None and until < today:
        raise Refusal("That day is over. Pick a day to come.")
    for purpose in (one for one, agreed in answers.items() if agreed):
        _refuse_over_the_no_of_another(link, purpose)
    how = {"given_by": link.given_by, "given_how": GivenHow.LINK, "link_id": link.link_id}
    words = wording_on(link.case_person, today, language)
    return _keep(None, link.case_person, answers, today, until, how, words)


def _refuse_over_the_no_of_another(link: LinkAnswersFor, purpose: Purpose) -> None:
    before = _current(link.case_person_id, purpose)
    if before is None or link.given_by is GivenBy.THEMSELVES or before.link_id == link.link_id:
        return
    if not before.agreed or before.withdrawn_at is not None:
        raise Refusal(
            f"We cannot take a yes to “{purpose.heading.lower()}” here. "
            "Please talk to the person who films. Nothing was changed."
        )


def _keep(
    actor: Acting | None,
    case_person: CasePerson,
    answers: Mapping[Purpose, bool],
    given_on: date,
    until: date | None,
    how: Mapping[str, Any],
    words: ConsentWording,
) -> list[Consent]:
    _refuse_what_nobody_was_told(words, answers)
    return [
        _answer(
            actor,
            Consent(
                case_person_id=case_person.id,
                purpose=purpose,
                agreed=agreed,
                given_on=given_on,
                since=given_on,
                until=until if agreed else None,
                wording=words.name,
                wording_id=words.id,
                **how,
            ),
        )
        for purpose, agreed in answers.items()
    ]


def _refuse_what_nobody_was_told(words: ConsentWording, answers: Mapping[Purpose, bool]) -> None:
    for purpose in answers:
        if purpose not in words.purposes:
            raise Refusal(
                f"The words of that day say nothing about {purpose.phrase}, so nobody can have "
                "answered about it. Ask again with the words of today. Nothing was changed."
            )


def _answer(actor: Acting | None, new: Consent) -> Consent:
    before = _current(new.case_person_id, new.purpose)
    if before is not None and _goes_on(before, new):
        if _terms(before) == _terms(new):
            return before
        new.since = before.since
    if before is not None:
        before.replaced_at = clock.now()
        db.session.flush()
    db.session.add(new)
    audit.record(actor, "consent.answered", new, purpose=new.purpose.value, agreed=new.agreed)
    if before is not None and _is_a_no_after_a_yes(before, new):
        _tell_it_is_withdrawn(actor, new)
    return new


def _is_a_no_after_a_yes(before: Consent, new: Consent) -> bool:
    return before.agreed and before.withdrawn_at is None and not new.agreed


def _tell_it_is_withdrawn(actor: Acting | None, consent: Consent) -> None:
    events.tell("consent.withdrawn", consent, by=actor.person_id if actor else None)


def _goes_on(before: Consent, new: Consent) -> bool:
    """A yes after a yes that stands: filming was agreed before the film from its first day."""
    stands = before.agreed and before.withdrawn_at is None and before.given_on <= new.given_on
    return new.agreed and stands and (before.until is None or before.until >= clock.today())


def _terms(consent: Consent) -> tuple[date | None, int, GivenBy, str | None]:
    return consent.until, consent.wording_id, consent.given_by, consent.interpreted_into


def refuse_wrong_person(
    actor: Acting, case_person: CasePerson, given_by: GivenBy, given_how: GivenHow
) -> None:
    themselves = case_person.person_id == actor.person_id
    if case_person.kind is PersonKind.PRACTITIONER and not themselves:
        raise Refusal("A practitioner answers from their own account.")
    if given_how is GivenHow.LINK:
        raise Refusal("An answer by link is given through the link itself.")
    if themselves != (given_how is GivenHow.ACCOUNT):
        raise Refusal("An answer from an account is given by the person themselves.")
    if given_by is GivenBy.PARENTAL_RESPONSIBILITY and case_person.kind is not PersonKind.CHILD:
        raise Refusal("An adult answers for themselves.")


def _refuse_wrong_days(given_on: date, until: date | None) -> None:
    if given_on > clock.today():
        raise Refusal("The day consent was given cannot be in the future.")
    if until is not None and until < given_on:
        raise Refusal("The last day of consent cannot come before the day it was given.")


def withdraw_consent(actor: Acting, case_person: CasePerson, purpose: Purpose) -> Consent:
    """Take a yes back. Nothing that needs it is shown from the next request on.

    The cycle still counts. Raises Refusal when there is no yes to take back.
    """
    current = _current(case_person.id, purpose)
    if current is None or not current.agreed or current.withdrawn_at is not None:
        raise Refusal("There is no yes to this to take back. Nothing was changed.")
    return _withdraw(actor, current)


def withdraw_all(actor: Acting | None, case_person: CasePerson) -> list[Consent]:
    """Take back every yes the person gave. Raises Refusal when there is none.

    `actor` is None where it is done through a client's own link.
    """
    given = select(Consent).filter_by(
        case_person_id=case_person.id, agreed=True, replaced_at=None, withdrawn_at=None
    )
    withdrawn = [_withdraw(actor, one) for one in db.session.scalars(given).all()]
    if not withdrawn:
        raise Refusal("There is no yes to take back. Nothing was changed.")
    return withdrawn


def _withdraw(actor: Acting | None, consent: Consent) -> Consent:
    consent.withdrawn_at = clock.now()
    audit.record(actor, "consent.withdrawn", consent, purpose=consent.purpose.value)
    _tell_it_is_withdrawn(actor, consent)
    return consent


def _current(case_person_id: int, purpose: Purpose) -> Consent | None:
    return db.session.scalar(
        select(Consent).filter_by(case_person_id=case_person_id, purpose=purpose, replaced_at=None)
    )
