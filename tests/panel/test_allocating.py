"""Who may review a portfolio, and when it is open to them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from accreditation import shipped
from app import clock
from app.extensions import db, transaction
from app.models.audit import AuditEntry
from app.models.panel import DecisionOutcome, PanelMember
from app.models.people import Role
from app.models.portfolio import SubmissionState
from app.models.presentations import Presentation, PresentationPurpose
from app.models.programme import Enrolment
from app.models.services import MemberKind
from app.panel import queries
from app.programmes.operations import take_up_edition
from app.web.errors import Refusal
from tests import factories as make
from tests.browser_like import Visitor
from tests.panel.scene import accept, allocate, decide, reviewed, seated
from tests.portfolio.story import Story

DAY = timedelta(days=1)


def test_an_allocation_shows_exactly_the_films_that_were_submitted(story, bound):
    member = allocate(story, bound)
    shown = member.presentation
    assert shown.purpose is PresentationPurpose.ACCREDITATION
    assert {one.recording_id for one in shown.recordings} == {story.film.id, story.review.id}
    assert shown.viewers == []
    accept(member)
    assert [one.person_id for one in shown.viewers] == [story.accreditor.id]
    assert bound.state is SubmissionState.UNDER_REVIEW
    assert member.is_chair
    acts = {one.act for one in db.session.query(AuditEntry)}
    assert {"panel.allocated", "presentation.opened"} <= acts


def test_a_film_chosen_after_submitting_is_not_shown(story, bound):
    from app.portfolio import operations

    late = make.recording(make.cycle(make.client(story.enrolment)))
    with transaction():
        operations.choose_recording(story.actor, story.portfolio, late)
    member = allocate(story, bound)
    assert late.id not in {one.recording_id for one in member.presentation.recordings}


@pytest.mark.parametrize("who", ["supervisor", "trainee"])
def test_supervisor_and_trainee_are_refused_with_a_sentence(story: Story, bound, who):
    with pytest.raises(Refusal, match="cannot review the portfolio"):
        allocate(story, bound, getattr(story, who))
    assert db.session.query(PanelMember).count() == 0
    assert db.session.query(Presentation).count() == 0


def test_somebody_who_once_supervised_the_trainee_is_refused(story, bound):
    former = make.person(Role.ACCREDITOR, name="Fred Bow")
    with transaction() as session:
        from app.models.programme import Allocation

        now = session.query(Allocation).one()
        now.until = clock.now()
    past = make.allocation(story.enrolment, former)
    with transaction():
        past.until = clock.now()
    with pytest.raises(Refusal, match="Fred Bow supervised this trainee"):
        allocate(story, bound, former)
    assert former not in queries.accreditors_for(bound, story.desk)


def test_only_independent_accreditors_are_offered(story, bound):
    with transaction():
        from app.accounts.operations import give_role

        give_role(None, story.supervisor, Role.ACCREDITOR)
        give_role(None, story.trainee, Role.ACCREDITOR)
    assert list(queries.accreditors_for(bound, story.desk)) == [story.accreditor]


def test_where_the_edition_asks_for_another_service_nobody_of_it_is_on_the_panel(story, bound):
    colleague = make.person(Role.ACCREDITOR, name="Cora Colleague")
    make.member(story.enrolment.service, colleague, MemberKind.PRACTITIONER)
    assert colleague in queries.accreditors_for(bound, story.desk)
    text = shipped.programme_text("set-a").replace('id = "set-a"', 'id = "set-a-outside"', 1)
    last = 'kind = "accreditation-meeting"'
    edition = text.replace(last, f"{last}\noutside_service = true")
    with transaction() as session:
        taken = take_up_edition(None, edition, "set-a-outside.toml")
        session.get_one(Enrolment, story.enrolment.id).edition_id = taken.id
    offered = queries.accreditors_for(bound, story.desk)
    assert (colleague in offered, story.accreditor in offered) == (False, True)
    with pytest.raises(Refusal, match="another service, and Cora Colleague"):
        allocate(story, bound, colleague)


def test_access_has_to_close_after_it_opens_and_in_the_time_to_come(story, bound):
    with pytest.raises(Refusal, match="close after it opens"):
        allocate(story, bound, days=0)
    with pytest.raises(Refusal, match="over already"):
        allocate(story, bound, opens_at=clock.now() - 20 * DAY, days=10)


def test_allocating_again_sets_new_days_and_ends_the_earlier_access(story, bound):
    first = seated(story, bound).presentation_id
    second = allocate(story, bound, days=30).presentation_id
    assert first != second
    assert db.session.query(PanelMember).count() == 1
    assert db.session.get_one(Presentation, first).ended_at is not None
    assert db.session.get_one(Presentation, second).ended_at is None
    assert len(db.session.get_one(Presentation, second).viewers) == 1


def test_nobody_is_allocated_after_the_decision(story, bound):
    reviewed(story, bound)
    decide(story, bound, DecisionOutcome.NOT_YET)
    with pytest.raises(Refusal, match="has decided"):
        allocate(story, bound, make.person(Role.ACCREDITOR))


def test_the_registrar_chooses_on_a_page_and_reads_no_content(app, story, bound):
    desk = Visitor(app).sign_in(story.registrar)
    listed = desk.open("/panel/submissions")
    page = desk.open(f"/panel/submissions/{bound.id}")
    for shown in (listed, page):
        assert "Maya Holt" in shown
        assert not any(
            words in shown for words in ("tower", "Waits, and", "C-1", "/submission-stills/")
        )
    today = clock.today()
    form = {"accreditor": story.accreditor.id, "opens_on": today, "closes_on": today + 9 * DAY}
    sent = {key: str(value) for key, value in form.items()}
    assert desk.send(f"/panel/submissions/{bound.id}", sent).status_code == 302
    page = desk.open(f"/panel/submissions/{bound.id}")
    assert "Ada Quist (chair): asked, has not answered; access from" in page
    assert "With the panel" in page


def test_the_page_refuses_the_supervisor_and_days_that_run_backwards(app, story, bound):
    with transaction():
        from app.accounts.operations import give_role

        give_role(None, story.supervisor, Role.ACCREDITOR)
    desk, today = Visitor(app).sign_in(story.registrar), clock.today()
    address = f"/panel/submissions/{bound.id}"
    form = {
        "accreditor": str(story.supervisor.id),
        "opens_on": str(today),
        "closes_on": str(today + DAY),
    }
    assert desk.send(address, form).status_code == 422
    backwards = {**form, "accreditor": str(story.accreditor.id), "closes_on": str(today - DAY)}
    answer = desk.send(address, backwards)
    assert answer.status_code == 422
    assert "over already" in answer.text
    assert db.session.query(PanelMember).count() == 0


def test_only_a_registrar_allocates(app, story, bound):
    for person in (story.trainee, story.supervisor, story.accreditor):
        visitor = Visitor(app).sign_in(person)
        assert visitor.get("/panel/submissions").status_code == 404
        assert visitor.get(f"/panel/submissions/{bound.id}").status_code == 404
        assert visitor.send(f"/panel/submissions/{bound.id}").status_code == 404
