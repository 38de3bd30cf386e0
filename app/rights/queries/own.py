"""What each person of a link answered, as their own page may tell it."""

from __future__ import annotations

from dataclasses import dataclass

from app import policies
from app.casework.queries import Standing, standings
from app.extensions import db
from app.models.casework import CasePerson
from app.models.consent import GivenBy
from app.models.rights import ClientLink, LinkAnswersFor
from app.policies import LinkHolder


@dataclass(frozen=True)
class OwnAnswers:
    """One person the holder answers for, and their answers to every purpose."""

    link: LinkAnswersFor
    person: CasePerson
    standings: tuple[Standing, ...]

    @property
    def is_holder(self) -> bool:
        return self.link.given_by is GivenBy.THEMSELVES

    @property
    def count_yes(self) -> int:
        return sum(one.holds for one in self.standings)


def own_answers(link: ClientLink) -> list[OwnAnswers]:
    """Everybody the link answers for, the holder first."""
    allowed = policies.allowed_by_link("your_page.answer", LinkHolder(link.id))
    people = {one.id: one for one in db.session.scalars(allowed)}
    said = standings(people.values())
    told = [
        OwnAnswers(row, people[row.case_person_id], _told(row, said[row.case_person_id]))
        for row in link.answers
        if row.case_person_id in people
    ]
    return sorted(told, key=lambda one: not one.is_holder)


def _told(row: LinkAnswersFor, said: tuple[Standing, ...]) -> tuple[Standing, ...]:
    """About a child only what came through this link: another parent's answer is not theirs."""
    if row.given_by is GivenBy.THEMSELVES:
        return said
    return tuple(
        one if one.answer and one.answer.link_id == row.link_id else Standing(one.purpose, None)
        for one in said
    )
