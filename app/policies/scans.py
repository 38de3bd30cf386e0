"""Conditions about scans of signed papers: only whoever holds the case opens one."""

from __future__ import annotations

from sqlalchemy import ColumnElement, exists, not_, or_, select
from sqlalchemy.orm import aliased

from app.models.casework import CasePerson, PersonKind
from app.models.consent import GivenBy
from app.models.consent_scans import ConsentScan
from app.models.rights import LinkAnswersFor
from app.policies.links import LinkHolder
from app.policies.rule import Actor
from app.policies.training import in_my_case


def scan_in_my_case(actor: Actor) -> ColumnElement[bool]:
    """it is of somebody in one of the trainee's own cases"""
    return ConsentScan.case_person_id.in_(select(CasePerson.id).where(in_my_case(actor)))


def scan_is_whole(actor: Actor) -> ColumnElement[bool]:
    """every page of it has arrived"""
    return ConsentScan.kept_at.is_not(None)


def scan_is_not_gone(actor: Actor) -> ColumnElement[bool]:
    """it was not removed"""
    return ConsentScan.gone_at.is_(None)


def scan_is_of_somebody_the_link_answers_for(holder: LinkHolder) -> ColumnElement[bool]:
    """it is of somebody the link answers for"""
    people = select(LinkAnswersFor.case_person_id).where(LinkAnswersFor.link_id == holder.link_id)
    return ConsentScan.case_person_id.in_(people)


def scan_is_their_own_or_no_other_adult_is_there(holder: LinkHolder) -> ColumnElement[bool]:
    """it is of the holder, or no other adult belongs to the case, who could have signed it"""
    answers, of, adult = aliased(LinkAnswersFor), aliased(CasePerson), aliased(CasePerson)
    theirs = select(answers.case_person_id).where(answers.link_id == holder.link_id)
    own = theirs.where(answers.given_by == GivenBy.THEMSELVES)
    other = exists().where(
        of.id == ConsentScan.case_person_id,
        adult.client_id == of.client_id,
        adult.kind == PersonKind.ADULT,
        adult.id.not_in(theirs),
    )
    return or_(ConsentScan.case_person_id.in_(own), not_(other.correlate(ConsentScan)))
