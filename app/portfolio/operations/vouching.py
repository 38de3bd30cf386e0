"""A supervisor's statement: asked for by the trainee, given by whoever wrote it, or taken back."""

from __future__ import annotations

from app import audit, clock, events, live
from app.casework.queries import identifying_words
from app.extensions import db
from app.models.people import Person
from app.models.portfolio import Portfolio, SupervisorStatement
from app.models.programme import Enrolment
from app.policies import Actor
from app.portfolio import queries
from app.portfolio.operations.drafting import refuse_when_it_is_over
from app.programmes.operations import refuse_while_paused
from app.programmes.queries import programme_of, supervisor_of
from app.web.errors import Refusal


def ask_for_statement(actor: Actor, portfolio: Portfolio) -> SupervisorStatement:
    """Ask the trainee's supervisor for one, and let them read the draft; asked once is enough.

    Refused where the edition holds none, without a supervisor, and while a panel has the portfolio.
    """
    supervisor = _refuse_what_cannot_be_asked(portfolio)
    asked = queries.statement_asked_of(portfolio, supervisor.id)
    if asked is not None:
        return asked
    asked = SupervisorStatement(portfolio_id=portfolio.id, supervisor_id=supervisor.id)
    db.session.add(asked)
    audit.record(actor, "supervisor_statement.asked", asked, portfolio=portfolio.id)
    events.tell("supervisor_statement.asked", asked)
    live.announce(supervisor.id, "caseload")
    return asked


def give_statement(actor: Actor, statement: SupervisorStatement) -> None:
    """Sign it off for this portfolio: the trainee reads it, and it is frozen when they submit.

    Refused while nothing is written, while words in it tell surely who somebody is, and while a
    panel has the portfolio. Given once is enough.
    """
    if statement.given_at is not None:
        return
    _refuse_what_cannot_be_given(statement)
    statement.given_at = clock.now()
    audit.record(actor, "supervisor_statement.given", statement, length=len(statement.text))
    events.tell("supervisor_statement.given", statement)


def take_back_statement(actor: Actor, statement: SupervisorStatement) -> None:
    """Out of the portfolio again, and open to be written on, until it was submitted."""
    if statement.submission_id is not None:
        raise Refusal("This statement was submitted with the portfolio, so it stays as it is.")
    if statement.given_at is None:
        return
    statement.given_at = None
    audit.record(actor, "supervisor_statement.taken_back", statement)
    events.tell("supervisor_statement.taken_back", statement)


def _refuse_what_cannot_be_asked(portfolio: Portfolio) -> Person:
    refuse_when_it_is_over(portfolio)
    enrolment = db.session.get_one(Enrolment, portfolio.enrolment_id)
    refuse_while_paused(enrolment, "nobody is asked for a statement")
    if not programme_of(enrolment).portfolio.supervisor_statement:
        raise Refusal("Your edition asks for no statement of your supervisor. Nothing was changed.")
    _refuse_while_a_panel_has_it(portfolio)
    supervisor = supervisor_of(enrolment)
    if supervisor is None:
        raise Refusal(
            "You have no supervisor at the moment, so nobody can be asked. Your registrar finds "
            "one for you; your portfolio can be submitted without this statement meanwhile."
        )
    return supervisor


def _refuse_what_cannot_be_given(statement: SupervisorStatement) -> None:
    refuse_when_it_is_over(statement.portfolio)
    if not statement.text.strip():
        raise Refusal("There is nothing written yet. Write your statement, then give it.")
    for one in identifying_words(statement.text, clock.today().year):
        if one.sure:
            raise Refusal(
                f"It holds what reads like {one.label}: {one.words}. Take it out first; clients "
                "stay without names here. What you wrote is kept, and nothing was given."
            )
    _refuse_while_a_panel_has_it(statement.portfolio)


def _refuse_while_a_panel_has_it(portfolio: Portfolio) -> None:
    if queries.open_submission(portfolio) is not None:
        raise Refusal(
            "The portfolio is with the panel as it was submitted. A statement can be asked for and "
            "given again after their decision. Nothing was changed."
        )
