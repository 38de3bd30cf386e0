"""Questions about panels: what waits for an accreditor, who may be one, what they gave."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from accreditation.framework import CriteriaFramework
from accreditation.programme import Kind, Programme, Stage
from app import policies
from app.extensions import db
from app.models.footage import Recording
from app.models.meetings import StageMeetingKind
from app.models.panel import Appeal, Decision, PanelMember
from app.models.people import Person
from app.models.portfolio import Submission
from app.models.presentations import Presentation
from app.models.programme import Allocation, EditionInUse, Enrolment
from app.models.services import ServiceMember
from app.models.supervision import Rating
from app.pathway.queries import asks_for_another_service
from app.policies import Actor
from app.portfolio.queries import films_submitted, label_of
from app.web.pages import Page, paginate

_whose = (
    joinedload(Submission.enrolment).joinedload(Enrolment.trainee).lazyload(Person.roles),
    joinedload(Submission.enrolment).joinedload(Enrolment.edition).defer(EditionInUse.source),
)


@dataclass(frozen=True)
class Film:
    """A film submitted to be watched whole; whether the reader may watch it now, and mark it."""

    recording: Recording
    label: str
    watchable: bool
    markable: bool


@dataclass(frozen=True)
class Compared:
    """One criterion and what each rated it, by id of the accreditor."""

    wording: str
    given: dict[int, Rating]

    @property
    def agree(self) -> bool | None:
        """Whether all who rated it chose the same level; None where fewer than two did."""
        if len(self.given) < 2:
            return None
        return len({one.level for one in self.given.values()}) == 1


@dataclass(frozen=True)
class Comparison:
    criteria: list[Compared]

    @property
    def compared(self) -> int:
        """How many criteria at least two rated."""
        return sum(1 for one in self.criteria if one.agree is not None)

    @property
    def agreed(self) -> int:
        return sum(1 for one in self.criteria if one.agree)


def submissions_page(actor: Actor, page: int) -> Page:
    """Who submitted when and where it stands, the latest first; never what was submitted."""
    listed = policies.allowed("submission.administer", actor).options(
        *_whose, selectinload(Submission.returned)
    )
    return paginate(listed.order_by(Submission.submitted_at.desc(), Submission.id.desc()), page)


def to_release(actor: Actor, submissions: Sequence[Submission]) -> set[int]:
    """Ids of those among them whose decision waits for the actor to release it."""
    waits = policies.allowed("decision.release", actor).with_only_columns(Decision.submission_id)
    of_these = Decision.submission_id.in_([one.id for one in submissions])
    return set(db.session.scalars(waits.where(of_these)))


def reviews_page(actor: Actor, page: int) -> Page:
    """What the accreditor may review now, what closes first on top, each a `PanelMember`."""
    open_now = policies.allowed("submission.review", actor).with_only_columns(Submission.id)
    mine = (
        select(PanelMember)
        .where(
            PanelMember.submission_id.in_(open_now), PanelMember.accreditor_id == actor.person_id
        )
        .options(
            joinedload(PanelMember.submission).options(*_whose),
            contains_eager(PanelMember.presentation),
        )
        .join(PanelMember.presentation)
        .order_by(Presentation.closes_at, PanelMember.id)
    )
    return paginate(mine, page)


def decisions_made(actor: Actor, most: int = 20) -> Sequence[Decision]:
    """What the accreditor decided, the latest first."""
    mine = (
        policies.allowed("decision.see", actor)
        .where(Decision.decided_by_id == actor.person_id)
        .options(joinedload(Decision.submission).options(*_whose))
    )
    return db.session.scalars(mine.order_by(Decision.id.desc()).limit(most)).all()


def members_of(submission: Submission) -> Sequence[PanelMember]:
    listed = (
        select(PanelMember)
        .where(PanelMember.submission_id == submission.id)
        .options(
            joinedload(PanelMember.accreditor).lazyload(Person.roles),
            joinedload(PanelMember.presentation),
        )
        .order_by(PanelMember.id)
    )
    return db.session.scalars(listed).all()


def who_meets(submission: Submission) -> list[Person]:
    """The trainee, and whoever accepted to be on the panel and sits there now."""
    seated = [
        one.accreditor
        for one in members_of(submission)
        if one.accepted_at is not None and one.left_at is None
    ]
    return [submission.enrolment.trainee, *seated]


def member(submission: Submission, accreditor_id: int) -> PanelMember | None:
    own = select(PanelMember).filter_by(submission_id=submission.id, accreditor_id=accreditor_id)
    return db.session.scalar(own.options(joinedload(PanelMember.presentation)))


def seats_asked(actor: Actor) -> Sequence[PanelMember]:
    """The panels the accreditor is asked to be on and has not answered, the oldest first."""
    asked = (
        policies.allowed("panel_seat.answer", actor)
        .options(
            joinedload(PanelMember.submission).options(*_whose),
            joinedload(PanelMember.presentation),
        )
        .order_by(PanelMember.id)
    )
    return db.session.scalars(asked).all()


def chair_of(submission: Submission) -> PanelMember | None:
    return db.session.scalar(
        select(PanelMember).filter_by(submission_id=submission.id, is_chair=True)
    )


def decision_of(submission: Submission) -> Decision | None:
    return db.session.scalar(select(Decision).filter_by(submission_id=submission.id))


def appeal_behind(submission: Submission) -> Appeal | None:
    """The appeal that submitted this record again, if it is one."""
    return db.session.scalar(select(Appeal).filter_by(submission_id=submission.id))


def who_decided_before(submission: Submission) -> set[int]:
    """Ids of everybody asked for the panel that an appeal goes against."""
    asked = (
        select(PanelMember.accreditor_id)
        .join(Decision, Decision.submission_id == PanelMember.submission_id)
        .join(Appeal, Appeal.decision_id == Decision.id)
        .where(Appeal.submission_id == submission.id)
    )
    return set(db.session.scalars(asked))


def accreditors_for(submission: Submission, actor: Actor) -> Sequence[Person]:
    """Accreditors who are not the trainee, never supervised and do not manage them, by name."""
    trainee = select(Enrolment.trainee_id).where(Enrolment.id == submission.enrolment_id)
    supervised = select(Allocation.supervisor_id).where(
        or_(
            Allocation.trainee_id.in_(trainee),
            Allocation.enrolment_id == submission.enrolment_id,
        )
    )
    manage = select(ServiceMember.line_manager_id).where(
        ServiceMember.person_id.in_(trainee),
        ServiceMember.until.is_(None),
        ServiceMember.line_manager_id.is_not(None),
    )
    independent = policies.allowed("person.put_on_panel", actor).where(
        Person.id.not_in(trainee),
        Person.id.not_in(supervised),
        Person.id.not_in(manage),
        Person.id.not_in(who_decided_before(submission)),
    )
    if asks_for_another_service(submission.enrolment, StageMeetingKind.ACCREDITATION):
        there = select(ServiceMember.person_id).where(
            ServiceMember.service_id == submission.enrolment.service_id,
            ServiceMember.until.is_(None),
        )
        independent = independent.where(Person.id.not_in(there))
    return db.session.scalars(independent.order_by(Person.name, Person.id)).all()


def films_to_watch(submission: Submission, actor: Actor) -> list[Film]:
    """The films submitted, and which of them the actor may watch and mark now."""
    films = films_submitted(submission)
    watchable, markable = (
        _allowed_among(films, action, actor) for action in ("recording.watch", "recording.annotate")
    )
    return [Film(one, label_of(one), one.id in watchable, one.id in markable) for one in films]


def _allowed_among(films: Sequence[Recording], action: str, actor: Actor) -> set[int]:
    allowed = policies.allowed(action, actor).where(Recording.id.in_([one.id for one in films]))
    return set(db.session.scalars(allowed.with_only_columns(Recording.id)))


def ratings_given(submission: Submission, rater_id: int) -> dict[str, Rating]:
    """The accreditor's own current ratings, by criterion."""
    current = select(Rating).where(
        Rating.submission_id == submission.id,
        Rating.rater_id == rater_id,
        Rating.replaced_at.is_(None),
    )
    return {one.criterion: one for one in db.session.scalars(current)}


def comparison(submission: Submission, criteria: CriteriaFramework) -> Comparison:
    """What everybody on the panel rated, criterion by criterion, in the order of the framework."""
    given: dict[str, dict[int, Rating]] = {}
    for one in db.session.scalars(_ratings_of_the_panel(submission)):
        given.setdefault(one.criterion, {})[one.rater_id] = one
    return Comparison(
        [
            Compared(criterion.wording, given.get(criterion.key, {}))
            for _, criterion in criteria.criteria()
        ]
    )


def _ratings_of_the_panel(submission: Submission) -> Select[Any]:
    sit = select(PanelMember.accreditor_id).where(
        PanelMember.submission_id == submission.id, PanelMember.left_at.is_(None)
    )
    return select(Rating).where(
        Rating.submission_id == submission.id,
        Rating.replaced_at.is_(None),
        Rating.rater_id.in_(sit),
    )


def closing_stage(programme: Programme) -> Stage:
    """The stage that the accreditation meeting closes."""
    asks = (
        stage
        for stage in programme.stages
        if any(each.kind is Kind.ACCREDITATION_MEETING for each in stage.requirements)
    )
    return next(asks, programme.stages[-1])
