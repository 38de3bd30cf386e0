"""From the submission to the certificate, everybody hears what they wait for."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from app import clock, jobs
from app.extensions import db
from app.models.panel import DecisionOutcome
from app.models.people import Person, Role
from app.models.portfolio import Submission
from tests import factories as make
from tests.notices.telling import every_notice_leads_somewhere, told
from tests.panel.scene import accept, allocate, decide, release, reviewed
from tests.portfolio.story import Story, submitted

DECIDED = "The panel has decided on your portfolio."


def test_every_registrar_hears_of_a_submission(app: Flask, story: Story) -> None:
    other = make.person(Role.REGISTRAR)
    submitted(story)
    words = "Maya Holt submitted a portfolio. It needs an accreditor."
    assert told(story.registrar) == [words]
    assert told(other) == [words]
    every_notice_leads_somewhere(app, story.registrar)


def test_the_trainee_hears_that_the_pdf_is_bound(
    app: Flask, story: Story, bound: Submission
) -> None:
    assert told(story.trainee) == ["The PDF of your portfolio is ready."]
    every_notice_leads_somewhere(app, story.trainee)


def test_the_accreditor_hears_from_when_to_when_a_portfolio_is_open(
    app: Flask, story: Story, bound: Submission
) -> None:
    member = allocate(story, bound, opens_at=clock.now() + timedelta(days=2))
    [words] = told(story.accreditor)
    assert words.startswith("You are asked to review the portfolio of Maya Holt, from ")
    accept(member)
    assert "Ada Quist accepted to review the portfolio of Maya Holt." in told(story.registrar)
    every_notice_leads_somewhere(app, story.accreditor)


@pytest.mark.parametrize("outcome", list(DecisionOutcome))
def test_trainee_and_supervisor_hear_that_there_is_a_decision_and_not_which(
    app: Flask, story: Story, bound: Submission, outcome: DecisionOutcome
) -> None:
    reviewed(story, bound)
    decision = decide(story, bound, outcome)
    assert DECIDED not in told(story.trainee)
    assert told(story.registrar)[-1].endswith("It waits to be released.")
    release(story, decision)
    assert DECIDED in told(story.trainee)
    assert told(story.supervisor)[-1] == "The panel has decided on the portfolio of Maya Holt."
    every_notice_leads_somewhere(app, story.trainee)
    every_notice_leads_somewhere(app, story.supervisor)


def test_the_holder_hears_of_the_certificate(app: Flask, story: Story, bound: Submission) -> None:
    trainee_id = story.trainee.id
    reviewed(story, bound)
    release(story, decide(story, bound, DecisionOutcome.ACCREDITED))
    jobs.sweep()
    trainee = db.session.get_one(Person, trainee_id)
    assert told(trainee)[-1] == "Your certificate is issued. It stands beside your portfolio."
    every_notice_leads_somewhere(app, trainee)
