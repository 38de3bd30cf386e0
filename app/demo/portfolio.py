"""A portfolio in the demo: built, submitted, allocated, decided."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from app.demo.people import REGISTRAR, Part
from app.demo.scenes import day, moment
from app.demo.training import Filmed, Training
from app.demo.words import portfolio as words
from app.extensions import db
from app.models.footage import Recording
from app.models.moments import Moment
from app.models.panel import Decision, DecisionOutcome
from app.models.people import Role
from app.models.portfolio import Portfolio, Submission, SupervisorStatement
from app.panel import operations as panel
from app.panel import queries
from app.policies import Actor
from app.portfolio import operations as portfolio
from app.portfolio.queries import moments_to_choose, statement_asked_of
from app.register import operations as register


@dataclass
class Evidence:
    """A training's portfolio, by id, and its submission."""

    training: Training
    portfolio_id: int = 0
    submission_id: int = 0
    decisions: list[int] = field(default_factory=list)

    @property
    def _portfolio(self) -> Portfolio:
        return db.session.get_one(Portfolio, self.portfolio_id)

    def build(self, days: int, statement: str) -> None:
        """Moments of six films are chosen, the last two reviews, and the statement is written."""
        story, training = self.training.story, self.training

        @story.at(days, 18)
        def begun(session: Session) -> None:
            draft = portfolio.begin_portfolio(training.me, training.enrolment)
            session.flush()
            self.portfolio_id = draft.id
            for number, reason in enumerate(words.REASONS):
                own = self._own_moments(draft, training.done[number - len(words.REASONS)])
                portfolio.choose_moment(training.me, draft, own[number % len(own)], reason)
            for filmed in training.done[-2:]:
                recording = session.get_one(Recording, filmed.review_id)
                portfolio.choose_recording(training.me, draft, recording)

        @story.at(days - 2, 19)
        def written(session: Session) -> None:
            portfolio.write_statement(training.me, self._portfolio, statement)

    def vouch(self, asked: int, written: int, text: str, is_given: bool = True) -> None:
        """The supervisor is asked for a statement, writes it, and gives it an hour later."""
        story, training = self.training.story, self.training

        @story.at(asked, 19)
        def asks(session: Session) -> None:
            portfolio.ask_for_statement(training.me, self._portfolio)

        @story.at(written, 20)
        def writes(session: Session) -> None:
            portfolio.write_statement(training.my_supervisor, self._statement, text)

        if is_given:

            @story.at(written, 21)
            def gives(session: Session) -> None:
                portfolio.give_statement(training.my_supervisor, self._statement)

    @property
    def _statement(self) -> SupervisorStatement:
        supervisor = self.training.my_supervisor
        asked = statement_asked_of(self._portfolio, supervisor.person_id)
        assert asked is not None
        return asked

    def _own_moments(self, draft: Portfolio, filmed: Filmed) -> list[Moment]:
        me = self.training.me
        found = moments_to_choose(me, draft, 1, filmed.cycle_id).items
        return [one.row for one in found if one.row.track.owner_id == me.person_id]

    def submit(self, days: int) -> None:
        @self.training.story.at(days, 20, f"{self.training.trainee.name} submits a portfolio")
        def submits(session: Session) -> None:
            submission = portfolio.submit(self.training.me, self._portfolio)
            session.flush()
            self.submission_id = submission.id

    def allocate(self, days: int, accreditor: Part, until: int) -> None:
        """The registrar opens the submission to an accreditor, until that many days ago."""
        company = self.training.company

        @self.training.story.at(days, 9)
        def opened(session: Session) -> None:
            panel.allocate_accreditor(
                company.actor(REGISTRAR),
                session.get_one(Submission, self.submission_id),
                company.person(accreditor),
                moment(days, 9),
                moment(until, 17),
            )

        @self.training.story.at(days, 12)
        def accepted(session: Session) -> None:
            actor = self._as(accreditor)
            submission = session.get_one(Submission, self.submission_id)
            seat = queries.member(submission, actor.person_id)
            assert seat is not None
            panel.accept_seat(actor, seat, "")

    def accredit(self, days: int, accreditor: Part, levels: dict[str, str]) -> None:
        """The accreditor rates, meets the trainee and decides; the certificate follows."""
        story, who = self.training.story, lambda: self._as(accreditor)

        @story.at(days + 2, 20)
        def rated(session: Session) -> None:
            submission = session.get_one(Submission, self.submission_id)
            panel.rate_submission(who(), submission, levels)
            session.flush()
            panel.finish_review(who(), submission)

        @story.at(days, 16, f"{self.training.trainee.name} is accredited")
        def decided(session: Session) -> None:
            submission = session.get_one(Submission, self.submission_id)
            accredited = DecisionOutcome.ACCREDITED
            decision = panel.decide(who(), submission, accredited, *words.ACCREDITED, day(days), 60)
            session.flush()
            self.decisions.append(decision.id)

        @story.at(days, 17)
        def certified(session: Session) -> None:
            decision = session.get_one(Decision, self.decisions[0])
            panel.release_decision(self.training.company.actor(REGISTRAR), decision)
            register.issue_certificate(decision)

    def _as(self, accreditor: Part) -> Actor:
        return self.training.company.actor(accreditor, Role.ACCREDITOR)
