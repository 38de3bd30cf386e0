"""Reviewing: each alone, then together; and writing down what was decided."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.models.panel import Decision, DecisionOutcome
from app.models.portfolio import Submission
from app.panel import blueprint, operations, queries
from app.panel.forms import DecisionForm, ReturnForm
from app.portfolio import book
from app.portfolio.queries import build_state, frozen, may_read_document, meeting_to_come
from app.portfolio.routes.submission import still_urls
from app.programmes.queries import criteria_of
from app.supervision.forms import rating_form
from app.web.access import actor, declares, get_or_404, may_on
from app.web.pages import asked_page


@blueprint.get("/reviews")
@declares("reviews.see")
def reviews() -> ResponseReturnValue:
    return render_template(
        "panel/reviews.html",
        page=queries.reviews_page(actor(), asked_page()),
        page_url=lambda number: url_for("panel.reviews", page=number),
        asked=queries.seats_asked(actor()),
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
        members=queries.members_of(row),
        appeal=queries.appeal_behind(row),
        may_compare=may_on("submission.compare", row),
        may_decide=may_on("submission.decide", row),
        may_arrange=may_on("submission.arrange", row),
        meeting=meeting_to_come(row),
        may_return=may_on("submission.return", row),
        has_changes=may_on("submission.see_changes", row),
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
@declares("submission.rate")
def rate(submission_id: int) -> ResponseReturnValue:
    row = get_or_404("submission.rate", submission_id)
    form = rating_form(criteria_of(row.enrolment))
    kept = form.give_to(lambda: operations.rate_submission(actor(), row, form.levels))
    if kept is not None:
        flash("Kept. You can change a level until you finish your review.", "done")
        return redirect(url_for("panel.review", submission_id=row.id))
    page = render_template(
        "panel/rate.html",
        submission=row,
        form=form,
        given=queries.ratings_given(row, actor().person_id),
        criteria=form.criteria,
    )
    return page, 422 if form.is_submitted() else 200


@blueprint.post("/reviews/<int:submission_id>/finish")
@declares("submission.rate")
def finish(submission_id: int) -> ResponseReturnValue:
    row = get_or_404("submission.rate", submission_id)
    operations.finish_review(actor(), row)
    flash("Your review is finished. What was rated before is open to you now.", "done")
    return redirect(url_for("panel.review", submission_id=row.id))


@blueprint.get("/reviews/<int:submission_id>/together")
@declares("submission.compare")
def compare(submission_id: int) -> ResponseReturnValue:
    row = get_or_404("submission.compare", submission_id)
    return render_template(
        "panel/compare.html",
        submission=row,
        members=queries.members_of(row),
        comparison=queries.comparison(row, criteria_of(row.enrolment)),
        may_decide=may_on("submission.decide", row),
    )


@blueprint.route("/reviews/<int:submission_id>/decision", methods=["GET", "POST"])
@declares("submission.decide")
def decide(submission_id: int) -> ResponseReturnValue:
    row, form = get_or_404("submission.decide", submission_id), DecisionForm()
    decision = form.give_to(lambda: _decide(row, form))
    if decision is not None:
        flash("The decision is recorded, and the panel's access has ended. Thank you.", "done")
        return redirect(url_for("panel.reviews"))
    page = render_template(
        "panel/decide.html",
        submission=row,
        form=form,
        comparison=queries.comparison(row, criteria_of(row.enrolment)),
    )
    return page, 422 if form.is_submitted() else 200


@blueprint.route("/reviews/<int:submission_id>/return", methods=["GET", "POST"])
@declares("submission.return")
def give_back(submission_id: int) -> ResponseReturnValue:
    row, form = get_or_404("submission.return", submission_id), ReturnForm()
    returned = form.give_to(
        lambda: operations.return_submission(actor(), row, form.words.data or "")
    )
    if returned is not None:
        flash("Returned, without fault. The panel's access has ended. Thank you.", "done")
        return redirect(url_for("panel.reviews"))
    page = render_template("panel/give_back.html", submission=row, form=form)
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
