"""Pages of the registrar (who reviews what) and of the accreditor (reviewing it)."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app import policies
from app.models.panel import Decision, DecisionOutcome, PanelMember
from app.models.people import Person
from app.models.portfolio import Submission, SubmissionState
from app.panel import blueprint, operations, queries
from app.panel.forms import AllocateForm, DecisionForm
from app.portfolio import book
from app.portfolio.queries import build_state, decision_on, frozen, may_read_document
from app.portfolio.routes.submission import still_urls
from app.programmes.queries import criteria_of
from app.services.queries import named_line_managers
from app.supervision.forms import rating_form
from app.web.access import actor, declares, get_or_404
from app.web.errors import Refusal
from app.web.pages import asked_page


@blueprint.get("/panel/submissions")
@declares("training.administer")
def submissions() -> ResponseReturnValue:
    page = queries.submissions_page(actor(), asked_page())
    return render_template(
        "panel/submissions.html",
        page=page,
        page_url=lambda number: url_for("panel.submissions", page=number),
    )


@blueprint.route("/panel/submissions/<int:submission_id>", methods=["GET", "POST"])
@declares("submission.administer")
def allocate(submission_id: int) -> ResponseReturnValue:
    row = get_or_404("submission.administer", submission_id)
    people, form = queries.accreditors_for(row, actor()), AllocateForm()
    form.offer(people)
    member = form.give_to(lambda: _allocate(row, form))
    if member is not None:
        flash("Allocated. Access opens and closes by itself.", "done")
        return redirect(url_for("panel.allocate", submission_id=row.id))
    page = render_template(
        "panel/allocate.html",
        submission=row,
        members=queries.members_of(row),
        is_decided=row.state is SubmissionState.DECIDED,
        decision=decision_on(row, actor()),
        people=people,
        line_managers=named_line_managers(row.enrolment.trainee_id),
        form=form,
    )
    return page, 422 if form.is_submitted() else 200


def _allocate(row: Submission, form: AllocateForm) -> PanelMember:
    accreditor: Person | None = policies.find("person.put_on_panel", form.accreditor.data, actor())
    if accreditor is None:
        raise Refusal("That person is not an accreditor any more. Choose somebody else.")
    return operations.allocate_accreditor(actor(), row, accreditor, form.opens_at, form.closes_at)


@blueprint.get("/reviews")
@declares("reviews.see")
def reviews() -> ResponseReturnValue:
    return render_template(
        "panel/reviews.html",
        page=queries.reviews_page(actor(), asked_page()),
        page_url=lambda number: url_for("panel.reviews", page=number),
        decisions=queries.decisions_made(actor()),
    )


@blueprint.get("/reviews/<int:submission_id>")
@declares("submission.review")
def review(submission_id: int) -> ResponseReturnValue:
    row = get_or_404("submission.review", submission_id)
    seen = frozen(row, actor())
    return render_template(
        "panel/review.html",
        submission=row,
        member=queries.member(row, actor().person_id),
        frozen=seen,
        chapters=book.chapters(seen.document),
        stations=book.stations(seen.document),
        stills=still_urls(seen),
        cover=seen.document.section("cover").entries[0],
        films=queries.films_to_watch(row, actor()),
        rated=queries.ratings_given(row, actor().person_id),
        criteria=criteria_of(row.enrolment),
        state=build_state(row),
        may_read=may_read_document(row, actor()),
    )


@blueprint.route("/reviews/<int:submission_id>/ratings", methods=["GET", "POST"])
@declares("submission.review")
def rate(submission_id: int) -> ResponseReturnValue:
    row = get_or_404("submission.review", submission_id)
    form = rating_form(criteria_of(row.enrolment))
    kept = form.give_to(lambda: operations.rate_submission(actor(), row, form.levels))
    if kept is not None:
        flash("Kept. You can change a level until you decide.", "done")
        return redirect(url_for("panel.review", submission_id=row.id))
    page = render_template(
        "panel/rate.html",
        submission=row,
        form=form,
        given=queries.ratings_given(row, actor().person_id),
        criteria=form.criteria,
    )
    return page, 422 if form.is_submitted() else 200


@blueprint.route("/reviews/<int:submission_id>/decision", methods=["GET", "POST"])
@declares("submission.review")
def decide(submission_id: int) -> ResponseReturnValue:
    row, form = get_or_404("submission.review", submission_id), DecisionForm()
    decision = form.give_to(lambda: _decide(row, form))
    if decision is not None:
        flash("Your decision is recorded, and your access has ended. Thank you.", "done")
        return redirect(url_for("panel.reviews"))
    page = render_template(
        "panel/decide.html",
        submission=row,
        form=form,
        rated=queries.ratings_given(row, actor().person_id),
        criteria=criteria_of(row.enrolment),
    )
    return page, 422 if form.is_submitted() else 200


def _decide(row: Submission, form: DecisionForm) -> Decision:
    return operations.decide(
        actor(),
        row,
        DecisionOutcome(form.outcome.data),
        form.strengths.data,
        form.next_steps.data,
        form.meeting_held_on.data,
        form.meeting_minutes.data,
    )
